"""Days as people name them, counted from today."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.slots.numerals import value_of

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?P<year>\d{4})|(?P<era>令和|平成|r)(?P<era_year>\d{1,2}|元|[一二三四五六七八九十]{1,3})"
_SAID_YEAR = r"(?P<said_year>今年|去年|昨年|一昨年|おととし)の?"
_FULL = (
    rf"(?:(?:{_YEAR})[年/.-]\s?|{_SAID_YEAR})?(?P<month>{_N})(?:月|[/.](?=\d))の?\s?"
    rf"(?P<day>{_N})(?:日|(?![\d/.,万千円%:]))"
)
_ISO = r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
_MONTH_DAY = rf"(?P<said_month>今月|先月|先々月|当月)の?(?P<month_day>{_N})日"
_BARE_DAY = rf"(?<![\d/.月先第])(?P<bare_day>{_N})日(?![間前後目以])"
_AGO = rf"(?P<ago>{_N})日(?:くらい|ほど|ぐらい)?(?:前|まえ)"
_WEEKDAY = (
    r"(?P<week>先週|今週|先々週|この前|この間|こないだ|前|先日)?の?(?P<weekday>[月火水木金土日])(?:曜日?|よう(?:び|日)?)"
    r"|(?P<week2>先週|今週|先々週)の?(?P<weekday2>[月火水木金土日])(?![曜日月々前後中])"
)
_EXACT = (_ISO, _FULL, _MONTH_DAY, _AGO, _WEEKDAY, _BARE_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day that a text names: the day itself, or None where the words leave it open."""

    day: date | None
    start: int
    end: int


class Calendar:
    """Finds days; the words for days near today, and for days that stay open, come from the content."""

    def __init__(self, relative_days: Mapping[str, int], vague: re.Pattern[str]) -> None:
        self._relative = dict(relative_days)
        words = "|".join(sorted(map(re.escape, self._relative), key=len, reverse=True)) or "(?!)"
        self._exact = re.compile("|".join((f"(?P<relative>{words})", *_EXACT)))
        self._vague = vague

    def days(self, reading: str, today: date) -> Iterator[NamedDay]:
        """Every day that the text names, in order; vague ones where no exact one stands."""
        found = [self._named(match, today) for match in self._exact.finditer(reading)]
        for match in self._vague.finditer(reading):
            if not any(day.start < match.end() and match.start() < day.end for day in found):
                found.append(NamedDay(day=None, start=match.start(), end=match.end()))
        yield from sorted(found, key=lambda named: named.start)

    def _named(self, match: re.Match[str], today: date) -> NamedDay:
        said = {name: text for name, text in match.groupdict().items() if text}
        try:
            day = self._relative_day(said, today) or _day(said, today)
        except (ValueError, OverflowError):
            day = None
        return NamedDay(day=day, start=match.start(), end=match.end())

    def _relative_day(self, said: Mapping[str, str], today: date) -> date | None:
        if "relative" in said:
            return today - timedelta(days=self._relative[said["relative"]])
        return today - timedelta(days=value_of(said["ago"])) if "ago" in said else None


def _day(said: Mapping[str, str], today: date) -> date:
    if "iso" in said:
        return date.fromisoformat("-".join(part.zfill(2) for part in said["iso"].split("-")))
    if "month_day" in said:
        return _month_day(said, today)
    if "bare_day" in said:
        return _nearest_past_day(value_of(said["bare_day"]), today)
    weekday = said.get("weekday") or said.get("weekday2")
    if weekday:
        return _weekday("月火水木金土日".index(weekday), said.get("week") or said.get("week2"), today)
    return _full(said, today)


def _full(said: Mapping[str, str], today: date) -> date:
    month, day = value_of(said["month"]), value_of(said["day"])
    if "year" in said:
        return date(int(said["year"]), month, day)
    if "era" in said:
        first = 1988 if said["era"] == "平成" else 2018
        return date(first + (1 if said["era_year"] == "元" else value_of(said["era_year"])), month, day)
    years_back = {"今年": 0, "去年": 1, "昨年": 1, "一昨年": 2, "おととし": 2}
    if "said_year" in said:
        return date(today.year - years_back[said["said_year"]], month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


def _month_day(said: Mapping[str, str], today: date) -> date:
    months_back = {"今月": 0, "当月": 0, "先月": 1, "先々月": 2}[said["said_month"]]
    months = today.year * 12 + today.month - 1 - months_back
    return date(months // 12, months % 12 + 1, value_of(said["month_day"]))


def _nearest_past_day(day: int, today: date) -> date:
    if day <= today.day:
        return today.replace(day=day)
    last_of_previous = today.replace(day=1) - timedelta(days=1)
    return last_of_previous.replace(day=day)


def _weekday(weekday: int, week: str | None, today: date) -> date:
    """The day of a named week, weeks beginning on Monday; without a week the nearest one before today."""
    weeks_back = {"今週": 0, "先週": 1, "先々週": 2}.get(week or "")
    if weeks_back is not None:
        return today - timedelta(days=today.weekday() - weekday + 7 * weeks_back)
    return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
