"""What we send is what Slack's own models would send."""

from typing import Any

import pytest
from hypothesis import given
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    SectionBlock,
)

from adapters.slack.rendering import render_reply
from dialogs.replies import Card, Choice, Link, Reply, Text
from tests.unit.line.replies import REPLIES


def text(words: str) -> PlainTextObject:
    return PlainTextObject(text=words, emoji=False)


def test_a_reply_with_everything_is_what_the_models_build() -> None:
    links = (Link(label="開く", url="https://example.com/f/x"), Link(label="188に電話する", url="tel:188"))
    choices = (Choice(id="yes", label="はい"), Choice(id="長" * 300, label="長い"))
    card = Card(title="相談フォーム", lines=("内容を確かめてください。",), links=links)
    (message,) = render_reply(Reply(bubbles=(Text(text="大丈夫です。"), card), choices=choices, state="a/b"))

    opened = ButtonElement(text=text("開く"), action_id="talk:link:1:0", url="https://example.com/f/x")
    tapped = ButtonElement(text=text("はい"), action_id="talk:choice:0", value="v=1&c=yes&s=a/b")
    expected = [
        SectionBlock(text=text("大丈夫です。")),
        HeaderBlock(text=text("相談フォーム")),
        SectionBlock(text=text("内容を確かめてください。\n188に電話する: 188")),
        ActionsBlock(elements=[opened]),
        ActionsBlock(elements=[tapped]),
        ContextBlock(elements=[text("長い")]),
    ]
    assert message["blocks"] == [block.to_dict() for block in expected]


@given(REPLIES)
def test_slacks_models_read_every_message_and_find_nothing_wrong_with_it(reply: Reply) -> None:
    for message in render_reply(reply):
        parsed: list[Any] = list(Block.parse_all(message["blocks"]))
        assert [block.to_dict() for block in parsed] == message["blocks"]


@pytest.mark.parametrize("choices", [0, 1, 25, 26])
def test_at_most_fifty_blocks(choices: int) -> None:
    bubbles = tuple(Text(text=str(number)) for number in range(60))
    offered = tuple(Choice(id=str(number), label=str(number)) for number in range(choices))
    (message,) = render_reply(Reply(bubbles=bubbles, choices=offered))

    assert len(message["blocks"]) <= 50
