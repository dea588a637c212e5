"""Clocks whose hands a test moves."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class FakeClock:
    """Shows noon until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """The time that the hands show."""
        return self.now

    def move(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)


class Seconds:
    """The time of a local platform, as a number that a test moves."""

    seconds = 1_700_000_000.0

    def __call__(self) -> float:
        """The time that it shows."""
        return self.seconds
