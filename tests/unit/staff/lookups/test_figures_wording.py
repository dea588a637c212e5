"""The figures as lines to read."""

from dataclasses import replace
from datetime import date

import pytest

from bot.figures.figures import CASES, Figures, StepTotals, Totals
from bot.figures.periods import Period
from bot.staff.lookups.figures_wording import Wording
from bot.staff.texts.desk import load_desk_texts
from bot.staff.texts.words import Language
from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import ROUTES
from dialogs.signs.load import load_sign_texts

TEXTS, SIGNS = load_desk_texts(CONTENT_DIR).figures, load_sign_texts(CONTENT_DIR)
PERIOD = Period(first=date(2026, 11, 23), last=date(2026, 11, 24))
NONE = Totals(cases=dict.fromkeys(CASES, 0))
EMPTY = Figures(
    period=PERIOD,
    totals=NONE,
    steps=tuple(StepTotals(period=step, totals=NONE) for step in PERIOD.steps()),
    signs={},
    routes={},
    channels={},
    since=None,
)
SOME = replace(
    EMPTY,
    totals=Totals(talks=1234, warned=5, forms=2, asked=3, handovers=1, cases={**NONE.cases, "CASE02": 4}),
    signs={"2a": 4, "1a": 1},
    routes={"legal": 7},
    channels={"web": 1234},
    since=date(2026, 11, 24),
)


def wording(language: Language = "ja") -> Wording:
    return Wording(texts=TEXTS, language=language, signs=SIGNS)


def test_everything_that_was_counted_is_told_and_nothing_else() -> None:
    lines = wording().lines(SOME)

    assert "2026年11月23日から2026年11月24日まで" in lines
    assert "相談：1,234" in lines
    assert f"2a {SIGNS['2a'].name}：4" in lines
    assert "法律相談：7" in lines
    assert "ウェブ：1,234" in lines
    assert any(line.startswith("CASE02") and line.endswith("：4") for line in lines)
    assert not any(line.startswith("CASE03") for line in lines)
    assert "記録は2026年11月24日からです。" in lines


def test_a_period_without_anything_says_so() -> None:
    assert "この期間の記録は、ありません。" in wording().lines(EMPTY)
    assert "この期間の記録は、ありません。" not in wording().lines(SOME)


def test_one_day_is_named_once() -> None:
    one_day = replace(SOME, period=Period(first=PERIOD.last, last=PERIOD.last))

    assert wording().lines(one_day)[1] == "2026年11月24日"


def test_members_who_read_english_get_english() -> None:
    lines = wording("en").lines(SOME)

    assert "talks: 1,234" in lines
    assert "2026-11-23 to 2026-11-24" in lines


def test_the_alternative_text_has_the_figures_of_the_picture() -> None:
    assert "1,234" in wording().alt(SOME)
    assert "注意のお知らせ5" in wording().alt(SOME)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_case_road_and_channel_has_a_name(language: Language) -> None:
    labels = wording(language).chart_labels(SOME)

    assert set(labels.cases) == set(CASES)
    assert set(labels.routes) == set(ROUTES)
    assert set(TEXTS.channels) == {"line", "slack", "web"}
    assert len(labels.steps) == len(SOME.steps)
