"""The word lists of one family, read from its YAML file."""

from pathlib import Path
from typing import TypeVar

import msgspec

from dialogs.conversation import SlotKey
from dialogs.errors import ContentError
from dialogs.slots.patterns import Inflections
from dialogs.yaml_files import YamlFile, decode, read_yaml

T = TypeVar("T")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text and what is read from it; slots that are not listed are not looked at, null means absent."""

    text: str
    slots: dict[SlotKey, str | int | bool | None]
    #: The day on which it is said, as YYYY-MM-DD.
    today: str = "2026-11-20"
    asked: SlotKey | None = None


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every word list has."""

    examples: list[Example]


class InflectionList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The endings that patterns may name in braces."""

    inflections: dict[str, str]


def load_inflections(content_dir: Path) -> Inflections:
    """The endings that patterns of slots and routes share."""
    return load_words(content_dir, "inflections", InflectionList)[0].inflections


def load_words(content_dir: Path, name: str, kind: type[T]) -> tuple[T, YamlFile]:
    """One family's file as `kind`; a file with faults raises ContentError."""
    file, faults = read_yaml(content_dir / "slots" / f"{name}.yaml", shown_as(content_dir, name))
    if file is None or faults:
        raise ContentError(faults)
    words, faults = decode(file, kind)
    if words is None:
        raise ContentError(faults)
    return words, file


def shown_as(content_dir: Path, name: str) -> str:
    """The path of a family's file as people see it."""
    return (content_dir / "slots" / f"{name}.yaml").as_posix()
