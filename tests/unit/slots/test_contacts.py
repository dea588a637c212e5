import pytest

from tests.unit.slots.conftest import Read

OWN_PHONES = [
    ("090-0000-1234に電話ください", "090-0000-1234"),
    ("ＴＥＬ：０９０－００００－９９９９", "090-0000-9999"),
    ("電話は09000001234です", "09000001234"),
    ("03(0000)1234", "03-0000-1234"),
    ("０３（００００）１２３４です", "03-0000-1234"),
    ("携帯 080 0000 1234", "080-0000-1234"),
    ("090ー0000ー1234", "090-0000-1234"),
    ("+81-90-0000-1234", "090-0000-1234"),
    ("0466-00-1234です", "0466-00-1234"),
]
VENDOR_CONTACTS = [
    ("業者の電話は0120-000-000です", "0120-000-000"),
    ("先方 03-0000-0000", "03-0000-0000"),
    ("0120-000-000から電話がきました", "0120-000-000"),
    ("050-0000-0000からかかってきました", "050-0000-0000"),
    ("担当のメールは tanto@example.com", "tanto@example.com"),
    ("インスタのDMしか連絡先わからん", "インスタのDM"),
    ("連絡先はLINEだけです", "LINE"),
    ("LINEでしかやりとりしていません", "LINE"),
    ("03-0000-0000が業者の番号です", "03-0000-0000"),
    ("株式会社見本復旧(03-0000-0000)に頼みました", "03-0000-0000"),
]
EMAILS = [
    ("hanako@example.com です", "hanako@example.com"),
    ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp"),
    ("連絡先は soudan@example.lg.jp です", "soudan@example.lg.jp"),
    ("taro.mihon+a@example.co.jpまで返信ください", "taro.mihon+a@example.co.jp"),
]


@pytest.mark.parametrize(("text", "phone"), OWN_PHONES)
def test_a_number_without_owner_is_the_persons(read: Read, text: str, phone: str) -> None:
    assert (read("phone", text), read("vendor_contact", text)) == (phone, None)


@pytest.mark.parametrize(("text", "contact"), VENDOR_CONTACTS)
def test_the_vendors_contact(read: Read, text: str, contact: str) -> None:
    assert (read("vendor_contact", text), read("phone", text), read("email", text)) == (contact, None, None)


@pytest.mark.parametrize(("text", "email"), EMAILS)
def test_the_persons_mail(read: Read, text: str, email: str) -> None:
    assert read("email", text) == email


def test_both_in_one_sentence(read: Read) -> None:
    text = "業者は03-0000-0000、私は090-0000-2222です"
    assert (read("vendor_contact", text), read("phone", text)) == ("03-0000-0000", "090-0000-2222")


@pytest.mark.parametrize(
    "text", ["188に電話しました", "法テラス 0570-078374 に聞きました", "2026-11-20", "380,000円", "型番 0123456"]
)
def test_other_numbers_are_no_phone(read: Read, text: str) -> None:
    assert (read("phone", text), read("vendor_contact", text)) == (None, None)
