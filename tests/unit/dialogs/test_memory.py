"""What a conversation remembers, and how it forgets."""

from datetime import UTC, datetime, timedelta

from dialogs import memory
from dialogs.conversation import AskedSign, Conversation, NotedSign, Slot, Utterance

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def _said(*texts: str, gap: int = 10) -> Conversation:
    conversation = Conversation()
    for number, text in enumerate(texts):
        utterance = Utterance(message_id=f"m{number}", at=NOW + timedelta(seconds=gap * number), text=text)
        conversation = memory.remember(conversation, utterance)
    return conversation


def _sign(message_id: str = "m0") -> NotedSign:
    return NotedSign(code="P", quote="今日中", message_id=message_id, at=NOW)


def test_messages_in_quick_succession_are_one_burst() -> None:
    assert [one.text for one in memory.burst_of(_said("電話がきて", "今日のうちなら", "3割引くって"))] == [
        "電話がきて",
        "今日のうちなら",
        "3割引くって",
    ]


def test_a_pause_begins_a_new_burst() -> None:
    assert [one.text for one in memory.burst_of(_said("一つ目", "二つ目", gap=60))] == ["二つ目"]


def test_a_burst_has_a_bound() -> None:
    assert len(memory.burst_of(_said(*"123456789"))) == memory.MAX_BURST_MESSAGES


def test_only_so_many_utterances_are_kept() -> None:
    conversation = _said(*(str(number) for number in range(memory.MAX_UTTERANCES + 5)))

    assert len(conversation.utterances) == memory.MAX_UTTERANCES
    assert conversation.utterances[0].text == "5"


def test_a_long_text_is_cut() -> None:
    assert len(_said("あ" * 20_000).utterances[0].text) == memory.MAX_UTTERANCE_CHARACTERS


def test_a_sign_is_noted_once_with_its_first_quote() -> None:
    conversation = memory.note_sign(memory.note_sign(Conversation(), _sign("m0")), _sign("m1"))

    assert [sign.message_id for sign in conversation.signs] == ["m0"]


def test_what_was_taken_back_is_gone_and_is_not_read_again() -> None:
    conversation = memory.note_sign(_said("今日中に払えと"), _sign())

    after = memory.take_back(conversation, ["P"], NOW + timedelta(seconds=5))

    assert after.signs == ()
    assert memory.burst_of(after) == ()


def test_taking_back_what_was_never_noted_changes_nothing() -> None:
    conversation = _said("こんにちは")

    assert memory.take_back(conversation, ["P"], NOW) == conversation


def test_a_withdrawn_message_takes_everything_with_it_that_rests_on_it() -> None:
    conversation = memory.note_sign(_said("業者は例示社", "今日中に払えと"), _sign("m1"))
    conversation = conversation.with_slot(Slot(key="vendor", value="例示社", sentence="業者は例示社", message_id="m0"))
    conversation = memory.ask_about(conversation, AskedSign(code="2a", quote="今日中", message_id="m1"))

    after = memory.withdraw(conversation, "m1")

    assert [one.message_id for one in after.utterances] == ["m0"]
    assert after.signs == ()
    assert after.asked_sign is None
    assert [slot.key for slot in after.slots] == ["vendor"]


def test_the_way_back() -> None:
    conversation = memory.move(memory.move(Conversation(), "a/b"), "c/d")

    assert memory.move_back(conversation).state == "a/b"
    assert memory.move_back(memory.move_back(conversation)).state == "a/b"
