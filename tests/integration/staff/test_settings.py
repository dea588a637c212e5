"""The desk under other settings than the usual ones."""

from pathlib import Path

from tests.fakes.slack_platform import STAFF_CHANNEL
from tests.integration.service.running import wait_until
from tests.integration.staff.matters.test_matters import opened, press
from tests.integration.staff.on_desk import MEMBER, STRANGER, OnDesk, on_desk


def labels(desk: OnDesk) -> list[str]:
    """The buttons of the modal that was shown last."""
    return [
        element["text"]["text"]
        for block in desk.slack.views[-1]["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def test_a_channel_alone_makes_its_members_staff(tmp_path: Path) -> None:
    with on_desk(tmp_path, staff_groups=(), staff_channels=(STAFF_CHANNEL,)) as desk:
        assert "今日" in desk.command(MEMBER, "")
        assert "担当者だけ" in desk.command(STRANGER, "")


def test_without_a_group_or_channel_nobody_is_staff(tmp_path: Path) -> None:
    with on_desk(tmp_path, staff_groups=()) as desk:
        assert "担当者だけ" in desk.command(MEMBER, "cases")


def test_the_command_has_the_name_of_the_settings(tmp_path: Path) -> None:
    with on_desk(tmp_path, slack_command="/support") as desk:
        assert "/support" in desk.whisper_after(MEMBER, desk.slack.commanded(MEMBER, "", name="/support"))
        assert desk.post(desk.slack.commanded(MEMBER, "", name="/hitoiki")).status_code == 200
        wait_until(lambda: 'hitoiki_ignored_events_total{channel="slack"' in desk.client.get("/metrics").text)


def test_without_a_staff_channel_matters_are_seen_and_closed_and_nobody_is_called(tmp_path: Path, me: str) -> None:
    with on_desk(tmp_path, staff_channel="") as desk:
        desk.says(me, "外付けHDDが認識しなくなりました")
        assert desk.query("SELECT 1 FROM matters") == []
        desk.change(
            "INSERT INTO matters (reference, conversation_id, origin, status, opened_at, updated_at) "
            "SELECT 'HT-2222-2222', id, 'form', 'open', updated_at, updated_at FROM conversations"
        )

        assert "外付けHDD" in opened(desk, "HT-2222-2222")
        assert "引き受けて話す" not in labels(desk)
        assert "状態：終了" in press(desk, "終了にする")
        assert "すべて消しました" in press(desk, "消去")
        assert desk.slack.posts[STAFF_CHANNEL] == []
