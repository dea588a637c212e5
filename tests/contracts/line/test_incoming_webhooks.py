"""What LINE sends, read by us and by LINE's own SDK."""

from typing import Any

import pytest
from linebot.v3.exceptions import InvalidSignatureError  # type: ignore[import-untyped]  # the SDK is not typed
from linebot.v3.webhook import SignatureValidator, WebhookParser  # type: ignore[import-untyped]

from adapters.choices import write_choice
from adapters.contract import BadSignatureError, Incoming
from adapters.line.parsing import parse_webhook
from dialogs.events import ChoiceSelected, ConversationOpened, MediaSent, MessageWithdrawn, TextSaid
from tests.fakes.line_platform import LinePlatform
from tests.fakes.line_webhooks import sign, user

LINE = LinePlatform()
PERSON = user(1)
EVENTS: dict[str, dict[str, Any]] = {
    "text": LINE.text(PERSON, "業者に「今日中に」と言われました 😀"),
    **{kind: LINE.media(PERSON, kind) for kind in ("image", "video", "audio", "file", "location", "sticker")},
    "postback": LINE.postback(PERSON, write_choice("yes", "contact/warned")),
    "follow": LINE.follow(PERSON),
    "follow after a block": LINE.follow(PERSON, unblocked=True),
    "unfollow": LINE.unfollow(PERSON),
    "unsend": LINE.unsend(PERSON, "450000000000000001"),
    "redelivery": LINE.redelivered(LINE.text(PERSON, "もう一度")),
}


def ours(body: bytes, headers: dict[str, str]) -> tuple[Incoming, ...]:
    parsed = parse_webhook(body, headers, LINE.channel_secret.encode())
    assert parsed.ignored == ()
    return parsed.incoming


def theirs(body: bytes, headers: dict[str, str]) -> list[Any]:
    events: list[Any] = WebhookParser(LINE.channel_secret).parse(body.decode(), headers["x-line-signature"])
    return events


def assert_same(own: Incoming, sdk: Any) -> None:
    assert own.event_id == sdk.webhook_event_id
    assert own.sender == sdk.source.user_id
    assert own.at.timestamp() * 1000 == pytest.approx(sdk.timestamp, abs=0.5)
    assert own.reply_token == getattr(sdk, "reply_token", None)
    match own.event:
        case TextSaid(text=text, message_id=message_id):
            assert (text, message_id) == (sdk.message.text, sdk.message.id)
        case MediaSent(kind=kind, message_id=message_id):
            assert (kind, message_id) == (sdk.message.type, sdk.message.id)
        case ChoiceSelected(choice_id=choice_id, state=state):
            assert write_choice(choice_id, state) == sdk.postback.data
        case ConversationOpened(returning=returning):
            assert returning == sdk.follow.is_unblocked
        case MessageWithdrawn(message_id=message_id):
            assert message_id == sdk.unsend.message_id
        case _:
            assert sdk.type == "unfollow"


@pytest.mark.parametrize("label", EVENTS)
def test_we_read_an_event_as_the_sdk_does(label: str) -> None:
    request = LINE.webhook(EVENTS[label])
    assert_same(*ours(*request), *theirs(*request))


def test_we_read_many_events_as_the_sdk_does() -> None:
    request = LINE.webhook(*EVENTS.values())
    for own, sdk in zip(ours(*request), theirs(*request), strict=True):
        assert_same(own, sdk)


def test_a_request_without_events_is_read_as_the_sdk_does() -> None:
    request = LINE.webhook()
    assert list(ours(*request)) == theirs(*request) == []


@pytest.mark.parametrize("body", ["{}", "", "日本語", '{"events":[]}', "x" * 5000])
def test_the_local_platform_signs_as_line_does(body: str) -> None:
    assert SignatureValidator("secret").validate(body, sign(body.encode(), "secret"))


@pytest.mark.parametrize("signature", ["", "x", "署名", sign(b"other", LINE.channel_secret)])
def test_we_refuse_the_signatures_that_the_sdk_refuses(signature: str) -> None:
    body, _ = LINE.webhook()
    with pytest.raises(BadSignatureError):
        ours(body, {"x-line-signature": signature})
    with pytest.raises(InvalidSignatureError):
        theirs(body, {"x-line-signature": signature})
