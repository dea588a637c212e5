"""Matters: what the staff may see, who takes it, and how it is found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot.store import conversations, matters
from bot.store.matters import KeptMatter, Which
from bot.store.references import create_reference, read_reference
from bot.store.store import Store
from bot.store.tables import consultations
from tests.fakes.clock import FakeClock

MONTH = timedelta(days=30)
ME, OTHER = "U1", "U2"


def talk(store: Store, sender: str, channel: str = "line") -> int:
    """A conversation without anything."""
    with store.begin() as transaction:
        return conversations.create(transaction, channel, sender, transaction.now + MONTH).id


def asked(store: Store, sender: str = "person-1", channel: str = "line") -> KeptMatter:
    """A matter of somebody who asked for a person."""
    conversation_id = talk(store, sender, channel)
    with store.begin() as transaction:
        return matters.open_matter(transaction, conversation_id, origin="asked")


def find(store: Store, typed: str) -> KeptMatter | None:
    with store.begin() as transaction:
        return matters.find(transaction.connection, typed)


def found(store: Store, which: Which, member: str = ME) -> list[int]:
    """The ids of a list, which `count` agrees with."""
    with store.begin() as transaction:
        listed = matters.list_matters(transaction.connection, which, member, limit=100)
        assert matters.count(transaction.connection, which, member) == len(listed)
    return [matter.id for matter in listed]


def test_a_matter_says_where_its_person_is(store: Store) -> None:
    matter = asked(store, "person-7", channel="web")

    assert (matter.channel, matter.origin, matter.is_open, matter.taken_by) == ("web", "asked", True, None)
    assert store.vault.open(matter.sealed_address) == b"person-7"
    assert read_reference(matter.reference) == matter.reference


def test_a_conversation_has_one_matter(store: Store) -> None:
    first = asked(store)
    with store.begin() as transaction:
        again = matters.open_matter(transaction, first.conversation_id, origin="form", reference=create_reference())

    assert (again.id, again.reference, again.origin) == (first.id, first.reference, "asked")


def test_who_comes_again_after_it_was_closed_opens_it_again_for_anybody(store: Store, clock: FakeClock) -> None:
    matter = asked(store)
    with store.begin() as transaction:
        matters.take(transaction, matter.id, ME)
        matters.close(transaction, matter.id)
    clock.move(hours=1)

    with store.begin() as transaction:
        again = matters.open_matter(transaction, matter.conversation_id, origin="asked")

    assert (again.id, again.is_open, again.taken_by, again.closed_at) == (matter.id, True, None, None)
    assert again.updated_at > matter.updated_at


def test_the_number_of_the_form_is_the_matters_and_leads_to_it(store: Store) -> None:
    conversation_id, reference = talk(store, "person-1"), create_reference()
    with store.begin() as transaction:
        matter = matters.open_matter(transaction, conversation_id, origin="form", reference=reference)

    assert matter.reference == reference
    assert find(store, reference) == matter


def test_the_number_of_a_later_form_leads_to_the_same_matter(store: Store) -> None:
    matter, reference = asked(store), create_reference()
    with store.begin() as transaction:
        row = {
            "reference": reference,
            "conversation_id": matter.conversation_id,
            "status": "sent",
            "body": transaction.vault.seal(b"{}"),
            "created_at": transaction.now,
            "expires_at": transaction.now + MONTH,
        }
        transaction.connection.execute(insert(consultations).values(row))

    assert find(store, reference) == find(store, matter.reference) == matter


def test_a_number_that_somebody_else_has_is_refused(store: Store) -> None:
    taken = asked(store).reference
    conversation_id = talk(store, "person-2")

    with pytest.raises(IntegrityError), store.begin() as transaction:
        matters.open_matter(transaction, conversation_id, origin="form", reference=taken)


@pytest.mark.parametrize("typed", ["", "HT-", "HT-2222-222", "HT-2222-22222", "今日", "HT-0000-1111", "x" * 40_000])
def test_what_is_no_number_finds_nothing(store: Store, typed: str) -> None:
    asked(store)

    assert find(store, typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("HT-7K3M-92QX", "HT-7K3M-92QX"),
        ("ht 7k3m 92qx", "HT-7K3M-92QX"),
        ("7k3m92qx", "HT-7K3M-92QX"),
        ("ＨＴー７Ｋ３Ｍー９２ＱＸ", "HT-7K3M-92QX"),
        ("「HT－7K3M－92QX」", "HT-7K3M-92QX"),
        ("7K3M-92Q0", None),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, read: str | None) -> None:
    assert read_reference(typed) == read


def test_of_two_who_take_it_one_wins(store: Store) -> None:
    matter = asked(store)

    def take(member: str) -> bool:
        with store.begin() as transaction:
            return matters.take(transaction, matter.id, member)

    with ThreadPoolExecutor(8) as pool:
        members = [f"U{number}" for number in range(8)]
        winners = [member for member, won in zip(members, pool.map(take, members), strict=True) if won]

    kept = find(store, matter.reference)
    assert kept is not None
    assert [kept.taken_by] == winners
    assert take(winners[0])


def test_what_is_closed_cannot_be_taken(store: Store) -> None:
    matter = asked(store)
    with store.begin() as transaction:
        assert matters.close(transaction, matter.id)
        assert not matters.close(transaction, matter.id)
        assert not matters.take(transaction, matter.id, ME)
        assert matters.reopen(transaction, matter.id)
        assert not matters.reopen(transaction, matter.id)
        assert matters.take(transaction, matter.id, ME)
        assert matters.release(transaction, matter.id)
        assert not matters.release(transaction, matter.id)
        assert matters.take(transaction, matter.id, OTHER)


def test_the_lists(store: Store, clock: FakeClock) -> None:
    made = []
    for number in range(4):
        made.append(asked(store, f"person-{number}").id)
        clock.move(minutes=1)
    free, mine, theirs, closed = made
    with store.begin() as transaction:
        matters.take(transaction, mine, ME)
        matters.take(transaction, theirs, OTHER)
        matters.close(transaction, closed)
    clock.move(minutes=1)
    with store.begin() as transaction:
        matters.touch(transaction, free)

    assert found(store, "open") == [free, theirs, mine]
    assert found(store, "new") == [free]
    assert found(store, "mine") == [mine]
    assert found(store, "closed") == [closed]


def test_a_matter_goes_with_its_conversation(store: Store) -> None:
    matter = asked(store)
    with store.begin() as transaction:
        conversations.erase(transaction.connection, matter.conversation_id)

    assert find(store, matter.reference) is None
