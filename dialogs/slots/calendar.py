"""Days as people name them, counted from today."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.slots.numerals import value_of

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?P<year>\d{4})|(?P<era>令和|平成|r)(?P<era_year>\d{1,2}|元|[一二三四五六七八九十]{1,3})"
_SAID_YEAR = r"(?P<said_year>今年|去年|昨年|一昨年|おととし)の?"
_FULL = rf"(?:(?:(?:{_YEAR})[年/.-]\s?|{_SAID_YEAR})?(?P<month>{_N})(?:月|[/.](?=\d))の?\s?(?P<day>{_N})(?:日|(?![\d/.,万千円%:])))"
_ISO = r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
_MONTH_DAY = rf"(?P<said_month>今月|先月|先々月|当月)の?(?P<month_day>{_N})日"
_BARE_DAY = rf"(?<![\d/.月先第])(?P<bare_day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日(?![間前後目以以])"
_AGO = rf"(?P<ago>{_N})日(?:くらい|ほど|ぐらい)?(?:前|まえ)"
_WEEKDAY = r"(?P<week>先週|今週|先々週|この前|この間|こないだ|前|先日)?の?(?P<weekday>[月火水木金土日])(?:曜日?|よう(?:び|日)?)|(?P<week2>先週|今週|先々週)の?(?P<weekday2>[月火水木金土日])(?![曜日月々前後中])"
_VAGUE = (
    rf"(?:(?:{_YEAR})年の?|{_SAID_YEAR})?(?:(?:先月|今月|先々月|先週|今週|{_N}月)の?)(?:上旬|中旬|下旬|初旬|初め|はじめ|終わり|おわり|末|頭|あたま|半ば|なかば|中頃|始め|末頃)?(?:頃|ごろ|ころ)?"
    rf"|(?:春|夏|秋|冬)(?:頃|ごろ|の(?:初め|終わり|はじめ|おわり))"
    rf"|(?:{_SAID_YEAR.replace('said_year', 'said_year2')})(?:春|夏|秋|冬|末|暮れ|初め)?(?:頃|ごろ)?"
    rf"|{_N}(?:週間|か月|ヶ月|カ月|ケ月|かげつ|年)(?:くらい|ほど|ぐらい)?(?:前|まえ)|半年(?:くらい|ほど)?前|せんしゅう|せんげつ|きょねん|数日前|先日|この(?:前|間)|こないだ"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day that a text names: the day itself, or None where the words leave it open."""

    day: date | None
    start: int
    end: int


class Calendar:
    """Finds days; the words for days near today come from the content."""

    def __init__(self, relative_days: Mapping[str, int]) -> None:
        self._relative = dict(relative_days)
        words = "|".join(sorted(map(re.escape, self._relative), key=len, reverse=True))
        relative = f"(?P<relative>{words})" if words else "(?!)"
        exact = "|".join((_ISO, _FULL, _MONTH_DAY, _AGO, relative, _WEEKDAY, _BARE_DAY))
        self._exact = re.compile(exact)
        self._vague = re.compile(
            _VAGUE.replace("(?P<year>", "(?:").replace("(?P<era>", "(?:").replace("(?P<era_year>", "(?:")
        )

    def days(self, reading: str, today: date) -> Iterator[NamedDay]:
        """Every day that the text names, in order; vague ones where no exact one stands."""
        taken = 0
        exact = {match.start(): match for match in self._exact.finditer(reading)}
        found = [
            NamedDay(day=self._day(match, today), start=match.start(), end=match.end()) for match in exact.values()
        ]
        for match in self._vague.finditer(reading):
            if not any(day.start < match.end() and match.start() < day.end for day in found):
                found.append(NamedDay(day=None, start=match.start(), end=match.end()))
        for day in sorted(found, key=lambda named: named.start):
            if day.start >= taken:
                taken = day.end
                yield day

    def _day(self, match: re.Match[str], today: date) -> date | None:
        found = {name: text for name, text in match.groupdict().items() if text}
        try:
            return self._resolved(found, today)
        except (ValueError, OverflowError):
            return None

    def _resolved(self, found: Mapping[str, str], today: date) -> date | None:
        if "iso" in found:
            return date(*map(int, found["iso"].split("-")))
        if "relative" in found:
            return today - timedelta(days=self._relative[found["relative"]])
        if "ago" in found:
            return today - timedelta(days=value_of(found["ago"]))
        if "month_day" in found:
            return _month_day(found, today)
        if "bare_day" in found:
            return _nearest_past_day(value_of(found["bare_day"]), today)
        weekday = found.get("weekday") or found.get("weekday2")
        if weekday:
            return _weekday("月火水木金土日".index(weekday), found.get("week") or found.get("week2"), today)
        return _full(found, today)


def _full(found: Mapping[str, str], today: date) -> date:
    month, day = value_of(found["month"]), value_of(found["day"])
    if "year" in found:
        return date(int(found["year"]), month, day)
    if "era" in found:
        first = 1988 if found["era"] == "平成" else 2018
        return date(first + (1 if found["era_year"] == "元" else value_of(found["era_year"])), month, day)
    years_back = {"今年": 0, "去年": 1, "昨年": 1, "一昨年": 2, "おととし": 2}
    if "said_year" in found:
        return date(today.year - years_back[found["said_year"]], month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


def _month_day(found: Mapping[str, str], today: date) -> date:
    months_back = {"今月": 0, "当月": 0, "先月": 1, "先々月": 2}[found["said_month"]]
    months = today.year * 12 + today.month - 1 - months_back
    return date(months // 12, months % 12 + 1, value_of(found["month_day"]))


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
