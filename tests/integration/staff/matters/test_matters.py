"""The staff's view of matters: list, one, note, close, reopen, erase."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fakes.slack_platform import STAFF_GROUP, read_blocks
from tests.fakes.slack_webhooks import Payload
from tests.integration.service.running import wait_until
from tests.integration.staff.on_desk import ENGLISH, MEMBER, OTHER, STRANGER, OnDesk

PRESSED = "業者に、今日中に契約しないともう直らないと言われました。見積もりは30万円です"
CALL = "人に相談する"

Someone = Callable[[], str]


@pytest.fixture
def reference(whole_desk: OnDesk, me: str) -> str:
    """The matter of a person who was pressed and asked for somebody."""
    return ask_for_somebody(whole_desk, me)


def ask_for_somebody(desk: OnDesk, person: str) -> str:
    """A person tells what happened and asks for somebody; the number of their matter."""
    desk.says(person, PRESSED)
    desk.says(person, CALL)
    (row,) = desk.query("SELECT reference FROM matters ORDER BY id DESC LIMIT 1")
    return str(row.reference)


def opened(desk: OnDesk, reference: str, member: str = MEMBER) -> str:
    """A member looks at one matter; what they read."""
    return desk.view_after(desk.slack.commanded(member, f"cases {reference}"))


def press(desk: OnDesk, label: str, member: str = MEMBER) -> str:
    """A member clicks a button of the modal that was shown last; what they read then."""
    return desk.view_after(desk.slack.tapped_view(member, label))


def test_the_list_says_what_is_open_and_nothing_that_a_person_said(whole_desk: OnDesk, reference: str) -> None:
    read = whole_desk.command(MEMBER, "cases")

    assert reference in read
    assert "2a" in read
    assert "未対応" in read
    assert "今日中" not in read
    assert whole_desk.slack.violations == []


@pytest.mark.parametrize("words", ["cases open", "相談", "相談 対応中", "CASES New", "ｃａｓｅｓ", "cases 未対応"])
def test_the_list_has_many_names(whole_desk: OnDesk, reference: str, words: str) -> None:
    assert reference in whole_desk.command(MEMBER, words)


def test_an_english_slack_reads_english(whole_desk: OnDesk, reference: str) -> None:
    read = whole_desk.command(ENGLISH, "cases")

    assert "Open matters" in read
    assert reference in read


@pytest.mark.parametrize("words", ["cases HT-", "cases なにか", "cases " + "あ" * 40_000, "cases <@U1> `x`"])
def test_what_is_neither_a_list_nor_a_number_is_explained(whole_desk: OnDesk, words: str) -> None:
    assert "受付番号" in whole_desk.command(MEMBER, words)
    assert whole_desk.slack.violations == []


@pytest.mark.parametrize("words", ["あ" * 40_000, "cases HT-2222-2222", "   ", "\n", "cases\u3000open", "\x00"])
def test_whatever_is_typed_is_answered(whole_desk: OnDesk, words: str) -> None:
    assert whole_desk.command(MEMBER, words)
    assert whole_desk.slack.violations == []


def test_one_matter_shows_everything_that_is_known(whole_desk: OnDesk, me: str, reference: str) -> None:
    read = opened(whole_desk, reference)

    for known in (reference, "Slack", "人に相談したい", "契約しないともう直らない", "2a", "CASE02", "30万円", "見た"):
        assert known in read
    assert PRESSED in read
    assert me not in read
    assert whole_desk.slack.violations == []


def test_it_opens_from_the_list_too(whole_desk: OnDesk, reference: str) -> None:
    whole_desk.command(MEMBER, "cases")

    assert reference in whole_desk.view_after(whole_desk.slack.tapped_whisper(MEMBER, "見る"))


def test_the_words_of_a_person_are_no_markup(whole_desk: OnDesk, me: str) -> None:
    whole_desk.says(me, "<!channel> 業者が *今日中に* 契約しろと言う <https://example.com|見積もり>")
    whole_desk.says(me, CALL)
    (row,) = whole_desk.query("SELECT reference FROM matters ORDER BY id DESC LIMIT 1")

    opened(whole_desk, row.reference)

    marked = [
        text["text"]
        for block in whole_desk.slack.views[-1]["blocks"]
        for text in [block.get("text", {}), *block.get("elements", [])]
        if text.get("type") == "mrkdwn"
    ]
    assert marked
    assert not any("今日中" in text or "channel" in text for text in marked)


def test_a_very_long_talk_fits_and_says_that_there_is_more(whole_desk: OnDesk, me: str) -> None:
    for number in range(20):
        whole_desk.says(me, f"{number}番目の話です。" + "とても困っています。" * 200)
    whole_desk.says(me, CALL)
    (row,) = whole_desk.query("SELECT reference FROM matters ORDER BY id DESC LIMIT 1")

    read = opened(whole_desk, row.reference)

    assert "これより前に" in read
    assert "ここまで表示" in read
    assert whole_desk.slack.violations == []


def test_every_look_and_change_is_noted_with_who_did_it(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)

    desk.command(OTHER, "cases")
    opened(desk, reference)
    press(desk, "終了にする")
    press(desk, "再開する")

    rows = desk.query("SELECT member, action, reference FROM audit ORDER BY id")
    assert [(row.member, row.action, row.reference) for row in rows] == [
        (OTHER, "list", ""),
        (MEMBER, "look", reference),
        (MEMBER, "close", reference),
        (MEMBER, "look", reference),
        (MEMBER, "reopen", reference),
        (MEMBER, "look", reference),
    ]


def test_a_note_is_kept_and_shown(whole_desk: OnDesk, reference: str) -> None:
    opened(whole_desk, reference)
    press(whole_desk, "メモ")

    below = read_after_note(whole_desk, "明日の10時に電話をする約束")

    assert "明日の10時に電話をする約束" in below
    assert "メモを書いた" in below


def test_a_note_that_is_sent_twice_is_kept_once(whole_desk: OnDesk, reference: str) -> None:
    opened(whole_desk, reference)
    press(whole_desk, "メモ")
    before = count_notes(whole_desk)
    submitted = whole_desk.slack.submitted(MEMBER, {"note": "二度押した"})

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(whole_desk.post, [submitted, submitted]))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert count_notes(whole_desk) == before + 1


def test_an_empty_note_is_refused_in_the_modal(whole_desk: OnDesk, reference: str) -> None:
    opened(whole_desk, reference)
    press(whole_desk, "メモ")

    answer = whole_desk.post(whole_desk.slack.submitted(MEMBER, {"note": "  \n"}))

    assert answer.json()["response_action"] == "errors"


def test_a_note_about_a_matter_that_was_erased_meanwhile_is_kept_nowhere(
    whole_desk: OnDesk, me: str, reference: str
) -> None:
    opened(whole_desk, reference)
    press(whole_desk, "メモ")
    before = count_notes(whole_desk)
    whole_desk.says(me, "削除")

    answer = whole_desk.post(whole_desk.slack.submitted(MEMBER, {"note": "遅かった"}))

    assert answer.json()["response_action"] == "update"
    assert "記録はありません" in read_blocks(answer.json()["view"])
    assert count_notes(whole_desk) == before


def test_closing_and_reopening(whole_desk: OnDesk, reference: str) -> None:
    opened(whole_desk, reference)

    assert "状態：終了" in press(whole_desk, "終了にする")
    assert reference not in whole_desk.command(MEMBER, "cases")
    assert reference in whole_desk.command(MEMBER, "cases closed")
    assert "状態：未対応" in press(whole_desk, "再開する")


def test_of_two_who_close_at_once_the_second_is_told(whole_desk: OnDesk, reference: str) -> None:
    opened(whole_desk, reference)
    first, second = (whole_desk.slack.tapped_view(member, "終了にする") for member in (MEMBER, OTHER))

    whole_desk.view_after(first)

    assert "ほかの担当者が変えました" in whole_desk.view_after(second)
    assert [action for action, about in whole_desk.audit() if about == reference].count("close") == 1


def test_an_erasure_is_asked_about_first_and_leaves_nothing(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)
    opened(desk, reference)
    (button,) = [
        element
        for block in desk.slack.views[-1]["blocks"]
        for element in block.get("elements", [])
        if element.get("style") == "danger"
    ]
    assert "元に戻せません" in button["confirm"]["text"]["text"]

    read = press(desk, "消去")

    assert "すべて消しました" in read
    assert desk.query("SELECT id FROM conversations") == desk.query("SELECT id FROM matters") == []
    assert desk.audit()[-1] == ("erase", reference)
    assert PRESSED[:10].encode() not in b"".join(path.read_bytes() for path in desk.folder.glob("*.db*"))


def test_what_was_erased_meanwhile_is_gone_from_the_modal_too(whole_desk: OnDesk, me: str, reference: str) -> None:
    opened(whole_desk, reference)
    whole_desk.says(me, "削除")

    read = press(whole_desk, "終了にする")

    assert "記録はありません" in read
    assert PRESSED not in read


def test_an_erasure_that_is_pressed_twice_says_so(whole_desk: OnDesk, reference: str) -> None:
    opened(whole_desk, reference)
    first, second = (whole_desk.slack.tapped_view(MEMBER, "消去") for _ in range(2))

    whole_desk.view_after(first)

    assert "記録はありません" in whole_desk.view_after(second)


def test_who_lost_the_role_between_two_clicks_sees_and_changes_nothing(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)
    opened(desk, reference)
    lose_role(desk, MEMBER)

    read = press(desk, "終了にする")

    assert "担当者だけ" in read
    assert PRESSED not in read
    assert desk.query("SELECT status FROM matters")[0].status == "open"


def test_who_lost_the_role_cannot_submit_a_modal(desk: OnDesk, me: str) -> None:
    opened(desk, ask_for_somebody(desk, me))
    press(desk, "メモ")
    lose_role(desk, MEMBER)

    answer = desk.post(desk.slack.submitted(MEMBER, {"note": "まだ書ける?"}))

    assert "担当者だけ" in read_blocks(answer.json()["view"])
    assert count_notes(desk) == 0


def test_a_list_that_a_former_member_still_has_open_is_taken_away(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)
    desk.command(MEMBER, "cases")
    lose_role(desk, MEMBER)

    desk.post(desk.slack.tapped_whisper(MEMBER, "見る"))

    wait_until(lambda: reference not in desk.slack.whispered(MEMBER)[-1])
    assert desk.slack.views == []


@pytest.mark.parametrize("words", ["", "cases", "cases mine", "相談", "check 文", "何か"])
def test_a_stranger_reads_the_public_help_whatever_they_type(whole_desk: OnDesk, reference: str, words: str) -> None:
    read = whole_desk.command(STRANGER, words)

    assert "担当者だけ" in read
    assert reference not in read


def test_a_stranger_who_copies_a_click_gets_nothing(whole_desk: OnDesk, reference: str) -> None:
    assert reference in whole_desk.command(MEMBER, "cases")
    payload: Payload = whole_desk.slack.tapped_whisper(MEMBER, "見る")
    before = len(whole_desk.slack.views)

    whole_desk.post({**payload, "user": {**payload["user"], "id": STRANGER}})

    wait_until(lambda: whole_desk.slack.response_urls[payload["response_url"].rpartition("/")[2]].uses == 1)
    assert len(whole_desk.slack.views) == before


def test_a_trigger_that_is_over_is_explained(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)
    payload = desk.slack.commanded(MEMBER, f"cases {reference}")
    desk.slack.now = lambda: time.time() + 4

    assert "もう一度押してください" in desk.whisper_after(MEMBER, payload)


def read_after_note(desk: OnDesk, text: str) -> str:
    """Submit the note; what is read in the matter below."""
    below = desk.slack.views[-1]["previous_view_id"]
    assert desk.post(desk.slack.submitted(MEMBER, {"note": text})).status_code == 200

    def read() -> str:
        return read_blocks(next(view for view in desk.slack.views if view["id"] == below))

    wait_until(lambda: text in read())
    return read()


def count_notes(desk: OnDesk) -> int:
    return len(desk.query("SELECT 1 FROM matter_notes"))


def lose_role(desk: OnDesk, member: str) -> None:
    """A member leaves the group; Slack's answers are believed for a minute."""
    desk.slack.groups[STAFF_GROUP].discard(member)
    desk.clock.move(seconds=61)
