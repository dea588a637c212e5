"""Calling for a human, talking with one, and going on with the dialog afterwards."""

from datetime import UTC, datetime

import pytest

from dialogs.build import build_engine
from dialogs.conversation import Conversation
from dialogs.engine import Engine
from dialogs.events import (
    ChoiceSelected,
    ConversationOpened,
    Event,
    MediaSent,
    MessageWithdrawn,
    StaffAway,
    StaffJoined,
    StaffLate,
    StaffLeft,
    StaffSaid,
    TextSaid,
)
from dialogs.player import Player, bubble_texts
from dialogs.turn import Turn

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
PRESSED = "業者に、今日中に契約しないともう直らないと言われました"


@pytest.fixture(scope="module")
def staffed() -> Engine:
    return build_engine(is_staffed=True)


@pytest.fixture
def person(staffed: Engine) -> Player:
    """Somebody who has told what happened."""
    player = Player(staffed, NOW)
    player.say(PRESSED)
    return player


@pytest.fixture
def live(person: Player) -> Player:
    """The same person, after a member of staff has come."""
    person.say("人に相談する")
    person.take(StaffJoined())
    return person


def _said(turn: Turn) -> str:
    return "\n".join(bubble_texts(turn.reply))


@pytest.mark.parametrize("words", ["人に相談する", "担当者と話したい", "人と話したい"])
def test_the_command_calls_from_everywhere(person: Player, words: str) -> None:
    turn = person.say(words)

    assert turn.staff == "called"
    assert turn.conversation.state == "staff/asked"
    assert "担当者を呼びました" in _said(turn)
    assert "ここまでのお話を読んで" in _said(turn)


def test_a_button_calls_too(person: Player) -> None:
    person.say("窓口一覧")

    assert person.tap("人に相談する").staff == "called"


def test_without_staff_the_desks_are_shown_and_nobody_is_called(engine: Engine) -> None:
    player = Player(engine, NOW)

    turn = player.say("人に相談する")

    assert turn.staff is None
    assert turn.conversation.state == "desk/people"


def test_out_of_hours_the_person_is_told_when_somebody_comes(person: Player) -> None:
    person.say("人に相談する")

    turn = person.take(StaffAway(until=datetime(2026, 11, 24, 1, 0, tzinfo=UTC)))

    assert "11月24日（火）10:00から" in _said(turn)
    assert turn.conversation.state == "staff/asked"
    assert turn.reply is not None
    assert [choice.id for choice in turn.reply.choices] == ["all_desks", "write_memo", "call_off"]


def test_who_waits_for_long_is_told_that_nobody_has_come_yet(person: Player) -> None:
    person.say("人に相談する")

    turn = person.take(StaffLate())

    assert "まだお返事できていません" in _said(turn)
    assert "待つあいだも" in _said(turn)


def test_who_talks_with_staff_is_not(live: Player) -> None:
    assert live.take(StaffLate()).reply is None


def test_who_waits_goes_on_with_the_dialog(person: Player) -> None:
    person.say("人に相談する")

    turn = person.say("もう10万円払ってしまいました")

    assert turn.staff is None
    assert turn.reply is not None


@pytest.mark.parametrize("words", ["呼ぶのをやめる", "やめる", "終了"])
def test_who_waits_can_call_it_off(person: Player, words: str) -> None:
    person.say("人に相談する")

    assert person.say(words).staff == "left"


def test_the_person_is_told_when_somebody_has_come(person: Player) -> None:
    person.say("人に相談する")

    turn = person.take(StaffJoined())

    assert "担当者につながりました" in _said(turn)
    assert turn.conversation.state == "staff/live"


def test_somebody_may_come_without_having_been_called(staffed: Engine) -> None:
    turn = staffed.handle(Conversation(), StaffJoined(), NOW)

    assert turn.conversation.state == "staff/live"


def test_joining_twice_says_it_once(live: Player) -> None:
    assert live.take(StaffJoined()).reply is None


def test_the_dialog_says_nothing_and_still_listens(live: Player) -> None:
    turn = live.say("断ったらキャンセル料を請求すると言われました")

    assert turn.reply is None
    assert (turn.staff, turn.heard) == ("heard", "断ったらキャンセル料を請求すると言われました")
    assert turn.conversation.state == "staff/live"
    assert turn.conversation.utterances[-1].text == turn.heard
    assert turn.new_signs != ()


@pytest.mark.parametrize("words", ["窓口一覧", "戻る", "最初から", "ヘルプ", "人に相談する", "はい", "1", "ありがとう"])
def test_other_commands_are_words_for_the_member(live: Player, words: str) -> None:
    turn = live.say(words)

    assert turn.reply is None
    assert (turn.staff, turn.heard) == ("heard", words)


