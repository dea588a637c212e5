"""What happens is counted by day, exactly, and without anybody in it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from bot.store import daily_counts
from bot.store.daily_counts import DayCount, Happening
from bot.store.store import Store
from tests.fakes.clock import FakeClock

TALK = Happening(kind="talk", channel="line")
SIGN = Happening(kind="sign", name="2a", channel="line")


def add(store: Store, *happenings: Happening) -> None:
    with store.begin() as transaction:
        daily_counts.add(transaction, happenings)


def counted(store: Store, first: date, last: date) -> list[DayCount]:
    with store.begin() as transaction:
        return daily_counts.between(transaction.connection, first, last)


def test_the_same_thing_is_added_up_and_channels_are_kept_apart(store: Store, clock: FakeClock) -> None:
    today = clock().date()
    on_web = Happening(kind="talk", channel="web")

    add(store, TALK, SIGN, TALK)
    add(store, TALK, on_web)
    add(store)

    assert {(one.happening, one.count) for one in counted(store, today, today)} == {(TALK, 3), (SIGN, 1), (on_web, 1)}


def test_days_are_kept_apart_and_their_order_is_told(store: Store, clock: FakeClock) -> None:
    first = clock().date()
    add(store, TALK)
    clock.now += timedelta(days=2)
    add(store, TALK, TALK)

    assert [(one.day - first, one.count) for one in counted(store, first, clock().date())] == [
        (timedelta(0), 1),
        (timedelta(days=2), 2),
    ]
    assert counted(store, first + timedelta(days=1), first + timedelta(days=1)) == []


def test_totals_by_name_and_the_first_day(store: Store, clock: FakeClock) -> None:
    with store.begin() as transaction:
        assert daily_counts.first_day(transaction.connection) is None
    first = clock().date()
    add(store, Happening(kind="canned", name="thanks"), SIGN)
    clock.now += timedelta(days=1)
    add(store, Happening(kind="canned", name="thanks"), Happening(kind="canned", name="hours", channel="line"))

    with store.begin() as transaction:
        connection = transaction.connection
        assert daily_counts.totals(connection, "canned", first) == {"thanks": 2, "hours": 1}
        assert daily_counts.totals(connection, "canned", clock().date()) == {"thanks": 1, "hours": 1}
        assert daily_counts.first_day(connection) == first


def test_what_is_not_committed_is_not_counted(store: Store, clock: FakeClock) -> None:
    with store.begin() as transaction:
        daily_counts.add(transaction, [TALK])
        transaction.connection.rollback()

    assert counted(store, clock().date(), clock().date()) == []


def test_nothing_is_lost_and_nobody_locked_out_by_counting_at_once(store: Store, clock: FakeClock) -> None:
    orders = [(TALK, SIGN), (SIGN, TALK)] * 20

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda order: add(store, *order), orders))

    today = clock().date()
    assert {one.happening: one.count for one in counted(store, today, today)} == {TALK: 40, SIGN: 40}
