"""From a reply to LINE's messages."""

from typing import Any

import pytest
from hypothesis import given, settings

from adapters.choices import read_choice
from adapters.line.rendering import render_reply
from dialogs.replies import Card, Choice, Link, Reply, Text
from tests.fakes.line_limits import check_messages
from tests.unit.line.replies import REPLIES


def render(*bubbles: Text | Card, choices: tuple[Choice, ...] = (), state: str = "a/b") -> list[dict[str, Any]]:
    messages = render_reply(Reply(bubbles=bubbles, choices=choices, state=state))
    assert check_messages(messages) == []
    return messages


def test_a_text_is_a_text() -> None:
    assert render(Text(text="今日決めなくて大丈夫です。")) == [{"type": "text", "text": "今日決めなくて大丈夫です。"}]


def test_a_card_is_a_bubble_with_large_text_that_follows_the_persons_own_size() -> None:
    card = Card(
        title="消費者ホットライン",
        lines=("局番なしの188番です。", "", "相談は無料です。"),
        links=(Link(label="188に電話する", url="tel:188"), Link(label="ページを見る", url="https://example.com/")),
    )
    ink = {"wrap": True, "color": "#1F2328", "scaling": True}
    button = {"type": "button", "adjustMode": "shrink-to-fit", "scaling": True}
    assert render(card) == [
        {
            "type": "flex",
            "altText": card.plain,
            "contents": {
                "type": "bubble",
                "size": "mega",
                "body": {
                    "type": "box",
                    "layout": "vertical",
                    "spacing": "md",
                    "contents": [
                        {"type": "text", "text": "消費者ホットライン", "size": "lg", "weight": "bold", **ink},
                        {"type": "text", "text": "局番なしの188番です。", "size": "md", **ink},
                        {"type": "text", "text": "相談は無料です。", "size": "md", **ink},
                    ],
                },
                "footer": {
                    "type": "box",
                    "layout": "vertical",
                    "spacing": "md",
                    "contents": [
                        {
                            "action": {"type": "uri", "label": "188に電話する", "uri": "tel:188"},
                            "style": "primary",
                            "color": "#1F5F8B",
                            **button,
                        },
                        {
                            "action": {"type": "uri", "label": "ページを見る", "uri": "https://example.com/"},
                            "style": "secondary",
                            **button,
                        },
                    ],
                },
            },
        }
    ]


@pytest.mark.parametrize(("tone", "styled"), [("plain", None), ("caution", "#FFF8E1"), ("danger", "#FDF0EC")])
def test_the_tone_is_a_quiet_ground(tone: Any, styled: str | None) -> None:
    contents = render(Card(title="支払う前に", tone=tone))[0]["contents"]
    assert contents.get("styles") == (styled and {"body": {"backgroundColor": styled}})


@pytest.mark.parametrize(
    ("ink", "ground"),
    [("#1F2328", "#FFFFFF"), ("#1F2328", "#FFF8E1"), ("#1F2328", "#FDF0EC"), ("#FFFFFF", "#1F5F8B")],
)
def test_text_stands_out_at_least_as_wcag_aa_asks(ink: str, ground: str) -> None:
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_choices_hang_under_the_last_message_and_are_said_in_the_persons_words() -> None:
    first, last = render(Text(text="一"), Text(text="二"), choices=(Choice(id="yes", label="はい"),), state="x/y")
    assert "quickReply" not in first
    assert last["quickReply"] == {
        "items": [
            {
                "type": "action",
                "action": {"type": "postback", "label": "はい", "data": "v=1&c=yes&s=x/y", "displayText": "はい"},
            }
        ]
    }


def test_choices_hang_under_a_card_too() -> None:
    assert "quickReply" in render(Card(title="題"), choices=(Choice(id="yes", label="はい"),))[0]


def test_a_long_label_is_cut_and_said_whole() -> None:
    label = "業者から今日中に契約するように言われています"
    action = render(Text(text="?"), choices=(Choice(id="a", label=label),))[0]["quickReply"]["items"][0]["action"]
    assert action["label"] == "業者から今日中に契約するように言われて…"
    assert action["displayText"] == label


def test_a_choice_whose_data_would_not_fit_is_said_as_text() -> None:
    choice = Choice(id="長" * 40, label="はい")
    items = render(Text(text="?"), choices=(choice,))[0]["quickReply"]["items"]
    assert items[0]["action"] == {"type": "message", "label": "はい", "text": "はい"}


def test_at_most_thirteen_choices_can_be_tapped() -> None:
    choices = tuple(Choice(id=str(number), label=str(number)) for number in range(20))
    items = render(Text(text="?"), choices=choices)[0]["quickReply"]["items"]
    assert [item["action"]["label"] for item in items] == [str(number) for number in range(13)]


def test_a_text_over_the_limit_becomes_several() -> None:
    messages = render(Text(text="あ" * 5001), choices=(Choice(id="a", label="はい"),))
    assert [len(message["text"]) for message in messages] == [5000, 1]
    assert "quickReply" in messages[1]


def test_never_more_than_five_messages() -> None:
    messages = render(*[Text(text="あ" * 10_000)] * 3, choices=(Choice(id="a", label="はい"),))
    assert len(messages) == 5
    assert "quickReply" in messages[4]


@pytest.mark.parametrize(
    "url", ["form", "ftp://example.com", "https://例え.jp/", "https://e.com/" + "x" * 1000, "tel:1 8"]
)
def test_an_address_that_line_would_refuse_is_shown_as_text(url: str) -> None:
    footer = render(Card(title="題", links=(Link(label="見る", url=url),)))[0]["contents"]["footer"]
    assert footer["contents"][0]["type"] == "text"
    assert footer["contents"][0]["text"] == f"見る: {url}"


def test_a_card_too_big_for_a_bubble_is_said_as_text() -> None:
    card = Card(title="題", lines=("あ" * 11_000,))
    messages = render(card)
    assert {message["type"] for message in messages} == {"text"}
    assert "".join(message["text"] for message in messages) == card.plain


def test_the_alternative_text_is_cut_between_surrogate_pairs() -> None:
    alt_text = render(Card(title="題", lines=("😀" * 1000,)))[0]["altText"]
    assert alt_text.endswith("😀…")
    assert len(alt_text.encode("utf-16-le")) // 2 in (1499, 1500)


def test_a_reply_without_bubbles_has_no_messages() -> None:
    assert render_reply(Reply(bubbles=(), choices=(Choice(id="a", label="はい"),))) == []


@settings(deadline=None)
@given(REPLIES)
def test_every_reply_is_within_lines_limits(reply: Reply) -> None:
    messages = render_reply(reply)
    assert check_messages(messages) == []


@settings(deadline=None)
@given(REPLIES)
def test_every_tap_names_its_choice_and_state(reply: Reply) -> None:
    items = render_reply(reply)[-1].get("quickReply", {"items": []})["items"]
    for item, choice in zip(items, reply.choices, strict=False):
        action = item["action"]
        if action["type"] == "postback":
            assert read_choice(action["data"]) == (choice.id, reply.state)
        else:
            assert choice.label.startswith(action["text"])
