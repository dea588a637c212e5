import pytest

from tests.unit.slots.conftest import Read

NAMES = [
    ("見本と申します", "見本"),
    ("岡山県の藤原と申します", "藤原"),
    ("県のセンターで相談員をしております松本です", "松本"),
    ("なまえは グエン です", "グエン"),
    ("名前は見本花子です", "見本花子"),
    ("氏名:山田 太郎", "山田 太郎"),
    ("佐藤です。よろしくお願いします", "佐藤"),
    ("鈴木といいます", "鈴木"),
    ("山形の高橋です", "高橋"),
    ("たなかと申します", "たなか"),
    ("田中太郎と申します", "田中太郎"),
    ("ﾅﾏｴﾊ ﾐﾎﾝ ﾃﾞｽ", "ミホン"),
    ("マリア・ミホンと申します", "マリア・ミホン"),
    ("名前 小林", "小林"),
    ("わたしは リン です", "リン"),
    ("担当は佐藤さん、私は伊藤です", "伊藤"),
]
NO_NAMES = [
    "主婦です",
    "会社員です",
    "担当は佐藤さんです",
    "業者の田中です、と電話がありました",
    "初めてです",
    "私は70歳です",
    "お願いします",
    "そうです",
    "東京です",
    "名前は言いたくないです",
    "匿名です",
    "HDDです",
    "相談員の方に聞きました",
    "大丈夫です",
    "弁護士です",
    "本当です",
]
ORGANISATIONS = [
    ("県の消費生活センターで相談員をしております", "県の消費生活センター"),
    ("適格消費者団体の事務局の者です", "適格消費者団体"),
    ("株式会社見本工業の鈴木です", "株式会社見本工業"),
    ("見本大学の研究室で助手をしています", "見本大学の研究室"),
    ("市立の小学校で教員をしています", "市立の小学校"),
    ("勤務先は見本病院です", "見本病院"),
    ("弊社は株式会社見本運輸です", "株式会社見本運輸"),
    ("国民生活センターの職員です", "国民生活センター"),
    ("見本工務店の経理です", "見本工務店"),
    ("法テラスの者です", "法テラス"),
    ("見本市役所の田中です", "見本市役所"),
    ("有限会社見本製菓を経営しています", "有限会社見本製菓"),
]
NO_ORGANISATIONS = [
    "歯科医院をやっています",
    "業種は物流です",
    "会社のパソコンです",
    "小さな会社を経営しています",
    "消費生活センターに電話しました",
    "業者は株式会社見本復旧です",
    "病院で働いています",
    "弁護士事務所を探しています",
    "センターの人に言われました",
    "大学生です",
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_reads_the_persons_name(read: Read, text: str, name: str) -> None:
    assert read("name", text) == name


@pytest.mark.parametrize("text", NO_NAMES)
def test_other_words_are_no_name(read: Read, text: str) -> None:
    assert read("name", text) is None


@pytest.mark.parametrize(("text", "organization"), ORGANISATIONS)
def test_reads_the_own_organisation(read: Read, text: str, organization: str) -> None:
    assert read("organization", text) == organization


@pytest.mark.parametrize("text", NO_ORGANISATIONS)
def test_other_bodies_are_not_the_persons(read: Read, text: str) -> None:
    assert read("organization", text) is None