@pytest.mark.parametrize(("words", "told"), [("もう死にたいです", "119番か110番"), ("殺すぞと脅されています", "110番")])
def test_danger_is_answered_and_the_talk_stays_with_the_member(live: Player, words: str, told: str) -> None:
    turn = live.say(words)

    assert told in _said(turn)
    assert turn.reply is not None
    assert turn.reply.choices == ()
    assert (turn.staff, turn.heard) == ("heard", words)
    assert turn.conversation.state == "staff/live"


def test_erasing_works_as_everywhere(live: Player) -> None:
    turn = live.say("削除")

    assert turn.erased
    assert turn.conversation == Conversation()


@pytest.mark.parametrize("words", ["終了", "終わる", "やめる"])
def test_the_person_can_end_it_in_words(live: Player, words: str) -> None:
    turn = live.say(words)

    assert turn.staff == "left"
    assert turn.conversation.state == "end/closed"


def test_the_person_can_end_it_with_the_button(staffed: Engine) -> None:
    player = Player(staffed, NOW)
    player.take(StaffJoined())

    turn = player.tap("担当者との話を終わる")

    assert turn.staff == "left"
    assert "自動応答" in _said(turn)


def test_an_old_button_is_passed_on_as_its_words(live: Player) -> None:
    turn = live.take(ChoiceSelected(choice_id="looking", state="start/greeting", message_id="m"))

    assert turn.reply is None
    assert turn.heard == "業者を探している"


def test_a_button_that_nobody_knows_means_nothing(live: Player) -> None:
    turn = live.take(ChoiceSelected(choice_id="nothing", state="gone/step", message_id="m"))

    assert (turn.reply, turn.staff) == (None, None)


@pytest.mark.parametrize(("kind", "is_told"), [("image", True), ("file", True), ("sticker", False)])
def test_what_cannot_be_passed_on_is_told_to_both(live: Player, kind: str, *, is_told: bool) -> None:
    turn = live.take(MediaSent(kind=kind, message_id="m"))  # type: ignore[arg-type]  # one of the kinds

    assert turn.staff == "heard"
    assert (turn.reply is not None) == is_told


def test_opening_the_chat_again_says_nothing(live: Player) -> None:
    assert live.take(ConversationOpened(returning=True)).reply is None


def test_a_message_that_is_taken_back_is_forgotten(live: Player) -> None:
    live.take(TextSaid(text="まちがえました", message_id="wrong"))

    turn = live.take(MessageWithdrawn(message_id="wrong"))

    assert "wrong" not in {said.message_id for said in turn.conversation.utterances}
    assert turn.reply is None


def test_words_of_staff_reach_the_person_as_they_are(live: Player) -> None:
    turn = live.take(StaffSaid(text="こんにちは。{見積書} は\nお手元にありますか。"))

    assert _said(turn) == "【担当者】\nこんにちは。{見積書} は\nお手元にありますか。"
    assert turn.conversation.state == "staff/live"


@pytest.mark.parametrize(
    ("reason", "words", "labels"),
    [
        ("done", "担当者とのお話は、ここまでです", {"最初の質問にもどる"}),
        ("silent", "時間がかかっています", {"担当者をもう一度呼ぶ", "188への話し方"}),
    ],
)
def test_when_staff_has_gone_the_dialog_goes_on(live: Player, reason: str, words: str, labels: set[str]) -> None:
    turn = live.take(StaffLeft(reason=reason))  # type: ignore[arg-type]  # one of the reasons

    assert words in _said(turn)
    assert turn.reply is not None
    assert labels <= {choice.label for choice in turn.reply.choices}
    assert live.say("窓口一覧").reply is not None


def test_after_silence_staff_can_be_called_again(live: Player) -> None:
    live.take(StaffLeft(reason="silent"))

    assert live.tap("担当者をもう一度呼ぶ").staff == "called"


def test_the_talk_with_staff_is_no_place_to_come_back_to(live: Player) -> None:
    live.take(StaffLeft(reason="done"))

    for _ in range(5):
        live.say("戻る")
        assert live.conversation.state != "staff/live"


@pytest.mark.parametrize("event", [StaffLeft(reason="done"), StaffLeft(reason="silent")])
def test_leaving_a_talk_that_nobody_has_changes_nothing(person: Player, event: Event) -> None:
    before = person.conversation.state

    turn = person.take(event)

    assert turn.reply is None
    assert turn.conversation.state == before


def test_a_warning_that_became_due_meanwhile_is_given_afterwards(staffed: Engine) -> None:
    player = Player(staffed, NOW)
    player.say("外付けHDDが認識しません")
    player.take(StaffJoined())
    player.say(PRESSED)
    player.take(StaffLeft(reason="done"))

    turn = player.tap("最初の質問にもどる")

    assert turn.conversation.warned_at is not None
