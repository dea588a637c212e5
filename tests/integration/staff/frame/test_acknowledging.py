"""Slack is answered at once, however long it takes us to answer the member."""

import time

import pytest

from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_webhooks import Payload, user
from tests.integration.service.running import wait_until
from tests.integration.staff.on_desk import MEMBER, OnDesk

SLOW = Fault(seconds=1.5, status=200, accepted=True, body=b'{"ok":false,"error":"x"}')


@pytest.mark.parametrize("kind", ["command", "shortcut"])
def test_while_slack_is_slow_to_say_who_may(desk: OnDesk, kind: str) -> None:
    slack = desk.slack
    slack.fail_next("usergroups.users.list", SLOW)
    payloads: dict[str, Payload] = {
        "command": slack.commanded(MEMBER, "check 今日中に契約しないともう直らないと言われました"),
        "shortcut": slack.shortcut(MEMBER, "desk:checking:message", {"ts": "1.000001", "text": "今日中に契約"}),
    }

    began = time.monotonic()
    assert desk.post(payloads[kind]).status_code == 200
    acknowledged = time.monotonic() - began

    wait_until(lambda: slack.whispers[MEMBER] != [])
    assert acknowledged < 1.5 <= time.monotonic() - began


def test_while_a_picture_is_on_its_way(desk: OnDesk) -> None:
    slack = desk.slack
    slack.fail_next("files.getUploadURLExternal", Fault(seconds=3, status=200, body=b'{"ok":false,"error":"x"}'))
    desk.post(slack.commanded(MEMBER, "stats"))

    desk.says(user(5101), "外付けHDDが認識しなくなりました")
    assert "ひと息" in desk.command(MEMBER, "help")

    assert not any(file.get("channel") == STAFF_CHANNEL for file in slack.files.values())
    wait_until(lambda: any(file.get("channel") for file in slack.files.values()))
