"""A message of ours after one of its choices was tapped: the choice stands where the buttons were.

Slack shows nothing of a tap, unlike LINE, where it becomes the person's own words.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from adapters.contract import Message
from adapters.slack import buttons
from adapters.slack.places import Place

_MARK = "✓ "


class _Named(msgspec.Struct):
    id: str


class _Text(msgspec.Struct):
    text: str


class _Action(msgspec.Struct):
    action_id: str
    text: _Text


class _Message(msgspec.Struct):
    ts: str
    text: str
    blocks: list[dict[str, Any]]


class _Tapped(msgspec.Struct):
    channel: _Named
    message: _Message
    actions: list[_Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """What is to be put where."""

    place: Place
    message: Message


def read_tap(payload: Mapping[str, Any]) -> Tap | None:
    """The message as it is to be shown, or None where it was no choice of the talk or is not told in full."""
    try:
        tapped = msgspec.convert(payload, _Tapped)
    except (msgspec.ValidationError, RecursionError):
        return None
    chosen = next((action for action in tapped.actions if action.action_id.startswith(buttons.CHOICE)), None)
    if chosen is None:
        return None
    mark = {"type": "plain_text", "text": _MARK + chosen.text.text, "emoji": False}
    context = {"type": "context", "elements": [mark]}
    blocks = [context if _is_choices(block) else block for block in tapped.message.blocks]
    message = {"ts": tapped.message.ts, "text": tapped.message.text, "blocks": blocks}
    return Tap(place=Place(channel=tapped.channel.id), message=message)


def _is_choices(block: Mapping[str, Any]) -> bool:
    elements = block.get("elements")
    first = elements[0] if isinstance(elements, list) and elements else None
    return isinstance(first, dict) and str(first.get("action_id", "")).startswith(buttons.CHOICE)
