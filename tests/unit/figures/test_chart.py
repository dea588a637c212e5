"""The picture is as wide as a telephone and has every word in it."""

import asyncio
import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.figures.chart import render_chart
from bot.figures.drawing import draw
from bot.figures.figures import CASES, Figures, StepTotals, Totals
from bot.figures.periods import Period
from bot.staff.lookups.figures_wording import Wording
from bot.staff.texts.desk import load_desk_texts
from bot.staff.texts.words import Language
from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import ROUTES
from dialogs.signs.load import load_sign_texts

LAST = date(2026, 11, 24)
TEXTS, SIGNS = load_desk_texts(CONTENT_DIR).figures, load_sign_texts(CONTENT_DIR)


def made_up(days: int, talks: int = 3) -> Figures:
    period = Period(first=LAST - timedelta(days=days - 1), last=LAST)
    totals = Totals(talks=talks, warned=talks // 2, handovers=1, forms=1, cases=dict.fromkeys(CASES, talks // 3))
    return Figures(
        period=period,
        totals=totals,
        steps=tuple(StepTotals(period=step, totals=totals) for step in period.steps()),
        signs={"2a": talks},
        routes=dict.fromkeys(ROUTES, talks),
        channels={"line": talks},
        since=period.first,
    )


def empty() -> Figures:
    none = Totals(cases=dict.fromkeys(CASES, 0))
    whole = made_up(30)
    steps = tuple(replace(step, totals=none) for step in whole.steps)
    return replace(whole, totals=none, steps=steps, signs={}, routes={}, channels={}, since=None)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def wording(language: Language = "ja") -> Wording:
    return Wording(texts=TEXTS, language=language, signs=SIGNS)


# A letter that the font does not have is a warning, and a warning fails a test.
@pytest.mark.parametrize(
    ("figures", "language"),
    [(made_up(1), "ja"), (made_up(90), "en"), (made_up(3650, talks=123_456), "ja"), (empty(), "ja")],
)
def test_the_picture_is_as_wide_as_a_telephone(figures: Figures, language: Language) -> None:
    width, height = size(render_chart(figures, wording(language).chart_labels(figures)))

    assert width == 1080
    assert 1000 < height < 2600


def test_the_same_figures_make_the_same_picture_in_a_process_of_its_own() -> None:
    figures = made_up(30)
    labels = wording().chart_labels(figures)

    assert asyncio.run(draw(figures, labels)) == render_chart(figures, labels)


def test_other_figures_make_another_picture() -> None:
    one, other = made_up(30, talks=3), made_up(30, talks=9)
    labels = wording().chart_labels(one)

    assert render_chart(one, labels) != render_chart(other, labels)


def test_dollar_signs_are_no_formula() -> None:
    figures = made_up(7)
    labels = replace(wording().chart_labels(figures), title=r"$\broken{$")

    assert size(render_chart(figures, labels))[0] == 1080
