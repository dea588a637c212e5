"""The figures of a period, added up from the daily counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.figures.happening import PRESSURE
from bot.figures.periods import Period
from bot.store import daily_counts
from bot.store.daily_counts import DayCount, Kind
from bot.store.transaction import Transaction
from dialogs.conversation import ROUTES, SIGN_CODES, Route, SignCode

Name = TypeVar("Name", bound=str)

CASES = ("CASE01", "CASE02", "CASE03", "CASE04", "CASE05", PRESSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How often each thing happened."""

    talks: int = 0
    warned: int = 0
    forms: int = 0
    asked: int = 0
    handovers: int = 0
    #: Talks in which something of a case was named, by case; one talk can have several.
    cases: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTotals:
    """The totals of one step of the period."""

    period: Period
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that is told about a period. Nothing in it belongs to a person."""

    period: Period
    totals: Totals
    steps: tuple[StepTotals, ...]
    #: By sign and by road, the most frequent first; what never happened is left out.
    signs: Mapping[SignCode, int]
    routes: Mapping[Route, int]
    #: Talks by channel.
    channels: Mapping[str, int]
    #: The day from which anything was counted at all; None where nothing was yet.
    since: date | None

    @property
    def is_empty(self) -> bool:
        """Nothing at all was counted."""
        totals = self.totals
        counted = (totals.talks, totals.warned, totals.forms, totals.asked, totals.handovers)
        return not (any(counted) or self.signs or self.routes)


def read_figures(transaction: Transaction, period: Period) -> Figures:
    """Add up what was counted in `period`."""
    counts = daily_counts.between(transaction.connection, period.first, period.last)
    return Figures(
        period=period,
        totals=_totals(counts),
        steps=tuple(StepTotals(period=step, totals=_totals(_within(counts, step))) for step in period.steps()),
        signs=_by_name(counts, "sign", SIGN_CODES),
        routes=_by_name(counts, "route", ROUTES),
        channels=_most_first(_sum((one.happening.channel, one.count) for one in counts if _is(one, "talk"))),
        since=daily_counts.first_day(transaction.connection),
    )


def _totals(counts: Iterable[DayCount]) -> Totals:
    counts = list(counts)
    kinds = _sum((one.happening.kind, one.count) for one in counts)
    cases = _sum((one.happening.name, one.count) for one in counts if _is(one, "case"))
    return Totals(
        talks=kinds["talk"],
        warned=kinds["warned"],
        forms=kinds["form"],
        asked=kinds["asked"],
        handovers=kinds["handover"],
        cases={case: cases[case] for case in CASES},
    )


def _within(counts: Iterable[DayCount], period: Period) -> list[DayCount]:
    return [one for one in counts if period.first <= one.day <= period.last]


def _by_name(counts: Iterable[DayCount], kind: Kind, order: Iterable[Name]) -> dict[Name, int]:
    """The counts of one kind; equal ones in the order that they are always told in."""
    found = _sum((one.happening.name, one.count) for one in counts if _is(one, kind))
    return _most_first({name: found[name] for name in order if found[name]})


def _is(count: DayCount, kind: Kind) -> bool:
    return count.happening.kind == kind


def _sum(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    summed: Counter[str] = Counter()
    for name, count in pairs:
        summed[name] += count
    return summed


def _most_first(counts: Mapping[Name, int]) -> dict[Name, int]:
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))
