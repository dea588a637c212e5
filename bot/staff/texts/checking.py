"""The words of looking for signs in a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.staff.texts.words import Words
from dialogs.conversation import SlotKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckingTexts:
    """The words of ``checking.yaml``."""

    title: Words
    usage: Words
    no_text: Words
    cut: Words
    privacy: Words
    sign: Words
    sign_without_case: Words
    quote: Words
    unsure: Words
    no_sign: Words
    slots_title: Words
    slot: Words
    yen: Words
    paid_yes: Words
    paid_no: Words
    slots: Mapping[SlotKey, Words]
    road_title: Words
    replies_title: Words
    no_reply: Words
    pick: Words
