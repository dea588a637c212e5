"""How a conversation is written down, and how one that an older or newer version wrote is read."""

import logging
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from dialogs.conversation import Conversation

_log = logging.getLogger(__name__)
_decoder = msgspec.json.Decoder(Conversation)
_types = get_type_hints(Conversation)


def write_conversation(conversation: Conversation) -> bytes:
    """The conversation as JSON."""
    return msgspec.json.encode(conversation)


def read_conversation(written: bytes) -> Conversation:
    """The conversation in `written`; what this version does not understand of it is left out, never guessed."""
    try:
        return _decoder.decode(written)
    except msgspec.ValidationError:
        return _salvage(msgspec.json.decode(written))


def _salvage(raw: dict[str, Any]) -> Conversation:
    known = {field.name: _types[field.name] for field in fields(Conversation)}
    kept = {name: value for name, kind in known.items() if name in raw for value in _readable(name, raw[name], kind)}
    return Conversation(**kept)


def _readable(name: str, value: Any, kind: Any) -> list[Any]:
    """`value` as `kind` in a list of one, or an empty list; of a sequence, those members that can be read."""
    if get_origin(kind) is tuple and isinstance(value, list):
        member = get_args(kind)[0]
        return [tuple(read for item in value for read in _readable(name, item, member))]
    try:
        return [msgspec.convert(value, kind)]
    except msgspec.ValidationError:
        _log.warning("a conversation of another version: part of %s is left out", name)
        return []
