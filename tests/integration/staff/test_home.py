"""App Home: what waits for the staff, and sending again what did not arrive."""

from collections.abc import Callable

import pytest

from tests.fakes.slack_platform import Fault, read_blocks
from tests.integration.service.running import wait_until
from tests.integration.staff.matters.test_matters import PRESSED, ask_for_somebody, lose_role
from tests.integration.staff.on_desk import ENGLISH, MEMBER, STRANGER, OnDesk

REFUSED = Fault(status=200, body=b'{"ok":false,"error":"restricted_action"}')


def home(desk: OnDesk, member: str = MEMBER) -> str:
    """A member opens the Home tab; what they read."""
    return desk.home_after(desk.slack.opened(member, tab="home"), member)


def test_home_shows_open_matters_and_todays_signs(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)

    read = home(desk)

    for known in ("対応中の相談（1件）", reference, "送れなかった返事はありません", "2a（CASE02）", "今日"):
        assert known in read
    assert PRESSED not in read
    assert desk.slack.violations == []


def test_a_matter_opens_from_home(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)
    home(desk)

    read = desk.view_after(desk.slack.tapped_view(MEMBER, "見る", desk.slack.homes[MEMBER]))

    assert reference in read
    assert PRESSED in read


def test_nobody_else_sees_more_than_the_public_help(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)

    read = home(desk, STRANGER)

    assert "担当者だけ" in read
    assert reference not in read


def test_home_is_read_in_english_where_slack_is(desk: OnDesk) -> None:
    assert "There are no open matters" in home(desk, ENGLISH)


def test_more_than_fits_is_counted(desk: OnDesk, someone: Callable[[], str]) -> None:
    for _ in range(12):
        ask_for_somebody(desk, someone())

    read = home(desk)

    assert "対応中の相談（12件）" in read
    assert "ほかに2件あります" in read
    assert desk.slack.violations == []


def test_what_did_not_arrive_is_sent_again_once(desk: OnDesk, me: str) -> None:
    desk.slack.fail_next("chat.postMessage", REFUSED)
    assert desk.post(desk.slack.text(me, PRESSED)).status_code == 200
    wait_until(lambda: bool(desk.query("SELECT 1 FROM outbox WHERE status = 'dead'")))
    read = home(desk)
    assert "送れなかった返事（1件）" in read
    assert "restricted_action" in read
    assert desk.slack.seen(me) == []
    first, second = (desk.slack.tapped_view(MEMBER, "再送", desk.slack.homes[MEMBER]) for _ in range(2))

    assert "もう一度送ります" in desk.home_after(first)
    wait_until(lambda: len(desk.slack.seen(me)) == 1)

    assert "もう一度送られたか" in desk.home_after(second)
    assert len(desk.slack.seen(me)) == 1
    assert [action for action, _ in desk.audit()].count("resend") == 1


@pytest.mark.parametrize("value", ["", "x", "-1", "９", "9" * 30, "1; DROP TABLE outbox"])
def test_a_button_that_was_made_up_sends_nothing(desk: OnDesk, value: str) -> None:
    home(desk)
    payload = desk.slack.tapped_view(MEMBER, "最新にする", desk.slack.homes[MEMBER])
    payload["actions"][0] |= {"action_id": "desk:home:resend:0", "value": value}

    assert "もう一度送られたか" in desk.home_after(payload)


def test_a_former_member_loses_home_with_the_next_click(desk: OnDesk, me: str) -> None:
    reference = ask_for_somebody(desk, me)
    assert reference in home(desk)
    lose_role(desk, MEMBER)

    read = desk.home_after(desk.slack.tapped_view(MEMBER, "最新にする", desk.slack.homes[MEMBER]))

    assert reference not in read
    assert "担当者だけ" in read


def test_a_look_at_home_is_noted(desk: OnDesk) -> None:
    home(desk)

    assert desk.audit() == [("list", "")]


def test_the_messages_tab_still_greets(desk: OnDesk, me: str) -> None:
    desk.post(desk.slack.opened(me))

    wait_until(lambda: len(desk.slack.seen(me)) == 1)
    assert me not in desk.slack.homes
    assert "ひと息" in read_blocks(desk.slack.seen(me)[0])
