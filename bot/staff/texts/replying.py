"""The words around canned replies; the replies themselves are content of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.staff.texts.words import Words
from dialogs.canned.filling import Wrong
from dialogs.canned.library import Network

#: Where a reply can go.
Way = Literal["copy", "thread", "person", "sns"]
#: Why a reply did not go where it should.
Refusal = Literal["gone", "closed", "elsewhere", "withdrawn", "too_long"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickerTexts:
    """Finding one."""

    search: Words
    hint: Words
    submit: Words
    fitting: Words
    others: Words
    found: Words
    none: Words
    more: Words
    choose: Words
    about: Words
    used: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WayTexts:
    """One way on which a reply goes."""

    label: Words
    about: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewTexts:
    """One of them, with what goes into it and how long it is."""

    about: Words
    example: Words
    fallback: Words
    required: Words
    shown: Words
    lengths: Words
    length: Words
    free: Words
    over: Words
    refresh: Words
    changed: Words
    ways: Words
    way: Mapping[Way, WayTexts]
    submit: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyingTexts:
    """The words of ``replying.yaml``."""

    title: Words
    audience: Mapping[Literal["public", "direct"], Words]
    networks: Mapping[Network, Words]
    picker: PickerTexts
    preview: PreviewTexts
    wrong: Mapping[Wrong, Words]
    refused: Mapping[Refusal, Words]
    copy: Words
    sent: Words
    queued: Words
    posted_by: Words
    not_posted: Words
    #: How a reply names a day on which somebody is there again; replies are in the person's language.
    next_open: str
