"""The daily counts, added up over a period."""

from datetime import timedelta

from bot.figures.figures import Figures, read_figures
from bot.figures.periods import Period
from bot.figures.today import today
from bot.store import daily_counts
from bot.store.daily_counts import Happening
from bot.store.store import Store
from tests.fakes.clock import FakeClock


def add(store: Store, *happenings: Happening) -> None:
    with store.begin() as transaction:
        daily_counts.add(transaction, happenings)


def read(store: Store, clock: FakeClock, days: int) -> Figures:
    last = clock().date()
    with store.begin() as transaction:
        return read_figures(transaction, Period(first=last - timedelta(days=days - 1), last=last))


def test_figures_of_a_period_add_up_what_was_counted_in_it(store: Store, clock: FakeClock) -> None:
    add(store, Happening(kind="talk", channel="line"))  # before the period
    clock.now += timedelta(days=5)
    add(
        store,
        Happening(kind="talk", channel="line"),
        Happening(kind="talk", channel="web"),
        Happening(kind="talk", channel="web"),
        Happening(kind="warned", channel="web"),
        Happening(kind="case", name="CASE02", channel="web"),
        Happening(kind="sign", name="2a", channel="web"),
        Happening(kind="route", name="legal", channel="line"),
    )
    clock.now += timedelta(days=1)
    add(
        store,
        Happening(kind="talk", channel="line"),
        Happening(kind="sign", name="2a", channel="line"),
        Happening(kind="sign", name="1a", channel="line"),
        Happening(kind="route", name="adr", channel="line"),
        Happening(kind="route", name="legal", channel="web"),
        Happening(kind="form"),
        Happening(kind="asked", channel="line"),
        Happening(kind="handover", channel="line"),
        Happening(kind="canned", name="thanks"),
    )

    figures = read(store, clock, days=3)

    totals = figures.totals
    assert (totals.talks, totals.warned, totals.forms, totals.asked, totals.handovers) == (4, 1, 1, 1, 1)
    assert totals.cases == {"CASE01": 0, "CASE02": 1, "CASE03": 0, "CASE04": 0, "CASE05": 0, "P": 0}
    assert list(figures.signs.items()) == [("2a", 2), ("1a", 1)]
    assert list(figures.routes.items()) == [("legal", 2), ("adr", 1)]
    assert list(figures.channels.items()) == [("line", 2), ("web", 2)]
    assert [step.totals.talks for step in figures.steps] == [0, 3, 1]
    assert figures.since == clock().date() - timedelta(days=6)


def test_of_nothing_there_are_figures_too(store: Store, clock: FakeClock) -> None:
    figures = read(store, clock, days=30)

    assert figures.is_empty
    assert figures.since is None
    assert len(figures.steps) == 30


def test_the_figures_of_today_leave_yesterday_out(store: Store, clock: FakeClock) -> None:
    add(store, Happening(kind="talk", channel="line"))
    clock.now += timedelta(days=1)
    add(store, Happening(kind="talk", channel="web"), Happening(kind="handover", channel="web"))
    add(store, Happening(kind="sign", name="3c", channel="web"))

    with store.begin() as transaction:
        one = today(transaction, clock().date())

    assert (one.talks, one.warned, one.handed_over, one.forms) == (1, 0, 1, 0)
    assert one.signs == {"3c": 1}
