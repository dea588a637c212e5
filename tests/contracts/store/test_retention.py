"""What is swept away and when."""

from datetime import timedelta

from bot import retention
from bot.retention import Swept
from bot.store import audit, dead_letters, outbox, seen_events
from bot.store.outbox import Settlement
from bot.store.store import Store
from tests.contracts.store.rows import count_rows, fill
from tests.contracts.store.test_outbox import claim, settle, write, write_last_word
from tests.fakes.clock import FakeClock


def sweep(store: Store) -> Swept:
    """Sweep as the service does by default."""
    return retention.sweep(store, audit_for=timedelta(days=365))


def test_nothing_goes_before_its_time(store: Store) -> None:
    fill(store)

    assert sweep(store) == swept()


def test_everything_goes_at_its_time(store: Store, clock: FakeClock) -> None:
    fill(store)
    clock.move(days=30)

    assert sweep(store) == swept(conversations=1, consultations=2)
    assert count_rows(store) == {}


def swept(*, conversations: int = 0, consultations: int = 0) -> Swept:
    """Nothing was deleted but these."""
    return Swept(
        conversations=conversations,
        consultations=consultations,
        answers=0,
        dead_letters=0,
        seen_events=0,
        audit_entries=0,
    )


def test_what_was_given_up_on_waits_a_week_for_the_staff(store: Store, clock: FakeClock) -> None:
    write(store, "an answer")
    for taken in claim(store):
        settle(store, Settlement(id=taken.id, status="dead"))
    clock.move(days=7)
    assert (sweep(store).answers, sweep(store).dead_letters) == (0, 0)
    with store.begin() as transaction:
        assert dead_letters.count_dead(transaction.connection) == 1
    clock.move(seconds=1)

    assert sweep(store).dead_letters == 1
    assert "outbox" not in count_rows(store)


def test_who_did_what_is_kept_for_as_long_as_the_settings_say(store: Store, clock: FakeClock) -> None:
    with store.begin() as transaction:
        audit.record(transaction, member="U1", action="look", reference="HT-2222-2222")
    clock.move(days=30)
    assert retention.sweep(store, audit_for=timedelta(days=30)).audit_entries == 0
    clock.move(seconds=1)

    assert retention.sweep(store, audit_for=timedelta(days=30)).audit_entries == 1


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
