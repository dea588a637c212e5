"""Webhook requests as LINE sends them: real shapes, fresh ids, a signature over the exact bytes."""

import base64
import copy
import hashlib
import hmac
import itertools
import json
from typing import Any

Event = dict[str, Any]

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_counter = itertools.count(1)


def user(number: int) -> str:
    """The id of the made-up person `number`."""
    return f"U{number:032x}"


def sign(body: bytes, channel_secret: str) -> str:
    """The value of ``x-line-signature`` for `body`."""
    return base64.b64encode(hmac.new(channel_secret.encode(), body, hashlib.sha256).digest()).decode()


def webhook(*events: Event, channel_secret: str) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of one signed request that holds `events`."""
    body = json.dumps({"destination": user(0), "events": events}, ensure_ascii=False).encode()
    return body, {"content-type": "application/json; charset=utf-8", "x-line-signature": sign(body, channel_secret)}


def event(kind: str, milliseconds: int, source: dict[str, str], **content: Any) -> Event:
    """One event with everything that all events have in common."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": milliseconds,
        "source": source,
        "webhookEventId": _ulid(milliseconds),
        "deliveryContext": {"isRedelivery": False},
        **content,
    }


def message(kind: str, **content: Any) -> dict[str, Any]:
    """The content of a message event as LINE documents it for `kind`."""
    provider = {"contentProvider": {"type": "line"}}
    quoted = {"quoteToken": f"quote-{next(_counter)}"}
    documented: dict[str, dict[str, Any]] = {
        "text": {"text": "", **quoted},
        "image": {**provider, **quoted},
        "video": {"duration": 60_000, **provider, **quoted},
        "audio": {"duration": 60_000, **provider},
        "file": {"fileName": "file.txt", "fileSize": 2138},
        "location": {"title": "my location", "address": "", "latitude": 35.0, "longitude": 139.0},
        "sticker": {"packageId": "1", "stickerId": "2", "stickerResourceType": "STATIC", **quoted},
    }
    return {"type": kind, "id": message_id(), **documented.get(kind, {}), **content}


def message_id() -> str:
    """A fresh id of a message."""
    return str(450_000_000_000_000_000 + next(_counter))


def redelivered(original: Event) -> Event:
    """The same event sent once more: identical but for the mark of it."""
    again = copy.deepcopy(original)
    again["deliveryContext"]["isRedelivery"] = True
    return again


def _ulid(milliseconds: int) -> str:
    number = (milliseconds << 80) + next(_counter)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
