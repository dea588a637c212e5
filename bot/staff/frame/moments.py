"""Moments as the staff reads them, in the time zone of the service."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.settings import Settings


def shown(moment: datetime, settings: Settings) -> str:
    """``11/24 12:30``: day and minute, the same in both languages."""
    local = moment.astimezone(ZoneInfo(settings.timezone))
    return f"{local.month}/{local.day} {local:%H:%M}"
