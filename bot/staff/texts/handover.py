"""The words of a live hand-over: the card, the thread, and what a member is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.staff.texts.words import Words
from dialogs.events import MediaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTexts:
    """The card in the staff channel."""

    waiting: Words
    live: Words
    over: Words
    facts: Words
    taken_by: Words
    signs: Words
    no_signs: Words
    sign: Words
    words: Words
    no_words: Words
    word: Words
    away: Words
    take: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverTexts:
    """Every word around a live hand-over."""

    card: CardTexts
    opening: Words
    canned: Words
    end: Words
    #: What ends the talk when a member writes it into the thread.
    end_words: tuple[str, ...]
    said: Words
    sent: Words
    late: Words
    said_signs: Words
    danger: Words
    media: Mapping[MediaKind, Words]
    ended: Mapping[Literal["person", "member", "silent"], Words]
    erased: Words
    failed: Words
    too_long: Words
    file: Words
    only_emoji: Words
    not_sure: Words
    not_live: Words
    edited: Words
    cancelled: Words
    too_late: Words
    taken: Words
    yours: Words
    others: Words
    closed: Words
    gone: Words
    given_back: Words
    nothing_to_end: Words
    which: Words
    no_channel: Words
