"""When somebody is there: working days and hours of Japan."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Settings, SettingsError
from bot.staff.handover.office_hours import read_office_hours

TOKYO = ZoneInfo("Asia/Tokyo")


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-24 10:00", None),
        ("2026-11-24 16:59", None),
        ("2026-11-24 09:59", "2026-11-24 10:00"),
        ("2026-11-24 17:00", "2026-11-25 10:00"),
        ("2026-11-20 18:00", "2026-11-24 10:00"),  # Friday evening; Monday is 勤労感謝の日
        ("2026-11-23 12:00", "2026-11-24 10:00"),
        ("2026-05-02 12:00", "2026-05-07 10:00"),  # Golden Week with a substitute holiday
        ("2026-09-21 12:00", "2026-09-24 10:00"),  # a day between two holidays is one as well
        ("2026-12-28 12:00", None),
        ("2026-12-28 17:30", "2027-01-04 10:00"),  # the turn of the year
        ("2027-01-03 12:00", "2027-01-04 10:00"),
        ("2027-03-20 12:00", "2027-03-23 10:00"),  # the equinox on a Sunday
    ],
)
def test_the_usual_hours(now: str, opens: str | None) -> None:
    office = read_office_hours(Settings())

    assert office.opens_at(_at(now)) == (_at(opens) if opens else None)


def test_further_closed_days() -> None:
    office = read_office_hours(Settings(office_closed=(date(2026, 8, 13), date(2026, 8, 14))))

    assert office.opens_at(_at("2026-08-13 12:00")) == _at("2026-08-17 10:00")


def test_round_the_clock() -> None:
    office = read_office_hours(Settings(office_hours="mon-sun 00:00-24:00"))

    assert office.opens_at(_at("2026-11-22 23:59")) is None


def test_a_week_that_begins_on_a_saturday() -> None:
    office = read_office_hours(Settings(office_hours="sat-mon 10:00-12:00"))

    assert office.opens_at(_at("2026-11-24 09:00")) == _at("2026-11-28 10:00")


def test_an_office_that_is_closed_for_good_still_names_a_day() -> None:
    closed = tuple(date.fromordinal(day) for day in range(date(2026, 1, 1).toordinal(), date(2027, 12, 31).toordinal()))
    office = read_office_hours(Settings(office_closed=closed))

    told = office.opens_at(_at("2026-11-24 12:00"))

    assert told is not None
    assert told > _at("2026-12-24 12:00")


@pytest.mark.parametrize("hours", ["mon-fri 17:00-10:00", "mon-fri 10:00-25:00", "mon-foo 10:00-17:00"])
def test_hours_that_are_none_are_told(hours: str) -> None:
    with pytest.raises(SettingsError, match="HITOIKI_OFFICE_HOURS"):
        read_office_hours(Settings(office_hours=hours))
