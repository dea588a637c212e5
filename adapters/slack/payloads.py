"""What we read of Slack's payloads: every field may be missing, and those that we do not know are passed over.

https://docs.slack.dev/reference/events/message
https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from collections.abc import Mapping
from typing import Any

import msgspec


class File(msgspec.Struct):
    """A file beside a message; its content is never fetched."""

    mimetype: str | None = None


class Message(msgspec.Struct):
    """What somebody wrote."""

    subtype: str | None = None
    user: str | None = None
    bot_id: str | None = None
    text: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    files: list[File] | None = None


class SlackEvent(Message):
    """One event; one of the type `message` is the message itself."""

    type: str | None = None
    channel: str | None = None
    channel_type: str | None = None
    tab: str | None = None
    event_ts: str | None = None
    deleted_ts: str | None = None
    message: Message | None = None
    previous_message: Message | None = None


class Named(msgspec.Struct):
    """Somebody or something by its id."""

    id: str | None = None


class Action(msgspec.Struct):
    """One element that was clicked."""

    action_id: str | None = None
    action_ts: str | None = None
    value: str | None = None


class Posted(msgspec.Struct):
    """An event, or what was clicked."""

    type: str | None = None
    event_id: str | None = None
    event: SlackEvent | None = None
    user: Named | None = None
    channel: Named | None = None
    message: Message | None = None
    actions: list[Action] | None = None


def read_payload(payload: Mapping[str, Any]) -> Posted | None:
    """What we know of `payload`, or None where a field that we know is not what Slack documents."""
    try:
        return msgspec.convert(payload, Posted)
    except (msgspec.ValidationError, RecursionError):
        return None
