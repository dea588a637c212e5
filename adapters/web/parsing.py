"""What our own page posts, turned into events.

The page speaks first-party JSON, one event a request::

    {"id": "7d0c…", "type": "text", "text": "…"}
    {"id": "7d0c…", "type": "choice", "choice": "yes", "state": "greeting/menu"}
    {"id": "7d0c…", "type": "media", "kind": "image"}
    {"id": "7d0c…", "type": "open"}

There is no secret to sign with in a browser, so three things stand in for a signature: the person's
random cookie, a content type that a foreign form cannot send, and the browser's word that the request
comes from our own page.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final, assert_never
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from adapters.contract import BadSignatureError, Incoming, MalformedBodyError
from dialogs.events import ChoiceSelected, ConversationOpened, Event, MediaKind, MediaSent, TextSaid

#: The cookie that stands for the person: 32 random bytes in URL-safe base64.
PERSON_COOKIE: Final = "hitoiki_person"

_PERSON = re.compile(r"[A-Za-z0-9_-]{43}")


class _Posted(msgspec.Struct, tag_field="type", forbid_unknown_fields=True, kw_only=True):
    id: UUID


class _Opened(_Posted, tag="open"):
    pass


class _Said(_Posted, tag="text"):
    text: str


class _Chose(_Posted, tag="choice"):
    choice: str
    state: str


class _Sent(_Posted, tag="media"):
    kind: MediaKind


_decoder = msgspec.json.Decoder(_Opened | _Said | _Chose | _Sent)


def parse_event(body: bytes, headers: Mapping[str, str], at: datetime) -> Incoming:
    """Check where the request comes from, then read its one event."""
    sender = parse_person(headers)
    if sender is None or not _is_json(headers) or not _is_same_origin(headers):
        raise BadSignatureError
    try:
        posted = _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        # The cause would carry a piece of what the person wrote into the log.
        raise MalformedBodyError(type(error).__name__) from None
    return Incoming(event_id=str(posted.id), sender=sender, event=_event(posted), at=at)


def parse_person(headers: Mapping[str, str]) -> str | None:
    """The person's cookie, or None where there is none of the shape that we give out."""
    for pair in headers.get("cookie", "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == PERSON_COOKIE and _PERSON.fullmatch(value):
            return value
    return None


def _event(posted: _Opened | _Said | _Chose | _Sent) -> Event:
    message_id = str(posted.id)
    match posted:
        case _Opened():
            return ConversationOpened()
        case _Said():
            return TextSaid(text=posted.text, message_id=message_id)
        case _Chose():
            return ChoiceSelected(choice_id=posted.choice, state=posted.state, message_id=message_id)
        case _Sent():
            return MediaSent(kind=posted.kind, message_id=message_id)
        case _:
            assert_never(posted)


def _is_json(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def _is_same_origin(headers: Mapping[str, str]) -> bool:
    """The browser's own word where it gives it (https://www.w3.org/TR/fetch-metadata/), else the Origin."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = urlsplit(headers.get("origin", "")).netloc
    return bool(host) and host == headers.get("host")
