"""From a webhook request of LINE to events.

Own small structs in place of the SDK's models: those drop an event with an unknown message type or source, and an
unknown mode or a missing id costs them the whole request (docs/measurements/line.md). Here every event is decoded
by itself, every field may be missing, and what is not understood is counted instead of raised.

Only talks of one person with the account are read. What comes from a group or a room is ignored, since a person's
trouble must not be answered before others; keep "Allow bot to join group chats" off in the console.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from adapters.choices import read_choice
from adapters.contract import BadSignatureError, Incoming, MalformedBodyError, Parsed
from dialogs.events import (
    ChoiceSelected,
    ConversationClosed,
    ConversationOpened,
    Event,
    MediaKind,
    MediaSent,
    MessageWithdrawn,
    TextSaid,
)

_SIGNATURE_HEADER = "x-line-signature"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MILLISECONDS = 253_402_300_799_999  # the last one of the year 9999
_MEDIA: dict[str, MediaKind] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "file": "file",
    "location": "location",
    "sticker": "sticker",
}


class _Source(msgspec.Struct, rename="camel"):
    type: str | None = None
    user_id: str | None = None


class _Message(msgspec.Struct, rename="camel"):
    id: str | None = None
    type: str | None = None
    text: str | None = None


class _Postback(msgspec.Struct, rename="camel"):
    data: str | None = None


class _Follow(msgspec.Struct, rename="camel"):
    is_unblocked: bool | None = None


class _Unsend(msgspec.Struct, rename="camel"):
    message_id: str | None = None


class _Event(msgspec.Struct, rename="camel"):
    type: str | None = None
    mode: str | None = None
    timestamp: int | None = None
    source: _Source | None = None
    webhook_event_id: str | None = None
    reply_token: str | None = None
    message: _Message | None = None
    postback: _Postback | None = None
    follow: _Follow | None = None
    unsend: _Unsend | None = None


class _Request(msgspec.Struct):
    events: list[msgspec.Raw] | None = None


_decode_request = msgspec.json.Decoder(_Request).decode
_decode_event = msgspec.json.Decoder(_Event).decode


def parse_webhook(body: bytes, headers: Mapping[str, str], channel_secret: bytes) -> Parsed:
    """Verify the raw body, then read its events.

    https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/

    Raises:
        BadSignatureError: the signature is missing or not that of these very bytes.
        MalformedBodyError: the body is no JSON object with a list of events.
    """
    verify(body, headers.get(_SIGNATURE_HEADER, ""), channel_secret)
    incoming: list[Incoming] = []
    ignored: list[str] = []
    for raw in _split(body):
        one = _parse_event(raw)
        if isinstance(one, Incoming):
            incoming.append(one)
        else:
            ignored.append(one)
    return Parsed(incoming=tuple(incoming), ignored=tuple(ignored))


def verify(body: bytes, signature: str, channel_secret: bytes) -> None:
    """Refuse a body that was not signed with the channel secret, in a time that tells nothing of the signature.

    Raises:
        BadSignatureError: the signature is not that of these very bytes.
    """
    expected = base64.b64encode(hmac.digest(channel_secret, body, "sha256"))
    # Bytes, since `compare_digest` raises on text that is not ASCII.
    if not hmac.compare_digest(signature.encode("utf-8", "replace"), expected):
        raise BadSignatureError


def _split(body: bytes) -> list[msgspec.Raw]:
    try:
        return _decode_request(body).events or []
    except msgspec.ValidationError:
        raise MalformedBodyError("no object with a list of events") from None
    except (msgspec.DecodeError, RecursionError):
        return _split_repaired(body)


def _split_repaired(body: bytes) -> list[msgspec.Raw]:
    """Half of a surrogate pair, which a cut emoji leaves, is legal in JSON and refused by msgspec."""
    try:
        repaired = json.dumps(json.loads(body), ensure_ascii=False).encode("utf-8", "replace")
        return _decode_request(repaired).events or []
    except (ValueError, RecursionError, msgspec.MsgspecError):
        # `from None`: the original error quotes what a person wrote.
        raise MalformedBodyError("no JSON") from None


def _parse_event(raw: msgspec.Raw) -> Incoming | str:
    """The event, or under which name it is to be counted as ignored."""
    try:
        event = _decode_event(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return "malformed"
    kind = event.type or "untyped"
    # In standby another module holds the talk, and nothing may be sent. An unknown mode is read like an active one.
    if event.mode == "standby":
        return f"{kind}:standby"
    if event.source is None or event.source.type != "user" or not event.source.user_id:
        return f"{kind}:{(event.source and event.source.type) or 'sourceless'}"
    meaning = _meaning(event)
    if meaning is None:
        return kind
    return Incoming(
        event_id=_event_id(event, event.source.user_id),
        sender=event.source.user_id,
        event=meaning,
        at=_moment(event.timestamp),
        reply_token=event.reply_token or None,
    )


def _meaning(event: _Event) -> Event | None:
    match event.type:
        case "message":
            return _message(event.message or _Message())
        case "postback":
            # Data that is not ours belongs to a rich menu switch or another tool: no words of the person, no answer.
            choice = read_choice((event.postback and event.postback.data) or "")
            return choice and ChoiceSelected(choice_id=choice[0], state=choice[1])
        case "follow":
            return ConversationOpened(returning=bool(event.follow and event.follow.is_unblocked))
        case "unfollow":
            return ConversationClosed()
        case "unsend" if event.unsend and event.unsend.message_id:
            return MessageWithdrawn(message_id=event.unsend.message_id)
        case _:
            return None


def _message(message: _Message) -> TextSaid | MediaSent:
    message_id = message.id or ""
    if message.type == "text" and message.text:
        return TextSaid(text=message.text, message_id=message_id)
    return MediaSent(kind=_MEDIA.get(message.type or "", "other"), message_id=message_id)


def _event_id(event: _Event, user_id: str) -> str:
    """LINE's id, or a digest of what a redelivery repeats, so that a missing id costs no answer and makes no second."""
    if event.webhook_event_id and re.fullmatch(r"[0-9A-Za-z_-]{1,64}", event.webhook_event_id):
        return event.webhook_event_id
    content = (
        event.type,
        event.timestamp,
        user_id,
        event.webhook_event_id,
        event.message,
        event.postback,
        event.unsend,
    )
    return "derived-" + hashlib.sha256(msgspec.json.encode(content)).hexdigest()


def _moment(milliseconds: int | None) -> datetime:
    """When the event happened; the epoch where LINE does not say."""
    known = milliseconds if milliseconds and 0 < milliseconds <= _LATEST_MILLISECONDS else 0
    return _EPOCH + timedelta(milliseconds=known)
