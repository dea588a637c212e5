"""How a talk fills in the form."""

from dataclasses import replace
from datetime import timedelta

from bot.consultation.draft import Draft, Prefill, decode_draft, encode_draft, refreshed
from bot.consultation.fields import FIELDS
from dialogs.conversation import Conversation, NotedSign, Slot, Utterance
from tests.fakes.consultation import JAPAN, NOW, PRESSED, TALK


def draft_of(conversation: Conversation) -> Draft:
    return refreshed(Draft(), conversation, JAPAN)


def test_an_empty_talk_fills_in_nothing() -> None:
    assert draft_of(Conversation()) == Draft()


def test_each_slot_fills_its_field_and_keeps_its_sentence() -> None:
    draft = draft_of(TALK)
    assert draft.value("vendor") == "見本データ復旧"
    assert draft.value("amount_yen") == "300,000"
    assert draft.value("paid") == "no"
    assert draft.value("contract_date") == "2026年11月22日"
    assert draft.untouched("paid") == Prefill(value="no", sentence="まだ払っていません")


def test_a_date_in_words_stays_as_it_was_said() -> None:
    slot = Slot(key="contract_date", value="先月の終わりごろ", sentence="契約は先月の終わりごろです")
    assert draft_of(Conversation(slots=(slot,))).value("contract_date") == "先月の終わりごろ"


def test_money_that_has_gone_is_paid() -> None:
    slot = Slot(key="paid", value=True, sentence="もう払いました")
    assert draft_of(Conversation(slots=(slot,))).value("paid") == "yes"


def test_the_timeline_is_dated_in_order_and_leaves_short_answers_out() -> None:
    assert draft_of(TALK).value("timeline").splitlines() == [
        f"11月23日 9時56分　{PRESSED}",
        "11月23日 10時00分　見本データ復旧という会社で、30万円と言われています",
        "11月23日 10時02分　まだ払っていません。契約は昨日しました",
    ]


def test_the_timeline_leaves_contact_details_out() -> None:
    text = "名前は見本花子で、電話は000-0000-0000です"
    talk = Conversation(
        utterances=(Utterance(message_id="m1", at=NOW, text=text),),
        slots=(Slot(key="phone", value="000-0000-0000", sentence=text, message_id="m1"),),
    )
    assert draft_of(talk).value("timeline") == ""
    assert draft_of(talk).value("phone") == "000-0000-0000"


def test_the_words_with_signs_stand_in_for_the_damage_until_it_is_told() -> None:
    assert draft_of(TALK).value("damage") == PRESSED
    told = TALK.with_slot(Slot(key="damage", value="返金されない", sentence="返金されないんです"))
    assert draft_of(told).value("damage") == "返金されない"


def test_every_noted_sign_stands_in_the_draft_with_its_quote() -> None:
    assert [(sign.code, sign.quote, sign.kept) for sign in draft_of(TALK).signs] == [
        ("2c", "うちでしか無理だ", True),
        ("P", "今日中に契約しないと", True),
    ]


def test_nothing_longer_than_its_field_is_filled_in() -> None:
    slot = Slot(key="vendor", value="見" * 500, sentence="長い名前")
    utterances = tuple(
        Utterance(message_id=str(place), at=NOW + timedelta(minutes=place), text="困りました。" * 300)
        for place in range(9)
    )
    draft = draft_of(Conversation(slots=(slot,), utterances=utterances))
    assert len(draft.value("vendor")) == FIELDS["vendor"].limit
    assert len(draft.value("timeline")) == FIELDS["timeline"].limit


def test_what_was_typed_or_cleared_stays_when_the_talk_goes_on() -> None:
    draft = draft_of(TALK)
    typed = replace(draft, values={**draft.values, "vendor": "見本サービス", "device": ""})
    later = TALK.with_slot(Slot(key="vendor", value="別の見本社", sentence="別の見本社でした")).with_slot(
        Slot(key="amount_yen", value=500000, sentence="50万円に上がりました")
    )
    after = refreshed(typed, later, JAPAN)
    assert after.value("vendor") == "見本サービス"
    assert after.value("device") == ""
    assert after.value("amount_yen") == "500,000"


def test_a_field_that_was_left_empty_is_filled_in_when_the_talk_tells_it() -> None:
    posted = replace(draft_of(TALK), values={**draft_of(TALK).values, "found_via": ""})
    told = TALK.with_slot(Slot(key="found_via", value="検索の広告", sentence="検索の広告で知りました"))
    assert refreshed(posted, told, JAPAN).value("found_via") == "検索の広告"


def test_a_dropped_sign_stays_dropped_and_a_new_one_joins() -> None:
    draft = draft_of(TALK)
    dropped = replace(draft, signs=(replace(draft.signs[0], kept=False), draft.signs[1]))
    sign = NotedSign(code="3c", quote="全額いただきます", message_id="m9", at=NOW)
    after = refreshed(dropped, replace(TALK, signs=(*TALK.signs, sign)), JAPAN)
    assert [(sign.code, sign.kept) for sign in after.signs] == [("2c", False), ("P", True), ("3c", True)]
    assert [sign.code for sign in after.kept_signs] == ["P", "3c"]


def test_a_value_that_was_changed_is_no_longer_marked() -> None:
    draft = draft_of(TALK)
    assert replace(draft, values={**draft.values, "vendor": "ほか"}).untouched("vendor") is None


def test_a_draft_comes_back_from_the_store_as_it_was() -> None:
    draft = draft_of(TALK)
    assert decode_draft(encode_draft(draft)) == draft
