"""One matter in its modal while somebody talks with the person."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.integration.service.running import wait_until
from tests.integration.staff.handing_over import ALWAYS_OPEN, call, settle, take
from tests.integration.staff.matters.test_matters import opened, press
from tests.integration.staff.on_desk import MEMBER, OTHER, OnDesk, on_desk


@pytest.fixture(scope="module")
def whole_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnDesk]:
    """A desk that is always open, for all tests of this module."""
    folder: Path = tmp_path_factory.mktemp("data")
    with on_desk(folder, office_hours=ALWAYS_OPEN) as running:
        yield running


def handover(desk: OnDesk, reference: str) -> str:
    """How the hand-over of a matter stands."""
    rows = desk.query("SELECT reference, h.status FROM handovers h JOIN matters m USING (conversation_id)")
    return next((str(row.status) for row in rows if row.reference == reference), "")


def test_a_matter_is_taken_in_its_modal(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)
    opened(whole_desk, card.reference)

    read = press(whole_desk, "引き受けて話す")

    assert f"担当 <@{MEMBER}>" in read
    settle(whole_desk)
    assert handover(whole_desk, card.reference) == "live"
    assert whole_desk.slack.violations == []


def test_who_is_second_reads_in_the_modal_who_was_first(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)
    opened(whole_desk, card.reference)
    first, second = (whole_desk.slack.tapped_view(member, "引き受けて話す") for member in (MEMBER, OTHER))

    whole_desk.view_after(first)

    assert f"<@{MEMBER}>" in whole_desk.view_after(second).splitlines()[0]


def test_closing_ends_the_talk_and_tells_the_person(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    before = len(whole_desk.slack.seen(me))
    opened(whole_desk, card.reference)

    assert "状態：終了" in press(whole_desk, "終了にする")

    wait_until(lambda: len(whole_desk.slack.seen(me)) > before)
    settle(whole_desk)
    assert handover(whole_desk, card.reference) == "over"
    assert whole_desk.says(me, "外付けHDDの話の続きです")


def test_closing_while_another_member_takes_leaves_nobody_in_a_closed_matter(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)
    opened(whole_desk, card.reference)
    taking = whole_desk.slack.tapped_view(OTHER, "引き受けて話す")
    closing = whole_desk.slack.tapped_view(MEMBER, "終了にする")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(whole_desk.post, [taking, closing]))

    wait_until(lambda: ("close", card.reference) in whole_desk.audit())
    wait_until(lambda: handover(whole_desk, card.reference) != "live")
    settle(whole_desk)
    assert (card.reference, "closed") in whole_desk.query("SELECT reference, status FROM matters")


def test_an_erasure_by_the_staff_takes_everything_out_of_the_channel(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    opened(whole_desk, card.reference)

    press(whole_desk, "消去")

    wait_until(lambda: card.words == "")
    assert whole_desk.slack.violations == []


def test_what_the_person_says_after_an_erasure_begins_anew(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    opened(whole_desk, card.reference)
    press(whole_desk, "消去")

    assert whole_desk.says(me, "外付けHDDが認識しなくなりました")
    settle(whole_desk)
    assert handover(whole_desk, card.reference) == ""
