"""The figures of one day, for a line of them rather than a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.figures.figures import read_figures
from bot.figures.periods import Period
from bot.store.transaction import Transaction
from dialogs.conversation import SignCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What was counted on one day; `signs` has the most frequent first."""

    talks: int
    warned: int
    handed_over: int
    forms: int
    signs: Mapping[SignCode, int]


def today(transaction: Transaction, day: date) -> Today:
    """The figures of `day`."""
    figures = read_figures(transaction, Period(first=day, last=day))
    totals = figures.totals
    return Today(
        talks=totals.talks,
        warned=totals.warned,
        handed_over=totals.handovers,
        forms=totals.forms,
        signs=figures.signs,
    )
