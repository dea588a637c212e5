"""The bare command, and who may use it."""

from tests.integration.staff.on_desk import MEMBER, STRANGER, OnDesk


def test_a_member_reads_how_it_works_and_todays_figures(whole_desk: OnDesk) -> None:
    read = whole_desk.command(MEMBER, "")

    assert "/hitoiki" in read
    assert "今日" in read
    assert whole_desk.slack.violations == []


def test_nobody_else_does(whole_desk: OnDesk) -> None:
    read = whole_desk.command(STRANGER, "cases")

    assert "担当者だけ" in read
    assert whole_desk.slack.violations == []
