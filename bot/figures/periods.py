"""Which days figures are asked for, and in which steps they are shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Step = Literal["day", "week", "month"]
#: What a word for a period means: so many days up to today, or the month or the year that today is in.
Meaning = Literal["today", "yesterday", "week", "month", "quarter", "this_month", "last_month", "this_year"]

DEFAULT: Final[Meaning] = "month"
#: The longest period that can be asked for.
MAX_DAYS: Final = 3660

_DAYS: Final[Mapping[str, int]] = {"today": 1, "week": 7, "month": 30, "quarter": 90}
_MOST_DAYS_IN_DAYS = 31
_MOST_DAYS_IN_WEEKS = 186

_COUNTED = re.compile(r"(\d{1,4})\s*(?:d|days?|日間?)")
_MONTH = re.compile(r"(\d{4})[-/年](\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?")
_DAY = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?")
_BETWEEN = re.compile(r"\s*(?:\.\.|~|〜|から)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def step(self) -> Step:
        """Days, weeks or months: as fine as a narrow picture can show."""
        if self.days <= _MOST_DAYS_IN_DAYS:
            return "day"
        return "week" if self.days <= _MOST_DAYS_IN_WEEKS else "month"

    def steps(self) -> list["Period"]:
        """The whole period in its steps; the first and the last may be cut off."""
        steps, first = [], self.first
        while first <= self.last:
            last = min(_last_of_step(first, self.step), self.last)
            steps.append(Period(first=first, last=last))
            first = last + timedelta(days=1)
        return steps


def read_period(text: str, today: date, words: Mapping[Meaning, Sequence[str]]) -> Period | None:
    """The period that `text` names; None where it names none. Nothing at all means the last 30 days.

    Read are the `words`, a number of days (``14d``), a day, a month, a year and ``FIRST..LAST`` of days.
    """
    text = text.strip().lower()
    if not text:
        return _meant(DEFAULT, today)
    meaning = next((meaning for meaning, names in words.items() if text in names), None)
    try:
        return _meant(meaning, today) if meaning else _written(text, today)
    except (ValueError, OverflowError):  # the 31st of February, the year 0
        return None


def _meant(meaning: Meaning, today: date) -> Period:
    match meaning:
        case "yesterday":
            return Period(first=today - timedelta(days=1), last=today - timedelta(days=1))
        case "this_month":
            return Period(first=today.replace(day=1), last=today)
        case "last_month":
            last = today.replace(day=1) - timedelta(days=1)
            return Period(first=last.replace(day=1), last=last)
        case "this_year":
            return Period(first=today.replace(month=1, day=1), last=today)
        case _:
            return Period(first=today - timedelta(days=_DAYS[meaning] - 1), last=today)


def _written(text: str, today: date) -> Period | None:
    if counted := _COUNTED.fullmatch(text):
        days = int(counted[1])
        return Period(first=today - timedelta(days=days - 1), last=today) if 1 <= days <= MAX_DAYS else None
    parts = [_whole(part) for part in _BETWEEN.split(text)]
    first, last = parts[0], parts[-1]
    if first is None or last is None or len(parts) > len(("first", "last")):
        return None
    period = Period(first=first.first, last=last.last)
    return period if 1 <= period.days <= MAX_DAYS else None


def _whole(text: str) -> Period | None:
    """A day, a month or a year by its number."""
    if day := _DAY.fullmatch(text):
        at = date(int(day[1]), int(day[2]), int(day[3]))
        return Period(first=at, last=at)
    if month := _MONTH.fullmatch(text):
        first = date(int(month[1]), int(month[2]), 1)
        return Period(first=first, last=_last_of_step(first, "month"))
    if year := _YEAR.fullmatch(text):
        return Period(first=date(int(year[1]), 1, 1), last=date(int(year[1]), 12, 31))
    return None


def _last_of_step(day: date, step: Step) -> date:
    """The last day of the day, the week from Monday or the month that `day` is in."""
    match step:
        case "day":
            return day
        case "week":
            return day + timedelta(days=6 - day.weekday())
        case "month":
            return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
