"""The two memos, whole."""

from dataclasses import replace

from bot.consultation.draft import Draft, refreshed
from bot.consultation.memo import draj_memo, hotline_memo
from bot.consultation.texts import load_consultation_texts
from tests.fakes.consultation import CONTENT_DIR, JAPAN, PRESSED, SIGNS, TALK

TEXTS = load_consultation_texts(CONTENT_DIR)
TALKED = refreshed(Draft(), TALK, JAPAN)
FULL = replace(
    TALKED,
    values={
        **TALKED.values,
        "name": "見本 花子",
        "phone": "000-0000-0000",
        "prefecture": "東京都",
        "vendor_contact": "000-1111-1111",
        "vendor_person": "見本さん",
        "found_via": "検索の広告",
        "damage": "契約を急がされています。",
        "wish": "電話をやめてほしい",
    },
    wishes=("cancel", "advice"),
    at_hand=("contract", "recording"),
    shared_with=("counsellor",),
)


def test_the_memo_for_draj_has_one_labelled_line_an_item() -> None:
    assert draj_memo(FULL, SIGNS, TEXTS, "HT-7K3M-92QX").splitlines() == [
        "お名前・組織名：見本 花子",
        "連絡先：000-0000-0000、東京都",
        "被害の内容：契約を急がされています。",
        "DRAJの注意例に似た説明：",
        "・『うちでしか無理だ』（CASE02：「注意の例2c」）",
        "・『今日中に契約しないと』（「注意の例P」）",
        "業者の情報：見本データ復旧、000-1111-1111、担当 見本さん",
        "依頼のきっかけ・症状：検索の広告、認識しなくなった",
        "機器の情報：HDD",
        "相談から契約までの経緯：",
        f"・11月23日 9時56分　{PRESSED}",
        "・11月23日 10時00分　見本データ復旧という会社で、30万円と言われています",
        "・11月23日 10時02分　まだ払っていません。契約は昨日しました",
        "契約した日：2026年11月22日",
        "金額・支払い：300,000円、まだ払っていない",
        "希望：契約をやめたい、どうすればよいか知りたい、電話をやめてほしい",
        "手元にあるもの：",
        "・契約書、契約の内容がわかるもの（文書、メール）",
        "・業者との電話を録音した音声",
        "個人情報の共有：消費生活センターの相談員に伝えてよい",
        "受付番号（ひと息）：HT-7K3M-92QX",
    ]


def test_what_was_not_said_is_said_to_be_unsaid() -> None:
    lines = draj_memo(Draft(), SIGNS, TEXTS).splitlines()
    assert lines[0] == "お名前・組織名：（書いていません）"
    assert lines[-1] == "個人情報の共有：まだ決めていません"


def test_the_memo_for_188_is_read_from_top_to_bottom() -> None:
    assert hotline_memo(FULL, SIGNS, TEXTS).splitlines() == [
        "私は、見本 花子です。",
        "東京都に住んでいます。",
        "データ復旧の業者「見本データ復旧」とのことで、相談します。",
        "機器は、HDDです。",
        "症状は、「認識しなくなった」です。",
        "次のことで困っています。",
        "契約を急がされています。",
        "業者から、次の説明がありました。DRAJ（日本データ復旧協会）のページで、注意を呼びかけている例に似ています。",
        "CASE02に似ています。例2cの説明がありました。具体的には、『うちでしか無理だ』という内容です。",
        "例Pの説明がありました。具体的には、『今日中に契約しないと』という内容です。",
        "契約した日は、2026年11月22日です。",
        "金額は、30万円です。",
        "お金は、まだ払っていません。",
        "希望は、「契約をやめたい」「どうすればよいか知りたい」です。",
        "ほかに、「電話をやめてほしい」という希望があります。",
        "私の個人情報を、DRAJと相談員の方が共有してかまいません。",
    ]


def test_the_permission_for_the_counsellor_is_said_only_when_given() -> None:
    undecided = replace(FULL, shared_with=("consumer_org",))
    assert hotline_memo(undecided, SIGNS, TEXTS).endswith("まだ決めていません。")
    assert "適格消費者団体・特定適格消費者団体に伝えてよい" in draj_memo(undecided, SIGNS, TEXTS)


def test_a_dropped_sign_is_in_neither_memo() -> None:
    dropped = replace(FULL, signs=tuple(replace(sign, kept=False) for sign in FULL.signs))
    for memo in (draj_memo(dropped, SIGNS, TEXTS), hotline_memo(dropped, SIGNS, TEXTS)):
        assert "うちでしか無理だ」" not in memo
        assert "CASE02" not in memo
