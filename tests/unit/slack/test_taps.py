"""A message of ours after one of its choices was tapped."""

from typing import Any

import pytest

from adapters.slack.places import Place
from adapters.slack.rendering import render_reply
from adapters.slack.taps import read_tap
from dialogs.replies import Card, Choice, Link, Reply
from tests.fakes.slack_limits import check_blocks

CARD = Card(title="題", links=(Link(label="見る", url="https://example.com/"),))
(MESSAGE,) = render_reply(
    Reply(bubbles=(CARD,), choices=(Choice(id="a", label="はい"), Choice(id="b", label="いいえ")))
)
POST = {"ts": "1.000001", "text": "題", "blocks": MESSAGE["blocks"]}
NO = MESSAGE["blocks"][-1]["elements"][1]


def payload(**more: Any) -> dict[str, Any]:
    return {"channel": {"id": "D1"}, "message": POST, "actions": [NO], **more}


def test_the_choice_stands_where_the_buttons_were_and_links_stay() -> None:
    tap = read_tap(payload())

    assert tap is not None
    assert (tap.place, tap.message["ts"], tap.message["text"]) == (Place(channel="D1"), "1.000001", "題")
    assert [block["type"] for block in tap.message["blocks"]] == ["header", "actions", "context"]
    assert tap.message["blocks"][-1]["elements"][0]["text"] == "✓ いいえ"
    assert check_blocks(tap.message["blocks"]) == []


@pytest.mark.parametrize(
    "more",
    [
        {"actions": [MESSAGE["blocks"][1]["elements"][0]]},
        {"actions": []},
        {"actions": [{}]},
        {"message": {}},
        {"message": {**POST, "blocks": None}},
        {"channel": None},
    ],
)
def test_what_is_no_choice_of_ours_changes_nothing(more: dict[str, Any]) -> None:
    assert read_tap(payload(**more)) is None


@pytest.mark.parametrize("block", [{}, {"elements": []}, {"elements": 1}, {"elements": ["x"]}])
def test_blocks_of_any_shape_are_left_as_they_are(block: dict[str, Any]) -> None:
    tap = read_tap(payload(message={**POST, "blocks": [block]}))

    assert tap is not None
    assert tap.message["blocks"] == [block]
