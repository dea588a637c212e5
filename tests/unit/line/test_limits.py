"""LINE's two ways of counting, and cutting by them."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.line.limits import shorten_graphemes, shorten_units, split_units, utf16_units

FAMILY = "👨‍👩‍👧‍👦"  # one cluster, 7 code points, 11 units
GA = "か\u3099"  # one cluster, 2 code points
PIECES = st.characters(exclude_categories=["Cs"]) | st.sampled_from([FAMILY, GA, "。", "\n", "🇯🇵"])
TEXT = st.lists(PIECES).map("".join)


@pytest.mark.parametrize(("text", "units"), [("", 0), ("あ", 1), ("𠮷", 2), ("😀", 2), (FAMILY, 11), (GA, 2)])
def test_units_are_utf16(text: str, units: int) -> None:
    assert utf16_units(text) == units


@pytest.mark.parametrize(
    ("text", "limit", "shortened"),
    [
        ("はい", 2, "はい"),
        ("はいはい", 3, "はい…"),
        (FAMILY * 20, 20, FAMILY * 20),
        (FAMILY * 21, 20, FAMILY * 19 + "…"),
        (GA * 2, 2, GA * 2),
        (GA * 3, 2, GA + "…"),
    ],
)
def test_labels_are_cut_between_clusters(text: str, limit: int, shortened: str) -> None:
    assert shorten_graphemes(text, limit) == shortened


@pytest.mark.parametrize(("text", "shortened"), [("𠮷𠮷", "𠮷𠮷"), ("𠮷𠮷𠮷", "𠮷…"), ("あいうえお", "あいう…")])
def test_texts_are_cut_between_surrogate_pairs(text: str, shortened: str) -> None:
    assert shorten_units(text, 4) == shortened


def test_a_text_is_split_after_the_last_sentence_that_fits() -> None:
    assert split_units("あ" * 95 + "。" + "い" * 50, 100) == ["あ" * 95 + "。", "い" * 50]


def test_a_text_without_a_stop_is_split_at_the_limit() -> None:
    assert split_units("。" + "あ" * 200, 100) == ["。" + "あ" * 99, "あ" * 100, "あ"]


@settings(deadline=None)
@given(TEXT, st.integers(2, 40))
def test_nothing_is_lost_in_splitting_and_every_piece_fits(text: str, limit: int) -> None:
    pieces = split_units(text, limit)
    assert "".join(pieces) == text
    assert all(utf16_units(piece) <= limit for piece in pieces)
    assert all(pieces) or pieces == [""]


@settings(deadline=None)
@given(TEXT, st.integers(2, 40))
def test_shortened_texts_fit(text: str, limit: int) -> None:
    assert utf16_units(shorten_units(text, limit)) <= limit
    assert len(regex.findall(r"\X", shorten_graphemes(text, limit))) <= limit
