"""The figures of a period, as a picture in the channel and as text."""

import struct

from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_webhooks import direct, user
from tests.integration.service.running import wait_until
from tests.integration.staff.on_desk import MEMBER, STRANGER, OnDesk

PRESSED = "業者に、今日中に契約しないともう直らないと言われました"


def test_the_picture_stands_in_the_channel_with_the_figures_beside_it(desk: OnDesk) -> None:
    desk.says(user(5001), PRESSED)
    desk.says(user(5002), "外付けHDDが認識しなくなりました")

    assert desk.post(desk.slack.commanded(MEMBER, "stats today")).status_code == 200
    wait_until(lambda: any("comment" in file for file in desk.slack.files.values()))

    (file,) = desk.slack.files.values()
    assert file["channel"] == STAFF_CHANNEL
    assert file["content"].startswith(b"\x89PNG")
    assert struct.unpack(">I", file["content"][16:20]) == (1080,)
    assert "相談：2" in file["comment"]
    assert "注意のお知らせ：1" in file["comment"]
    assert "CASE02" in file["comment"]
    assert "相談2" in file["alt"]
    assert desk.slack.violations == []
    assert desk.audit() == [("stats", "")]


def test_figures_survive_the_erasure_of_a_talk_and_hold_nothing_of_it(desk: OnDesk) -> None:
    person = user(5003)
    desk.says(person, PRESSED)
    counted = desk.query("SELECT * FROM daily_counts ORDER BY kind, name")
    desk.says(person, "削除")

    assert desk.query("SELECT * FROM conversations") == []
    assert desk.query("SELECT * FROM daily_counts ORDER BY kind, name") == counted
    assert {row.kind for row in counted} >= {"talk", "warned", "sign", "case"}
    assert not any(person in str(value) or "契約" in str(value) for row in counted for value in row)


def test_a_message_that_slack_delivers_again_is_counted_once(desk: OnDesk) -> None:
    said = desk.slack.text(user(5004), PRESSED)
    for retry in range(3):
        assert desk.post(said, retry=retry).status_code == 200

    (talks,) = desk.query("SELECT count FROM daily_counts WHERE kind = 'talk'")
    assert talks[0] == 1


def test_where_the_app_is_not_the_picture_goes_to_the_member(desk: OnDesk) -> None:
    read = desk.whisper_after(MEMBER, desk.slack.commanded(MEMBER, "統計 7日", channel="C0000ELSEWHERE"))

    assert "アプリとの「メッセージ」" in read
    (kept,) = [file for file in desk.slack.files.values() if file.get("channel")]
    assert kept["channel"] == direct(MEMBER)
    assert "ひと息の集計" in desk.slack.seen(MEMBER)[-1]["text"]


def test_without_the_picture_the_figures_are_told(desk: OnDesk) -> None:
    desk.slack.fail_next("files.getUploadURLExternal", *[Fault(body=b'{"ok":false,"error":"x"}', status=200)] * 2)

    read = desk.command(MEMBER, "stats")

    assert "ひと息の集計" in read
    assert "図を作れませんでした" in read


def test_what_is_no_period_is_answered_with_examples(desk: OnDesk) -> None:
    read = desk.command(MEMBER, "stats " + "そのうち" * 10_000)

    assert "読みとれませんでした" in read
    assert "2026-10" in read
    assert desk.slack.violations == []
    assert desk.slack.files == {}


def test_a_stranger_gets_no_figures(desk: OnDesk) -> None:
    assert "集計" not in desk.command(STRANGER, "stats")
    assert desk.slack.files == {}
