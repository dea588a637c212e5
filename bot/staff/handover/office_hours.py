"""When somebody of the staff is there: on working days of Japan, not around the turn of the year."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import jpholiday

from bot.settings import Settings, SettingsError

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([a-z]{3})-([a-z]{3}) (\d\d):(\d\d)-(\d\d):(\d\d)")
#: From 29 December to 3 January nobody is there, as in Japan's offices.
_LAST_DAYS_FROM: Final = (12, 29)
_FIRST_DAYS_TO: Final = (1, 3)
#: No run of closed days is longer, unless the settings close the office for good.
_LOOK_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """The hours of one office, in the time zone of whoever asks."""

    #: Monday is 0.
    weekdays: frozenset[int]
    opens: time
    closes: time
    closed: frozenset[date] = frozenset()

    def opens_at(self, now: datetime) -> datetime | None:
        """When somebody is there again, or None where somebody is there at `now`."""
        if self._is_working_day(now.date()) and self.opens <= now.time() < self.closes:
            return None
        today = now.date()
        days = (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD.days))
        openings = (datetime.combine(day, self.opens, now.tzinfo) for day in days if self._is_working_day(day))
        return next((opening for opening in openings if opening > now), now + _LOOK_AHEAD)

    def _is_working_day(self, day: date) -> bool:
        is_new_year = (day.month, day.day) >= _LAST_DAYS_FROM or (day.month, day.day) <= _FIRST_DAYS_TO
        is_off = is_new_year or day in self.closed or jpholiday.is_holiday(day)
        return day.weekday() in self.weekdays and not is_off


def read_office_hours(settings: Settings) -> OfficeHours:
    """The hours that the settings tell.

    Raises:
        SettingsError: they tell no hours.
    """
    read = _HOURS.fullmatch(settings.office_hours)
    if read is None or read[1] not in _WEEKDAYS or read[2] not in _WEEKDAYS:
        raise SettingsError(["HITOIKI_OFFICE_HOURS names no days and hours such as mon-fri 10:00-17:00"])
    try:
        opens, closes = time(int(read[3]), int(read[4])), _closing(int(read[5]), int(read[6]))
    except ValueError:
        raise SettingsError(["HITOIKI_OFFICE_HOURS holds a time that no clock shows"]) from None
    if opens >= closes:
        raise SettingsError(["HITOIKI_OFFICE_HOURS closes before it opens"])
    first, last = _WEEKDAYS.index(read[1]), _WEEKDAYS.index(read[2])
    days = {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)}
    return OfficeHours(weekdays=frozenset(days), opens=opens, closes=closes, closed=frozenset(settings.office_closed))


def _closing(hour: int, minute: int) -> time:
    """24:00 is the end of the day, which no `time` can be."""
    return time.max if (hour, minute) == (24, 0) else time(hour, minute)
