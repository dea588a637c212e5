"""What Slack posts: real shapes, fresh ids, a signature over the exact bytes.

https://docs.slack.dev/apis/events-api/
https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

Payload = dict[str, Any]
Signed = tuple[bytes, dict[str, str]]

TEAM = "T0000TEAM"
APP = "A00000APP"
BOT_USER = "U00000BOT"
BOT = "B00000BOT"

_counter = itertools.count(1)


def user(number: int) -> str:
    """The id of the made-up person `number`."""
    return f"U{number:08d}"


def direct(person: str) -> str:
    """The direct message between the app and `person`."""
    return f"D{person[1:]}"


def stamp(now: float) -> str:
    """A fresh timestamp, which is also the name of a message in its channel."""
    return f"{int(now)}.{next(_counter):06d}"


def sign(body: bytes, signing_secret: str, at: float | None = None) -> dict[str, str]:
    """The headers that prove `body`, signed at the second `at`."""
    seconds = str(int(time.time() if at is None else at))
    base = f"v0:{seconds}:".encode() + body
    digest = hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": seconds, "x-slack-signature": f"v0={digest}"}


def posted(payload: Any, signing_secret: str, *, retry: int = 0, at: float | None = None) -> Signed:
    """One signed request of the Events API."""
    body = json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass")
    headers = {"content-type": "application/json", **sign(body, signing_secret, at)}
    if retry:
        headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_timeout"}
    return body, headers


def submitted(fields: dict[str, str], signing_secret: str, *, at: float | None = None) -> Signed:
    """One signed form: a slash command, or ``{"payload": …}`` of something that was clicked."""
    body = urlencode(fields).encode()
    return body, {"content-type": "application/x-www-form-urlencoded", **sign(body, signing_secret, at)}


def event(inner: Payload, now: float, **more: Any) -> Payload:
    """The envelope of one event."""
    return {
        "token": "placeholder",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{next(_counter):09d}",
        "event_time": int(now),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        **more,
    }


def message(person: str, ts: str, text: str, **more: Any) -> Payload:
    """What a person wrote, as it stands in a direct message."""
    return {"type": "message", "user": person, "text": text, "ts": ts, "team": TEAM, "client_msg_id": f"c-{ts}", **more}


def file(mimetype: str) -> Payload:
    """A file beside a message; its address asks for a token."""
    number = next(_counter)
    return {
        "id": f"F{number:08d}",
        "name": f"file-{number}",
        "mimetype": mimetype,
        "url_private": "https://example.com/",
    }


def block_actions(person: str, channel: str, post: Payload, action: Payload, now: float) -> Payload:
    """What is posted when `person` clicks the element `action` under `post`."""
    return {
        "type": "block_actions",
        "user": {"id": person, "username": "placeholder", "team_id": TEAM},
        "api_app_id": APP,
        "token": "placeholder",
        "container": {"type": "message", "message_ts": post["ts"], "channel_id": channel, "is_ephemeral": False},
        "trigger_id": f"{next(_counter)}.trigger",
        "team": {"id": TEAM, "domain": "placeholder"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "directmessage"},
        "message": {"type": "message", "user": BOT_USER, "bot_id": BOT, **post},
        "state": {"values": {}},
        "response_url": "http://127.0.0.1:9/actions",
        "actions": [{**action, "block_id": "b", "action_ts": stamp(now)}],
    }


def view_actions(person: str, view: Payload, action: Payload, now: float) -> Payload:
    """What is posted when `person` clicks the element `action` in a modal or in the Home tab."""
    kept = {name: value for name, value in _interaction("block_actions", person).items() if name != "message"}
    container = {"type": "view", "view_id": view["id"]}
    return {
        **kept,
        "container": container,
        "view": view,
        "actions": [{**action, "block_id": "b", "action_ts": stamp(now)}],
    }


def view_ended(kind: str, person: str, view: Payload, values: Payload) -> Payload:
    """A modal that `person` submitted (``view_submission``) or closed (``view_closed``)."""
    return {**_interaction(kind, person), "view": {**view, "state": {"values": values}}}


def message_action(person: str, callback_id: str, channel: str, post: Payload, now: float) -> Payload:
    """The shortcut `callback_id` of the message `post`.

    https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
    """
    place = {"channel": {"id": channel, "name": "placeholder"}, "message": {"type": "message", **post}}
    called = {"callback_id": callback_id, "message_ts": post["ts"], "action_ts": stamp(now)}
    return {**_interaction("message_action", person), **place, **called}


def command(person: str, name: str, text: str, channel: str) -> Payload:
    """A slash command, which comes as a form.

    https://docs.slack.dev/interactivity/implementing-slash-commands
    """
    return {
        "token": "placeholder",
        "team_id": TEAM,
        "team_domain": "placeholder",
        "channel_id": channel,
        "channel_name": "placeholder",
        "user_id": person,
        "user_name": "placeholder",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "trigger_id": f"{next(_counter)}.trigger",
    }


def _interaction(kind: str, person: str) -> Payload:
    return {
        "type": kind,
        "user": {"id": person, "username": "placeholder", "team_id": TEAM},
        "api_app_id": APP,
        "token": "placeholder",
        "trigger_id": f"{next(_counter)}.trigger",
        "team": {"id": TEAM, "domain": "placeholder"},
        "enterprise": None,
        "is_enterprise_install": False,
    }
