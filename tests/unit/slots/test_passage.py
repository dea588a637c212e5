import pytest

from dialogs.slots.numerals import value_of
from dialogs.slots.passage import HEAD_CHARS, TAIL_CHARS, Span, fold, respelled


@pytest.mark.parametrize(
    ("label", "text", "reading"),
    [
        ("widths", "ＨＤＤ１２３", "hdd123"),
        ("half-width kana", "ﾊﾟｿｺﾝｶﾞ", "ぱそこんが"),
        ("a learner's spaces", "わたし の パソコン、みず で こわれた", "わたしのぱそこん、みずでこわれた"),
        ("spaces between items stay", "宮城 スマホ 充電できない", "宮城 すまほ 充電できない"),
        ("control characters go", "a\x00b\u200bc", "abc"),
        ("dashes", "090‐0000―1234", "090-0000-1234"),
        ("a firm's sign", "㈱見本", "(株)見本"),
    ],
)
def test_folds(label: str, text: str, reading: str) -> None:
    assert fold(text).reading == reading, label


def test_the_way_back_leads_to_the_original() -> None:
    passage = fold("ﾊﾟｿｺﾝ ｶﾞ ㈱")
    assert passage.text == "パソコンガ(株)"
    assert passage.as_written(0, 4) == "ﾊﾟｿｺﾝ"
    assert passage.as_written(5, 8) == "㈱"


def test_the_middle_of_an_overlong_text_is_left_out() -> None:
    assert len(fold("あ" * 20_000).text) == HEAD_CHARS + TAIL_CHARS


def test_blanked_spans_keep_every_place() -> None:
    passage = fold("東京の業者").without((Span(start=0, end=2),))
    assert (passage.reading, len(passage.text)) == ("□□の業者", 5)


def test_respelled_words_keep_the_way_back() -> None:
    passage = respelled(fold("けいやく した"), {"けいやく": "契約"})
    assert passage.reading.startswith("契約")
    assert passage.as_written(0, 2) == "けいやく"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("27万5千", 275_000),
        ("二十七万五千", 275_000),
        ("14万5950", 145_950),
        ("さんじゅうにまんごせん", 325_000),
        ("二七五〇〇〇", 275_000),
        ("1億", 100_000_000),
    ],
)
def test_numbers(number: str, value: int) -> None:
    assert value_of(number) == value
