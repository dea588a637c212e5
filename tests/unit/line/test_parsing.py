"""From LINE's webhook payloads to events."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contract import Incoming, Parsed
from adapters.line.parsing import parse_webhook
from dialogs.events import (
    ChoiceSelected,
    ConversationClosed,
    ConversationOpened,
    Event,
    MediaSent,
    MessageWithdrawn,
    TextSaid,
)
from tests.fakes.line_webhooks import event, message, redelivered, sign, user, webhook

SECRET = "a secret made for this test"
NOW = 1_700_000_000_123
PERSON = {"type": "user", "userId": user(1)}


def parse(*events: Any) -> Parsed:
    body, headers = webhook(*events, channel_secret=SECRET)
    return parse_webhook(body, headers, SECRET.encode())


def parse_bytes(body: bytes) -> Parsed:
    return parse_webhook(body, {"x-line-signature": sign(body, SECRET)}, SECRET.encode())


def sent(kind: str, **content: Any) -> dict[str, Any]:
    return event("message", NOW, PERSON, replyToken="token", message=message(kind, id="m1", **content))


def only(parsed: Parsed) -> Incoming:
    assert len(parsed.incoming) == 1
    assert parsed.ignored == ()
    return parsed.incoming[0]


KNOWN: list[tuple[str, dict[str, Any], Event]] = [
    ("text", sent("text", text="助けて"), TextSaid(text="助けて", message_id="m1")),
    (
        "text with a mention, an emoji and a quote",
        sent(
            "text",
            text="@bot $ はい",
            mention={"mentionees": [{"index": 0, "length": 4, "type": "user", "isSelf": True}]},
            emojis=[{"index": 5, "length": 1, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}],
            quotedMessageId="468789577898262530",
            markAsReadToken="read",
        ),
        TextSaid(text="@bot $ はい", message_id="m1"),
    ),
    ("text of 5,000", sent("text", text="あ" * 5000), TextSaid(text="あ" * 5000, message_id="m1")),
    ("text without a quote token", event("message", NOW, PERSON, message={"type": "text", "id": "m1", "text": "x"}),
     TextSaid(text="x", message_id="m1")),
    ("text without text", sent("text", text=None), MediaSent(kind="other", message_id="m1")),
    ("image", sent("image"), MediaSent(kind="image", message_id="m1")),
    ("one image of a set", sent("image", imageSet={"id": "s", "index": 1, "total": 2}),
     MediaSent(kind="image", message_id="m1")),
    ("video", sent("video"), MediaSent(kind="video", message_id="m1")),
    ("audio", sent("audio"), MediaSent(kind="audio", message_id="m1")),
    ("file", sent("file"), MediaSent(kind="file", message_id="m1")),
    ("location", sent("location"), MediaSent(kind="location", message_id="m1")),
    ("sticker", sent("sticker"), MediaSent(kind="sticker", message_id="m1")),
    ("sticker of an unknown sort", sent("sticker", stickerResourceType="HOLOGRAM"),
     MediaSent(kind="sticker", message_id="m1")),
    ("unknown message type", sent("hologram", depth={"cm": 3}), MediaSent(kind="other", message_id="m1")),
    ("message without content", event("message", NOW, PERSON), MediaSent(kind="other", message_id="")),
    ("quick reply", event("postback", NOW, PERSON, postback={"data": "v=1&c=yes&s=contact/warned"}),
     ChoiceSelected(choice_id="yes", state="contact/warned")),
    ("follow", event("follow", NOW, PERSON, follow={"isUnblocked": False}), ConversationOpened()),
    ("follow after a block", event("follow", NOW, PERSON, follow={"isUnblocked": True}),
     ConversationOpened(returning=True)),
    ("follow of the old form", event("follow", NOW, PERSON), ConversationOpened()),
    ("unfollow", event("unfollow", NOW, PERSON), ConversationClosed()),
    ("unsend", event("unsend", NOW, PERSON, unsend={"messageId": "m1"}), MessageWithdrawn(message_id="m1")),
    ("unknown mode", {**sent("text", text="x"), "mode": "shared"}, TextSaid(text="x", message_id="m1")),
    ("no mode", {**sent("text", text="x"), "mode": None}, TextSaid(text="x", message_id="m1")),
    ("unknown fields", {**sent("text", text="x", tone="sad"), "weather": {"rain": [1]}},
     TextSaid(text="x", message_id="m1")),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "expected"), [pytest.param(*case[1:], id=case[0]) for case in KNOWN])
def test_what_the_product_knows(payload: dict[str, Any], expected: Event) -> None:
    incoming = only(parse(payload))
    assert incoming.event == expected
    assert incoming.sender == user(1)
    assert incoming.event_id == payload["webhookEventId"]
    assert incoming.at == datetime(2023, 11, 14, 22, 13, 20, 123_000, UTC)


GROUP = {"type": "group", "groupId": "C" + "1" * 32, "userId": user(1)}
MEMBERS = {"members": [PERSON]}


@pytest.mark.parametrize(
    ("payload", "counted"),
    [
        ({**sent("text", text="x"), "mode": "standby"}, "message:standby"),
        ({**sent("text", text="x"), "source": GROUP}, "message:group"),
        ({**sent("text", text="x"), "source": {"type": "room", "roomId": "R1", "userId": user(1)}}, "message:room"),
        ({**sent("text", text="x"), "source": {"type": "square", "userId": user(1)}}, "message:square"),
        ({**sent("text", text="x"), "source": {"type": "user"}}, "message:user"),
        ({**sent("text", text="x"), "source": None}, "message:sourceless"),
        ({**sent("text", text="x"), "source": {}}, "message:sourceless"),
        (event("unsend", NOW, GROUP, unsend={"messageId": "m1"}), "unsend:group"),
        (event("unsend", NOW, PERSON), "unsend"),
        (event("messageEdited", NOW, GROUP, message=message("text", text="x")), "messageEdited:group"),
        (event("join", NOW, GROUP, replyToken="t"), "join:group"),
        (event("leave", NOW, GROUP), "leave:group"),
        (event("memberJoined", NOW, GROUP, replyToken="t", joined=MEMBERS), "memberJoined:group"),
        (event("memberLeft", NOW, GROUP, left=MEMBERS), "memberLeft:group"),
        (event("postback", NOW, PERSON, postback={"data": "action=buy"}), "postback"),
        (event("postback", NOW, PERSON, postback={"data": "x", "params": {"newRichMenuAliasId": "b"}}), "postback"),
        (event("postback", NOW, PERSON), "postback"),
        (event("accountLink", NOW, PERSON, link={"result": "ok", "nonce": "n"}), "accountLink"),
        (event("beacon", NOW, PERSON, beacon={"hwid": "d41d8cd98f", "type": "enter"}), "beacon"),
        (event("videoPlayComplete", NOW, PERSON, videoPlayComplete={"trackingId": "t"}), "videoPlayComplete"),
        (event("membership", NOW, PERSON, membership={"type": "joined", "membershipId": 1}), "membership"),
        (event("module", NOW, {}, module={"type": "attached", "botId": user(0), "scopes": []}), "module:sourceless"),
        (event("activated", NOW, PERSON, chatControl={"expireAt": NOW}), "activated"),
        (event("deactivated", NOW, PERSON), "deactivated"),
        (event("botSuspended", NOW, {}), "botSuspended:sourceless"),
        (event("botResumed", NOW, {}), "botResumed:sourceless"),
        (event("delivery", NOW, PERSON, delivery={"data": "hash"}), "delivery"),
        (event("telepathy", NOW, PERSON, replyToken="t"), "telepathy"),
        ({}, "untyped:sourceless"),
        (1, "malformed"),
        (None, "malformed"),
        ([], "malformed"),
        ({**sent("text", text="x"), "timestamp": "yesterday"}, "malformed"),
        ({**sent("text", text="x"), "source": "me"}, "malformed"),
        (sent("text", text={"ja": "x"}), "malformed"),
    ],
)
def test_what_is_counted_and_never_costs_the_other_events(payload: Any, counted: str) -> None:
    before, after = sent("text", text="before"), sent("text", text="after")
    parsed = parse(before, payload, after)
    assert [one.event for one in parsed.incoming] == [
        TextSaid(text="before", message_id="m1"),
        TextSaid(text="after", message_id="m1"),
    ]
    assert parsed.ignored == (counted,)


@pytest.mark.parametrize("body", [b'{"destination":"U0","events":[]}', b"{}", b'{"events":null}'])
def test_the_verification_request_holds_no_event(body: bytes) -> None:
    assert parse_bytes(body) == Parsed()


def test_several_people_in_one_request_stay_apart() -> None:
    events = [
        {**sent("text", text=str(number)), "source": {"type": "user", "userId": user(number)}} for number in range(5)
    ]
    parsed = parse(*events)
    assert [(one.sender, one.event) for one in parsed.incoming] == [
        (user(number), TextSaid(text=str(number), message_id="m1")) for number in range(5)
    ]
    assert len({one.event_id for one in parsed.incoming}) == 5


def test_a_redelivery_is_the_same_event() -> None:
    original = sent("text", text="x")
    assert parse(redelivered(original)) == parse(original)


def test_only_events_with_a_token_can_be_replied_to() -> None:
    assert only(parse(sent("text", text="x"))).reply_token == "token"
    assert only(parse(event("unfollow", NOW, PERSON))).reply_token is None
    assert only(parse({**sent("text", text="x"), "replyToken": ""})).reply_token is None


@pytest.mark.parametrize("missing", [None, "", "id with spaces", "x" * 65, "\x00"])
def test_an_event_without_a_usable_id_gets_one_from_its_content(missing: str | None) -> None:
    original = {**sent("text", text="x"), "webhookEventId": missing}
    first = only(parse(original)).event_id
    assert first.startswith("derived-")
    assert len(first) <= 128
    assert only(parse(redelivered(original))).event_id == first


def test_derived_ids_tell_events_apart() -> None:
    payloads = [
        sent("text", text="x"),
        {**sent("text", text="x"), "timestamp": NOW + 1},
        {**sent("text", text="x"), "source": {"type": "user", "userId": user(2)}},
        event("message", NOW, PERSON, message=message("text", id="m2", text="x")),
        event("postback", NOW, PERSON, postback={"data": "v=1&c=yes&s=a/b"}),
        event("postback", NOW, PERSON, postback={"data": "v=1&c=no&s=a/b"}),
        event("follow", NOW, PERSON),
        event("unsend", NOW, PERSON, unsend={"messageId": "m1"}),
    ]
    for payload in payloads:
        del payload["webhookEventId"]
    parsed = parse(*payloads)
    assert len({one.event_id for one in parsed.incoming}) == len(payloads)


@pytest.mark.parametrize("timestamp", [None, 0, -1, 10**18, 10**40])
def test_an_impossible_time_is_the_epoch(timestamp: int | None) -> None:
    assert only(parse({**sent("text", text="x"), "timestamp": timestamp})).at == datetime(1970, 1, 1, tzinfo=UTC)


def test_half_an_emoji_costs_neither_its_own_event_nor_the_others() -> None:
    events = [sent("text", text="困った\ud83d"), sent("text", text="はい 😀")]
    parsed = parse_bytes(json.dumps({"events": events}).encode())
    assert [one.event for one in parsed.incoming] == [
        TextSaid(text="困った?", message_id="m1"),
        TextSaid(text="はい 😀", message_id="m1"),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "type",
    "mode",
    "timestamp",
    "source",
    "webhookEventId",
    "replyToken",
    "message",
    "postback",
    "follow",
    "unsend",
]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_field_of_any_shape_costs_the_other_events(fields: dict[str, Any]) -> None:
    body = json.dumps({"events": [{**sent("text", text="x"), **fields}, sent("text", text="other")]}).encode()
    parsed = parse_bytes(body)
    assert len(parsed.incoming) + len(parsed.ignored) == 2
    assert parsed.incoming[-1].event == TextSaid(text="other", message_id="m1")
