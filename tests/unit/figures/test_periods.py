"""Which days a word names."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures.periods import MAX_DAYS, Period, Step, read_period
from bot.staff.texts.desk import load_desk_texts
from dialogs.catalog_files import CONTENT_DIR

WORDS = load_desk_texts(CONTENT_DIR).figures.periods
TODAY = date(2026, 3, 31)


def read(text: str, today: date = TODAY) -> tuple[str, str] | None:
    period = read_period(text, today, WORDS)
    return (period.first.isoformat(), period.last.isoformat()) if period else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("2026-03-02", "2026-03-31")),
        ("今日", ("2026-03-31", "2026-03-31")),
        (" Today ", ("2026-03-31", "2026-03-31")),
        ("昨日", ("2026-03-30", "2026-03-30")),
        ("週", ("2026-03-25", "2026-03-31")),
        ("今月", ("2026-03-01", "2026-03-31")),
        ("先月", ("2026-02-01", "2026-02-28")),
        ("今年", ("2026-01-01", "2026-03-31")),
        ("14d", ("2026-03-18", "2026-03-31")),
        ("7日間", ("2026-03-25", "2026-03-31")),
        ("１０日", ("2026-03-22", "2026-03-31")),
        ("2025-11", ("2025-11-01", "2025-11-30")),
        ("2025年2月", ("2025-02-01", "2025-02-28")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-12-24", ("2025-12-24", "2025-12-24")),
        ("2025-12-24..2026-01-03", ("2025-12-24", "2026-01-03")),
        ("2025年12月1日から2025年12月10日", ("2025-12-01", "2025-12-10")),
        ("2025-10〜2025-12", ("2025-10-01", "2025-12-31")),
    ],
)
def test_a_period_is_read(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "きのうの昼",
        "0d",
        "99999d",
        "2026-02-30",
        "2026-13",
        "0000",
        "2026-03-02..2026-03-01",
        "1..2..3",
        "..",
        "x" * 40_000,
    ],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert read(text) is None


def test_the_month_before_january_is_december() -> None:
    assert read("先月", date(2026, 1, 31)) == ("2025-12-01", "2025-12-31")


@pytest.mark.parametrize(("days", "step"), [(1, "day"), (31, "day"), (32, "week"), (186, "week"), (187, "month")])
def test_a_longer_period_has_wider_steps(days: int, step: Step) -> None:
    assert Period(first=TODAY, last=TODAY + timedelta(days=days - 1)).step == step


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, MAX_DAYS))
def test_the_steps_are_the_period_without_gaps(first: date, days: int) -> None:
    period = Period(first=first, last=first + timedelta(days=days - 1))

    steps = period.steps()

    assert steps[0].first == period.first
    assert steps[-1].last == period.last
    assert all(one.last + timedelta(days=1) == next_one.first for one, next_one in pairwise(steps))
    assert sum(step.days for step in steps) == days
    assert len(steps) <= 124
