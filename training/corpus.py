"""The labelled messages of ``corpus/``, one JSON object a line: voices to learn from, and voices to test on."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from dialogs.conversation import SignCode

CORPUS = Path(__file__).parents[1] / "corpus"

Part = Literal["train", "test"]

#: Writers who wrote as people write every day; the others were asked to be hard.
_EVERYDAY = frozenset("uvwxyz123456789")


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One labelled message; `family` is shared by those that vary one situation."""

    id: str
    signs: tuple[SignCode, ...]
    kind: str
    voice: str
    family: str
    text: Annotated[str, msgspec.Meta(min_length=1)]

    @property
    def writer(self) -> str:
        """The file it stands in: whoever wrote it, with all voices that writer speaks in."""
        return self.voice[0]

    @property
    def is_everyday(self) -> bool:
        """Whether its writer wrote as people write every day, or was asked to be hard."""
        return self.writer in _EVERYDAY


class Voice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who speaks: age, region, trade and way of typing."""

    id: str
    part: Part
    describes: str


class SecondLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a second reader, who saw nothing but the text and the guide, labelled a message with."""

    id: str
    signs: tuple[SignCode, ...]


def read_messages(part: Part | None = None, folder: Path = CORPUS) -> list[Message]:
    """All messages of a part, or of both, file by file in their order."""
    parts = {voice.id: voice.part for voice in read_voices(folder)}
    lines = (line for path in sorted((folder / "messages").glob("*.jsonl")) for line in _lines(path))
    messages = (msgspec.json.decode(line, type=Message) for line in lines)
    return [message for message in messages if part in (None, parts[message.voice])]


def sets_to_test_on() -> dict[str, list[Message]]:
    """What no part of the detector was made with, by how hard it was meant to be."""
    messages = read_messages("test")
    return {
        "everyday": [message for message in messages if message.is_everyday],
        "hard": [message for message in messages if not message.is_everyday],
    }


class Plain(msgspec.Struct, frozen=True, kw_only=True):
    """A message of the first, small sets: plainly worded, by one hand, with nothing but its labels."""

    id: str
    text: str
    signs: tuple[SignCode, ...]


def read_first(name: Literal["made_with", "kept_aside"], folder: Path = CORPUS) -> list[Plain]:
    """The messages that the patterns were made with, or those that their author kept aside."""
    return [msgspec.json.decode(line, type=Plain) for line in _lines(folder / "first" / f"{name}.jsonl")]


def read_voices(folder: Path = CORPUS) -> list[Voice]:
    """Everyone who speaks in the corpus."""
    return [msgspec.json.decode(line, type=Voice) for line in _lines(folder / "voices.jsonl")]


def read_second_labels(folder: Path = CORPUS) -> list[SecondLabel]:
    """The labels of the blind second reading."""
    return [msgspec.json.decode(line, type=SecondLabel) for line in _lines(folder / "second_reading.jsonl")]


def _lines(path: Path) -> Iterable[bytes]:
    return path.read_bytes().splitlines()
