"""The only place that reads the time; everything else is given it."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

#: Tells the time, aware and in the time zone in which people speak of "today".
Clock = Callable[[], datetime]


def create_clock(timezone: str) -> Clock:
    """A clock that shows the time of `timezone`."""
    zone = ZoneInfo(timezone)
    return lambda: datetime.now(zone)  # noqa: TID251 - this is the one place
