"""What we send, as LINE's own SDK and LINE's own description see it, and the local platform held to both."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from linebot.v3 import messaging  # type: ignore[import-untyped]  # the SDK is not typed

from adapters.line.rendering import render_reply
from dialogs.replies import Card, Choice, Link, Reply, Text
from tests.contracts.line import strict_spec
from tests.fakes.line_limits import check_message, check_messages
from tests.unit.line.replies import REPLIES

JUDGE = strict_spec.judge()
MODELS = {"text": messaging.TextMessage, "flex": messaging.FlexMessage}


@settings(deadline=None)
@given(REPLIES)
def test_every_message_is_what_the_sdk_would_send(reply: Reply) -> None:
    for message in render_reply(reply):
        assert MODELS[message["type"]].from_dict(message).to_dict() == message


@settings(deadline=None)
@given(REPLIES)
def test_every_message_is_valid_by_the_strict_description(reply: Reply) -> None:
    messages = render_reply(reply)
    assert check_messages(messages) == []
    if JUDGE is not None:
        assert all(JUDGE(message) for message in messages)


def test_a_text_with_choices_equals_the_one_made_with_the_sdk() -> None:
    reply = Reply(bubbles=(Text(text="支払いましたか"),), choices=(Choice(id="yes", label="はい"),), state="a/b")
    action = messaging.PostbackAction(label="はい", data="v=1&c=yes&s=a/b", displayText="はい")
    item = messaging.QuickReplyItem(action=action)
    made = messaging.TextMessage(text="支払いましたか", quickReply=messaging.QuickReply(items=[item]))
    assert render_reply(reply) == [made.to_dict()]


def test_a_card_equals_the_one_made_with_the_sdk() -> None:
    card = Card(title="188", lines=("局番なし",), links=(Link(label="電話する", url="tel:188"),), tone="caution")
    ink = {"wrap": True, "color": "#1F2328", "scaling": True}
    texts = [
        messaging.FlexText(text="188", size="lg", weight="bold", **ink),
        messaging.FlexText(text="局番なし", size="md", **ink),
    ]
    button = messaging.FlexButton(
        action=messaging.URIAction(label="電話する", uri="tel:188"),
        style="primary",
        color="#1F5F8B",
        adjustMode="shrink-to-fit",
        scaling=True,
    )
    tint = messaging.FlexBlockStyle(backgroundColor="#FFF8E1")
    bubble = messaging.FlexBubble(
        size="mega",
        body=messaging.FlexBox(layout="vertical", spacing="md", contents=texts),
        footer=messaging.FlexBox(layout="vertical", spacing="md", contents=[button]),
        styles=messaging.FlexBubbleStyles(body=tint, footer=tint),
    )
    made = messaging.FlexMessage(altText=card.plain, contents=bubble)
    assert render_reply(Reply(bubbles=(card,))) == [made.to_dict()]


TEXT = {"type": "text", "text": "x"}
ITEM = {"type": "action", "action": {"type": "postback", "label": "x", "data": "x"}}
FLEX: dict[str, Any] = {
    "type": "flex",
    "altText": "x",
    "contents": {
        "type": "bubble",
        "size": "kilo",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": "x", "wrap": True, "color": "#000000"},
                {"type": "separator", "margin": "md"},
                {"type": "button", "style": "link", "action": {"type": "uri", "label": "x", "uri": "https://e.com"}},
            ],
        },
    },
}


def changed(message: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of `message` with another value at `path`, such as ``contents/body/layout``."""
    copied = copy.deepcopy(message)
    *parents, last = [int(key) if key.isdecimal() else key for key in path.split("/")]
    place: Any = copied
    for key in parents:
        place = place[key]
    place[last] = value
    return copied


def carousel(*sizes: str) -> dict[str, Any]:
    bubbles = [{**FLEX["contents"], "size": size} for size in sizes]
    return changed(FLEX, "contents", {"type": "carousel", "contents": bubbles})


