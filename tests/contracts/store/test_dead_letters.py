"""What was given up on, and how it is tried again."""

from datetime import timedelta

from bot.delivery import GIVE_UP_AFTER
from bot.store import conversations, dead_letters, matters
from bot.store.dead_letters import DeadLetter
from bot.store.outbox import Settlement
from bot.store.store import Store
from tests.contracts.store.test_outbox import claim, settle, write
from tests.fakes.clock import FakeClock


def die(store: Store, text: str = "an answer", sender: str = "p1", detail: str = "404 channel_not_found") -> int:
    """An answer that was given up on; its row."""
    write(store, text, sender=sender)
    (taken,) = claim(store)
    settle(store, Settlement(id=taken.id, status="dead", detail=detail))
    return taken.id


def dead(store: Store, limit: int = 10) -> list[DeadLetter]:
    with store.begin() as transaction:
        return dead_letters.list_dead(transaction.connection, limit=limit)


def resend(store: Store, row: int) -> bool:
    with store.begin() as transaction:
        return dead_letters.resend(transaction, row)


def test_it_is_told_with_its_reason_and_without_its_words(store: Store, clock: FakeClock) -> None:
    row = die(store)

    assert dead(store) == [
        DeadLetter(id=row, channel="line", detail="404 channel_not_found", died_at=clock.now, reference=None)
    ]


def test_the_newest_comes_first_with_the_number_of_its_matter(store: Store) -> None:
    die(store)
    newest = die(store, sender="p2")
    with store.begin() as transaction:
        kept = conversations.find(transaction.connection, transaction.vault, "line", "p2")
        assert kept is not None
        reference = matters.open_matter(transaction, kept.id, origin="asked").reference

    (first,) = dead(store, limit=1)
    assert (first.id, first.reference) == (newest, reference)
    with store.begin() as transaction:
        assert dead_letters.count_dead(transaction.connection) == 2


def test_it_is_sent_again_as_if_it_were_new(store: Store, clock: FakeClock) -> None:
    row = die(store)
    write(store, "later", sender="p2")
    (other,) = claim(store)
    clock.move(days=2)

    assert resend(store, row)

    (again,) = [taken for taken in claim(store) if taken.id == row]
    assert (again.attempts, again.created_at) == (1, clock.now)
    assert again.created_at + GIVE_UP_AFTER > clock.now + timedelta(hours=23)
    assert again.outgoing.messages == [{"text": "an answer"}]
    assert again.outgoing.retry_key != other.outgoing.retry_key
    assert dead(store) == []


def test_only_what_is_dead_is_sent_again_and_only_once(store: Store) -> None:
    row = die(store)

    assert [resend(store, row), resend(store, row), resend(store, row + 1000)] == [True, False, False]

    (taken,) = claim(store)
    assert not resend(store, row)
    settle(store, Settlement(id=taken.id, status="sent"))
    assert not resend(store, row)
