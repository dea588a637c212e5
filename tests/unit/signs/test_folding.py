import pytest

from dialogs.signs.folding import Folder

FOLDER = Folder(
    {"契約": "けいやく", "診断": "しんだん", "新人": "新人"}, {"實": "実"}, {"しん": "新心", "だん": "談団"}
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("契約", "けいやく"),
        ("ケイヤク", "けいやく"),
        ("ｹｲﾔｸ", "けいやく"),
        ("け い や く", "けいやく"),
        ("ｶﾞｷﾞ", "がぎ"),
        ("か\u3099", "が"),
        ("９９．８％", "99.8%"),
        ("ABC", "abc"),
        ("實", "実"),
        ("はやくーーー", "はやくー"),
        ("ああああ", "ああ"),
        ("1111", "1111"),
        ("新談", "しんだん"),
        ("新人", "新人"),
        ("ファイル", "ふあいる"),
        ("あ\u200bい\x00う", "あいう"),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert FOLDER.fold_word(text) == folded


def test_every_character_leads_back_to_its_own_place() -> None:
    text = "今 契約\u200bはｶﾞ"
    folded = FOLDER.fold((text,))
    at = folded.text.index("けいやく")
    assert text[folded.starts[at] : folded.ends[at + 3]] == "契約"
    at = folded.text.index("が")
    assert text[folded.starts[at] : folded.ends[at]] == "ｶﾞ"


def test_sentences_and_messages_are_apart() -> None:
    folded = FOLDER.fold(("一つ。二つを", "三つです", "四つ"))
    numbers = [folded.sentence[folded.text.index(word)] for word in ("一", "二", "三", "四")]
    assert numbers == [0, 1, 1, 3]


def test_a_text_written_downwards_is_one_sentence() -> None:
    folded = FOLDER.fold(("契\n約\nで\nす\nか",))
    assert folded.text == "けいやくですか。"
    assert len(set(folded.sentence)) == 1
