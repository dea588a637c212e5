"""Who waits for a human, who talks with one, and what of it stands in Slack."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.store import conversations, handovers, matters, outbox, relays
from bot.store.handovers import KeptHandover
from bot.store.store import Store
from tests.contracts.store.rows import MONTH
from tests.fakes.clock import FakeClock

CHANNEL = "C0000DESK"


def talk(store: Store, sender: str = "person-1") -> int:
    """A conversation that staff may see."""
    with store.begin() as transaction:
        kept = conversations.create(transaction, "line", sender, transaction.now + MONTH)
        matters.open_matter(transaction, kept.id, origin="asked")
    return kept.id


def request(store: Store, conversation_id: int, *, is_somebody_there: bool = True) -> bool:
    with store.begin() as transaction:
        return handovers.request(transaction, conversation_id, is_somebody_there=is_somebody_there)


def begin(store: Store, conversation_id: int, member: str = "U1") -> bool:
    with store.begin() as transaction:
        return handovers.begin(transaction, conversation_id, member)


def look(store: Store, conversation_id: int) -> KeptHandover:
    with store.begin() as transaction:
        found = handovers.find(transaction.connection, conversation_id)
    assert found is not None
    return found


def silent(store: Store, minutes: int) -> list[int]:
    with store.begin() as transaction:
        return handovers.list_silent(transaction.connection, transaction.now - timedelta(minutes=minutes))


def test_a_request_waits_until_somebody_begins_and_ends(store: Store, clock: FakeClock) -> None:
    one = talk(store)
    assert request(store, one)
    assert not request(store, one)
    asked = look(store, one)
    clock.move(minutes=3)

    assert begin(store, one)
    assert not begin(store, one, "U2")
    assert not request(store, one)
    taken = look(store, one)
    with store.begin() as transaction:
        assert handovers.end(transaction, one)
        assert not handovers.end(transaction, one)

    assert (asked.status, asked.is_open, asked.member) == ("waiting", True, None)
    assert (taken.status, taken.member, taken.taken_at) == ("live", "U1", clock.now)
    assert (look(store, one).status, look(store, one).is_open) == ("over", False)
    assert request(store, one)
    assert look(store, one).member is None


def test_of_many_requests_at_once_one_is_new(store: Store) -> None:
    one = talk(store)

    with ThreadPoolExecutor(4) as several:
        assert sorted(several.map(lambda _: request(store, one), range(4))) == [False, False, False, True]


def test_who_is_silent(store: Store, clock: FakeClock) -> None:
    one, other = talk(store), talk(store, "person-2")
    begin(store, one)
    begin(store, other)
    with store.begin() as transaction:
        handovers.speak(transaction, one)
    clock.move(minutes=20)
    assert silent(store, 15) == [other]

    with store.begin() as transaction:
        handovers.hear(transaction, one)
    clock.move(minutes=10)
    with store.begin() as transaction:
        handovers.hear(transaction, one)
    clock.move(minutes=4)
    assert silent(store, 15) == [other]
    clock.move(minutes=1)

    assert sorted(silent(store, 15)) == [one, other]
    assert look(store, one).awaiting_since == clock.now - timedelta(minutes=15)


@pytest.mark.parametrize("is_somebody_there", [True, False])
def test_who_is_late(store: Store, clock: FakeClock, *, is_somebody_there: bool) -> None:
    one = talk(store)
    request(store, one, is_somebody_there=is_somebody_there)
    clock.move(minutes=15)

    with store.begin() as transaction:
        late = handovers.list_late(transaction.connection, transaction.now - timedelta(minutes=15))
        handovers.apologise(transaction, one)
        again = handovers.list_late(transaction.connection, transaction.now)

    assert late == ([one] if is_somebody_there else [])
    assert again == []


def test_a_thread_is_found_by_where_its_card_stands(store: Store) -> None:
    one = talk(store)
    request(store, one)
    with store.begin() as transaction:
        card = relays.add(transaction, one, "card", channel=CHANNEL)
        handovers.place_card(transaction, one, card)
        assert handovers.find_by_thread(transaction.connection, CHANNEL, "1.1") is None
        relays.note_post(transaction.connection, card, "1.1")
        found = handovers.find_by_thread(transaction.connection, CHANNEL, "1.1")
        elsewhere = handovers.find_by_thread(transaction.connection, "C0000ELSE", "1.1")

    assert found is not None
    assert elsewhere is None
    assert (found.conversation_id, found.channel, found.thread_ts) == (one, CHANNEL, "1.1")


def test_what_is_forgotten_or_taken_back_is_to_go(store: Store) -> None:
    one, other = talk(store), talk(store, "person-2")
    with store.begin() as transaction:
        rows = [
            relays.add(transaction, conversation_id, "said", channel=CHANNEL, source=source)
            for conversation_id, source in ((one, "a"), (one, "b"), (other, "a"))
        ]
        relays.withdraw(transaction.connection, one, "a")
        conversations.erase(transaction.connection, other)

    with store.begin() as transaction:
        to_go = relays.list_to_go(transaction.connection, 10)
        relays.drop(transaction.connection, [relay.id for relay in to_go])
        left = [relays.find(transaction.connection, row) for row in rows]

    assert [relay.id for relay in to_go] == [rows[0], rows[2]]
    assert [relay and relay.id for relay in left] == [None, rows[1], None]


@pytest.mark.parametrize(("status", "is_told"), [("dead", True), ("unknown", True), ("sent", False)])
def test_what_did_not_arrive_is_told_once(store: Store, status: str, *, is_told: bool) -> None:
    one = talk(store)
    with store.begin() as transaction:
        relay = relays.add(transaction, one, "reply", channel=CHANNEL, source="1.1")
        draft = outbox.Draft(conversation_id=one, sealed_address=b"", messages=[{}], reply_token=None)
        (row,) = outbox.append(transaction, "line", [draft])
        relays.carry(transaction.connection, relay, row)
        assert relays.take_failed(transaction.connection) == []
        outbox.settle(transaction, [outbox.Settlement(id=row, status=status)])

    with store.begin() as transaction:
        failed = relays.take_failed(transaction.connection)
        again = relays.take_failed(transaction.connection)

    assert [one.id for one in failed] == ([relay] if is_told else [])
    assert again == []


def test_only_what_nobody_has_begun_to_send_can_be_cancelled(store: Store) -> None:
    one = talk(store)
    with store.begin() as transaction:
        draft = outbox.Draft(
            conversation_id=one, sealed_address=transaction.vault.seal(b"p"), messages=[{}], reply_token=None
        )
        first, second = outbox.append(transaction, "line", [draft, draft])
        outbox.claim(transaction, ["line"], lease=timedelta(seconds=60), limit=1)

        assert not outbox.cancel(transaction.connection, first)
        assert outbox.cancel(transaction.connection, second)
        assert not outbox.cancel(transaction.connection, second)
