import pytest

from tests.unit.slots.conftest import Read

PLACES = [
    ("宮城です", "宮城県"),
    ("愛知県です", "愛知県"),
    ("東京都在住", "東京都"),
    ("京都です", "京都府"),
    ("大阪の者です", "大阪府"),
    ("北海道から相談します", "北海道"),
    ("さいたま に すんで います", "埼玉県"),
    ("ｱｲﾁｹﾝ ﾃﾞｽ", "愛知県"),
    ("ちばけんです", "千葉県"),
    ("横浜市に住んでいます", "神奈川県"),
    ("札幌です", "北海道"),
    ("博多です", "福岡県"),
    ("なごやに住んでいます", "愛知県"),
    ("松本市在住です", "長野県"),
    ("大分県です", "大分県"),
    ("津市です", "三重県"),
    ("業者は大阪、私は広島です", "広島県"),
    ("私は札幌に住んでいて、東京の業者に送りました", "北海道"),
    ("名古屋の業者に頼みました", "愛知県"),
    ("福岡県福岡市", "福岡県"),
    ("東京都府中市", "東京都"),
    ("新潟の田中です", "新潟県"),
    ("奈良県橿原市です", "奈良県"),
    ("神戸から書いています", "兵庫県"),
]
NONE = [
    "大分時間がたちました",
    "いちばん安いところ",
    "それならいいです",
    "みえません",
    "さがしています",
    "担当は宮崎さんです",
    "石川と申します",
    "山口様から電話がありました",
    "日本のメーカーです",
    "株式会社東京見本復旧に頼みました",
    "津波で流されました",
]


@pytest.mark.parametrize(("text", "prefecture"), PLACES)
def test_reads_the_prefecture(read: Read, text: str, prefecture: str) -> None:
    assert read("prefecture", text) == prefecture


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_place(read: Read, text: str) -> None:
    assert read("prefecture", text) is None


@pytest.mark.parametrize(
    ("answer", "prefecture"), [("なら", "奈良県"), ("おおいた", "大分県"), ("大分", "大分県"), ("海外です", None)]
)
def test_takes_a_bare_answer(read: Read, answer: str, prefecture: str | None) -> None:
    assert read("prefecture", answer, asked="prefecture") == prefecture
