"""The words that belong to no single part of the desk, and those of its command."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.staff.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTexts:
    """How one subcommand is called and what the help says of it."""

    #: Everything that may be typed for it; the first one is shown.
    called: tuple[str, ...]
    usage: Words
    about: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTexts:
    """What the bare command shows: to members how it works, to everybody else what this is."""

    title: Words
    unknown: Words
    today: Words
    shortcuts: Words
    public_title: Words
    public: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonTexts:
    """What every part may say; `commands` are named as in `bot.staff.register.SUBCOMMANDS`."""

    name: Words
    failed: Words
    too_late: Words
    not_yours: Words
    cut_off: Words
    close: Words
    back: Words
    cancel: Words
    channels: Mapping[str, Words]
    help: HelpTexts
    commands: Mapping[str, CommandTexts]
