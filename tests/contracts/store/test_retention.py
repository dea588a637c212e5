"""What is swept away and when."""

from bot.retention import Swept, sweep
from bot.store import outbox, seen_events
from bot.store.outbox import Settlement
from bot.store.store import Store
from tests.contracts.store.rows import count_rows, fill
from tests.contracts.store.test_outbox import claim, settle, write, write_last_word
from tests.fakes.clock import FakeClock


def test_nothing_goes_before_its_time(store: Store) -> None:
    fill(store)

    assert sweep(store) == Swept(conversations=0, consultations=0, answers=0, seen_events=0)


def test_everything_goes_at_its_time(store: Store, clock: FakeClock) -> None:
    fill(store)
    clock.move(days=30)

    assert sweep(store) == Swept(conversations=1, consultations=2, answers=0, seen_events=0)
    assert count_rows(store) == {}


def test_events_are_remembered_for_a_week(store: Store, clock: FakeClock) -> None:
    with store.begin() as transaction:
        seen_events.insert_new(transaction.connection, "line", ["e1", "e2"], transaction.now)
    clock.move(days=7)
    assert sweep(store).seen_events == 0
    clock.move(seconds=1)

    assert sweep(store).seen_events == 2


def test_answers_are_kept_for_a_day_after_they_are_settled_and_for_the_web_chat_longer(
    store: Store, clock: FakeClock
) -> None:
    write(store, "on line")
    write(store, "on the web", channel="web")
    for taken in claim(store):
        settle(store, Settlement(id=taken.id, status="sent"))
    write(store, "still waiting", sender="p2")
    clock.move(hours=25)

    assert sweep(store).answers == 1
    assert count_rows(store)["outbox"] == 2


def test_a_last_word_that_the_web_chat_has_read_goes_too(store: Store, clock: FakeClock) -> None:
    (row,) = write_last_word(store, outbox.MAILBOX_CHANNEL)
    claim(store)
    settle(store, Settlement(id=row, status="sent"))
    clock.move(hours=25)

    sweep(store)

    assert count_rows(store) == {}
