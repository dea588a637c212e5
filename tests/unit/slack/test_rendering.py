"""From a reply to one message of Slack."""

from typing import Any

import pytest
from hypothesis import given

from adapters.choices import read_choice
from adapters.slack.limits import MAX_BLOCK_TEXT, MAX_BUTTONS, shorten, split
from adapters.slack.rendering import render_reply
from dialogs.replies import Card, Choice, Link, Reply, Text
from tests.fakes.slack_limits import MAX_TEXT, block_text, check_blocks
from tests.unit.line.replies import REPLIES


def render(*bubbles: Text | Card, choices: tuple[Choice, ...] = (), state: str = "a/b") -> dict[str, Any]:
    (message,) = render_reply(Reply(bubbles=bubbles, choices=choices, state=state))
    assert check_blocks(message["blocks"]) == []
    return message


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def test_a_reply_is_one_message_with_a_block_for_each_bubble() -> None:
    message = render(Text(text="一"), Text(text="二"), choices=(Choice(id="yes", label="はい"),), state="x/y")

    assert message == {
        "text": "一\n二\nはい",
        "blocks": [
            {"type": "section", "text": plain("一")},
            {"type": "section", "text": plain("二")},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "text": plain("はい"), "action_id": "talk:choice:0", "value": "v=1&c=yes&s=x/y"}
                ],
            },
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def test_a_card_is_a_heading_with_lines_and_links() -> None:
    links = (Link(label="188に電話する", url="tel:188"), Link(label="ページを見る", url="https://example.com/"))
    message = render(Card(title="消費者ホットライン", lines=("局番なしの188番です。", "", "無料です。"), links=links))

    assert message["blocks"] == [
        {"type": "header", "text": plain("消費者ホットライン")},
        {"type": "section", "text": plain("局番なしの188番です。\n無料です。\n188に電話する: 188")},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "text": plain("ページを見る"),
                    "action_id": "talk:link:0:0",
                    "url": "https://example.com/",
                }
            ],
        },
    ]


def test_the_notification_says_everything_but_addresses() -> None:
    card = Card(title="相談フォーム", links=(Link(label="開く", url="https://example.com/f/secret-code"),))

    assert render(card, choices=(Choice(id="a", label="はい"),))["text"] == "相談フォーム\n開く\nはい"


def test_nobody_is_called_by_what_is_quoted() -> None:
    message = render(Text(text="「<!channel> & <@U1>」"))

    assert message["text"] == "「&lt;!channel&gt; &amp; &lt;@U1&gt;」"
    assert message["blocks"][0]["text"]["type"] == "plain_text"


@pytest.mark.parametrize(
    "url", ["form", "ftp://example.com", "https://例え.jp/", "https://e.com/" + "x" * 3000, "tel:1 8"]
)
def test_an_address_that_slack_would_refuse_is_shown_as_text(url: str) -> None:
    blocks = render(Card(title="題", links=(Link(label="見る", url=url),)))["blocks"]

    assert [block["type"] for block in blocks][:2] == ["header", "section"]
    assert blocks[1]["text"]["text"].startswith("見る: ")


def test_a_title_too_long_for_a_heading_is_a_text() -> None:
    assert render(Card(title="題" * 151))["blocks"] == [{"type": "section", "text": plain("題" * 151)}]


def test_a_long_label_is_cut() -> None:
    button = render(Text(text="?"), choices=(Choice(id="a", label="あ" * 76),))["blocks"][1]["elements"][0]

    assert button["text"]["text"] == "あ" * 74 + "…"


def test_choices_that_no_button_can_carry_are_named_so_that_they_can_be_typed() -> None:
    choices = (
        *(Choice(id=str(number), label=str(number)) for number in range(30)),
        Choice(id="長" * 300, label="長い"),
    )
    _, actions, context = render(Text(text="?"), choices=choices)["blocks"]

    assert len(actions["elements"]) == MAX_BUTTONS
    assert context == {"type": "context", "elements": [plain("25\n26\n27\n28\n29\n長い")]}


def test_more_than_a_message_holds_is_left_out_but_for_the_choices() -> None:
    message = render(Text(text="あ" * 30_000), choices=(Choice(id="a", label="はい"),))

    assert block_text(message["blocks"]) <= MAX_BLOCK_TEXT + 75
    assert message["blocks"][-1]["type"] == "actions"


def test_a_reply_without_bubbles_has_no_message() -> None:
    assert render_reply(Reply(bubbles=(), choices=(Choice(id="a", label="はい"),))) == []


@given(REPLIES)
def test_every_reply_is_within_slacks_limits(reply: Reply) -> None:
    for message in render_reply(reply):
        assert check_blocks(message["blocks"]) == []
        assert 0 < len(message["text"]) < MAX_TEXT
        assert block_text(message["blocks"]) <= 11_300


@given(REPLIES)
def test_every_tap_names_its_choice_and_state(reply: Reply) -> None:
    for message in render_reply(reply):
        buttons = [one for block in message["blocks"] if block["type"] == "actions" for one in block["elements"]]
        choices = {(choice.id, reply.state) for choice in reply.choices}
        assert {read_choice(button["value"]) for button in buttons if "value" in button} <= choices


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", [""]),
        ("12345", ["12345"]),
        ("123456", ["12345", "6"]),
        ("1234。6", ["1234。", "6"]),
        ("1。3456", ["1。345", "6"]),
    ],
)
def test_a_text_is_cut_after_a_sentence_that_ends_nearby(text: str, pieces: list[str]) -> None:
    assert split(text, 5) == pieces
    assert shorten("123456", 5) == "1234…"