GOOD: dict[str, dict[str, Any]] = {
    "text": TEXT,
    "text of 5,000": changed(TEXT, "text", "あ" * 5000),
    "quick replies": changed(TEXT, "quickReply", {"items": [ITEM] * 13}),
    "data of 300": changed(TEXT, "quickReply", {"items": [changed(ITEM, "action/data", "x" * 300)]}),
    "Flex": FLEX,
    "alternative text of 1,500": changed(FLEX, "altText", "あ" * 1500),
    "styles": changed(FLEX, "contents/styles", {"body": {"backgroundColor": "#FFFFFF"}}),
    "12 bubbles": carousel(*["kilo"] * 12),
}
BAD: dict[str, Any] = {
    "no object": "x",
    "no type": {"text": "x"},
    "an unknown type": changed(TEXT, "type", "hologram"),
    "no text": {"type": "text"},
    "an empty text": changed(TEXT, "text", ""),
    "text of 5,001": changed(TEXT, "text", "あ" * 5001),
    "text that is a number": changed(TEXT, "text", 1),
    "a misspelt key": changed(TEXT, "quickreply", {"items": [ITEM]}),
    "14 quick replies": changed(TEXT, "quickReply", {"items": [ITEM] * 14}),
    "no quick replies": changed(TEXT, "quickReply", {"items": []}),
    "an unknown action": changed(TEXT, "quickReply", {"items": [changed(ITEM, "action/type", "call")]}),
    "data of 301": changed(TEXT, "quickReply", {"items": [changed(ITEM, "action/data", "x" * 301)]}),
    "displayText of 301": changed(TEXT, "quickReply", {"items": [changed(ITEM, "action/displayText", "x" * 301)]}),
    "no alternative text": {key: value for key, value in FLEX.items() if key != "altText"},
    "alternative text of 1,501": changed(FLEX, "altText", "x" * 1501),
    "a diagonal box": changed(FLEX, "contents/body/layout", "diagonal"),
    "a misspelt key of a text": changed(FLEX, "contents/body/contents/0/warp", value=True),
    "an unknown component": changed(FLEX, "contents/body/contents/0/type", "marquee"),
    "a huge bubble size": changed(FLEX, "contents/size", "tera"),
    "an address of 1,001": changed(FLEX, "contents/body/contents/2/action/uri", "https://e.com/" + "x" * 987),
    "a button without action": changed(FLEX, "contents/body/contents/2", {"type": "button"}),
    "13 bubbles": carousel(*["kilo"] * 13),
}
#: What a JSON schema cannot say: lengths by UTF-16 unit or cluster, labels by place, colours, addresses, bytes.
BAD_BY_THE_PROSE: dict[str, dict[str, Any]] = {
    "text of 5,002 units": changed(TEXT, "text", "😀" * 2501),
    "a label of 21": changed(TEXT, "quickReply", {"items": [changed(ITEM, "action/label", "あ" * 21)]}),
    "no label": changed(TEXT, "quickReply", {"items": [changed(ITEM, "action", {"type": "postback", "data": "x"})]}),
    "a Flex label of 41": changed(FLEX, "contents/body/contents/2/action/label", "あ" * 41),
    "a colour by name": changed(FLEX, "contents/body/contents/0/color", "red"),
    "an address of another scheme": changed(FLEX, "contents/body/contents/2/action/uri", "ftp://example.com"),
    "an address with Japanese": changed(FLEX, "contents/body/contents/2/action/uri", "https://例え.jp"),
    "an empty body": changed(FLEX, "contents/body/contents", []),
    "a bubble over 30 KB": changed(FLEX, "contents/body/contents/0/text", "あ" * 10_001),
    "bubbles of two sizes": carousel("kilo", "mega"),
}


@pytest.mark.parametrize("label", GOOD)
def test_the_local_platform_takes_good_messages_as_the_strict_description_does(label: str) -> None:
    assert check_message(GOOD[label]) == []
    if JUDGE is not None:
        assert JUDGE(GOOD[label])


@pytest.mark.parametrize("label", BAD)
def test_the_local_platform_refuses_bad_messages_as_the_strict_description_does(label: str) -> None:
    assert check_message(BAD[label]) != []
    if JUDGE is not None:
        assert not JUDGE(BAD[label])


@pytest.mark.parametrize("label", BAD_BY_THE_PROSE)
def test_the_local_platform_refuses_what_only_the_prose_forbids(label: str) -> None:
    assert check_message(BAD_BY_THE_PROSE[label]) != []


@pytest.mark.parametrize(
    ("messages", "where"),
    [
        ([], "messages"),
        ([TEXT] * 6, "messages"),
        ("x", "messages"),
        ([GOOD["quick replies"], TEXT], "messages[0].quickReply"),
    ],
)
def test_the_local_platform_refuses_bad_calls(messages: Any, where: str) -> None:
    assert [path for path, _ in check_messages(messages)] == [where]
