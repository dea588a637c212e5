"""A request of Slack: verified on its raw bytes, then decoded, before anything else looks at it.

https://docs.slack.dev/authentication/verifying-requests-from-slack/

Bolt decodes before it verifies, answers 500 where that fails, and takes a command whose text holds the word
``payload`` for an empty one. So the body is opened here, once, and Bolt is given what was in it.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from adapters.contract import BadSignatureError, MalformedBodyError

#: What Slack posted, as one object, in the form in which Socket Mode hands it over too.
Payload = dict[str, Any]

#: An older request may be one that somebody has recorded.
MAX_AGE_SECONDS = 300
_MAX_FIELDS = 100
_SECONDS = re.compile(r"[0-9]{1,12}")


def open_request(body: bytes, headers: Mapping[str, str], signing_secret: bytes, now: datetime) -> Payload:
    """Verify the raw body, then decode it; `headers` have lower-case names.

    Raises:
        BadSignatureError: the signature is missing, old, or not that of these very bytes.
        MalformedBodyError: the body holds no object, as JSON or as a form.
    """
    verify(body, headers, signing_secret, now)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _read_json(body)
    if kind == "application/x-www-form-urlencoded":
        return _read_form(body)
    raise MalformedBodyError("neither JSON nor a form")


def verify(body: bytes, headers: Mapping[str, str], signing_secret: bytes, now: datetime) -> None:
    """Refuse what was not signed within the last minutes, in a time that tells nothing of the signature.

    Raises:
        BadSignatureError: the signature is missing, old, or not that of these very bytes.
    """
    seconds = headers.get("x-slack-request-timestamp", "")
    if not _SECONDS.fullmatch(seconds) or abs(now.timestamp() - int(seconds)) > MAX_AGE_SECONDS:
        raise BadSignatureError
    expected = b"v0=" + hmac.digest(signing_secret, f"v0:{seconds}:".encode() + body, "sha256").hex().encode()
    # Bytes, since `compare_digest` raises on text that is not ASCII.
    if not hmac.compare_digest(headers.get("x-slack-signature", "").encode("utf-8", "replace"), expected):
        raise BadSignatureError


def _read_form(body: bytes) -> Payload:
    """A slash command is the form itself; everything that was clicked is JSON in its field ``payload``."""
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError:
        raise MalformedBodyError("no form") from None
    if not fields:
        raise MalformedBodyError("an empty form")
    return _read_json(fields["payload"].encode("utf-8", "replace")) if "payload" in fields else dict(fields)


def _read_json(body: bytes) -> Payload:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        # `from None`: the original error quotes what a person wrote.
        raise MalformedBodyError("no JSON") from None
    if not isinstance(read, dict) or not _is_documented(read):
        raise MalformedBodyError("no object of a shape that Slack documents")
    return read


def _is_documented(read: Payload) -> bool:
    """Whether the parts by which Bolt tells payloads apart are what it takes them for."""
    event, actions = read.get("event", {}), read.get("actions", [{}])
    is_list_of_objects = isinstance(actions, list) and all(isinstance(action, dict) for action in actions)
    return isinstance(event, dict) and is_list_of_objects and len(actions) > 0
