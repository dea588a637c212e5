"""The words around matters: the list, one of them, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.staff.texts.words import Words
from bot.store.matters import Which
from dialogs.conversation import SlotKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTexts:
    """The list."""

    #: What may be typed to choose: open, mine, new, closed.
    called: Mapping[Which, tuple[str, ...]]
    titles: Mapping[Which, Words]
    none: Words
    line: Words
    more: Words
    open: Words
    unknown: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTexts:
    """How a matter stands."""

    free: Words
    taken: Words
    closed: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTexts:
    """How far its form is."""

    none: Words
    open: Words
    sent: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTexts:
    """Writing a note."""

    button: Words
    title: Words
    label: Words
    hint: Words
    save: Words
    empty: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseTexts:
    """Erasing everything of a person."""

    button: Words
    title: Words
    question: Words
    yes: Words
    done: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterTexts:
    """One matter."""

    title: Words
    facts: Words
    origins: Mapping[str, Words]
    warned: Words
    not_warned: Words
    signs: Words
    no_signs: Words
    sign: Words
    slots: Words
    no_slots: Words
    slot: Words
    said: Words
    nothing_said: Words
    earlier: Words
    notes: Words
    trail: Words
    entry: Words
    actions: Mapping[str, Words]
    paid: Words
    not_paid: Words
    take: Words
    reply: Words
    close: Words
    reopen: Words
    changed_meanwhile: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersTexts:
    """Every word around matters."""

    list: ListTexts
    standing: StandingTexts
    form: FormTexts
    note: NoteTexts
    erase: EraseTexts
    matter: MatterTexts
    gone: Words
    no_road: Words
    slots: Mapping[SlotKey, Words]
