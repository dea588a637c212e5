"""The shape of the files in ``content/ja/signs``."""

from typing import Literal

import msgspec

from dialogs.conversation import SignCode


class Folding(msgspec.Struct, forbid_unknown_fields=True):
    """``folding.yaml``: how spellings are made one."""

    readings: dict[str, str]
    compounds: list[str]
    characters: dict[str, str]
    homophones: dict[str, str]


class Families(msgspec.Struct, forbid_unknown_fields=True):
    """``families.yaml`` and ``polarity.yaml``: word lists, and the numbers that no list can hold."""

    families: dict[str, list[str]]
    numbers: dict[str, str] = {}
    #: A word of the first family does not count where a longer word of the second begins.
    yields: dict[str, str] = {}


class PatternEntry(msgspec.Struct, forbid_unknown_fields=True):
    """One line under ``patterns``."""

    find: str
    strength: Literal["strong", "likely", "weak"] = "strong"
    kind: Literal["said", "done"] = "said"
    told: bool = False
    unless: list[str] = []
    unless_near: list[str] = []


class TextEntry(msgspec.Struct, forbid_unknown_fields=True):
    """The words for people about one sign."""

    draj: str
    source: str
    name: str
    explains: str
    ask: str
    counsellor: str
    case: str = ""


class Examples(msgspec.Struct, forbid_unknown_fields=True):
    """Sentences that the detector must and must not take for the sign."""

    yes: list[str]
    no: list[str]


class SignEntry(msgspec.Struct, forbid_unknown_fields=True):
    """``<code>.yaml``: everything about one sign."""

    code: SignCode
    text: TextEntry
    families: dict[str, list[str]]
    takes_back: list[str]
    patterns: list[PatternEntry]
    examples: Examples
