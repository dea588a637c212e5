"""A written-down talk used as a test: read from YAML, written to YAML, played through the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import yaml

from dialogs.engine import Engine
from dialogs.player import Player, bubble_texts
from dialogs.turn import Turn

_NOON = time(12, tzinfo=ZoneInfo("Asia/Tokyo"))
_SOME_DAY = date(2026, 11, 20)


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person did: typed a text, tapped a button, or opened the talk."""

    text: str | None = msgspec.field(default=None, name="利用者")
    button: str | None = msgspec.field(default=None, name="ボタン")


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the dialog must answer: parts of its bubbles in their order, the place, the new signs, a warning."""

    parts: list[str] = msgspec.field(name="ボット")
    state: str | None = msgspec.field(default=None, name="場所")
    signs: list[str] | None = msgspec.field(default=None, name="サイン")
    never: list[str] = msgspec.field(default_factory=list, name="言わない")
    warned: bool | None = msgspec.field(default=None, name="警告")
    route: str | None = msgspec.field(default=None, name="道")


class Transcript(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole talk. `talk` holds what was said and what was answered, in turn."""

    title: str = msgspec.field(name="題")
    talk: list[dict[str, Any]] = msgspec.field(name="話")
    today: date = msgspec.field(default=_SOME_DAY, name="今日")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a played talk departs from the written one."""

    line: int
    expected: str
    got: str

    def __str__(self) -> str:
        return f"line {self.line}: expected {self.expected}\ngot: {self.got}"


def read_transcript(path: Path) -> Transcript:
    """Read one file; raises msgspec.ValidationError where it has another form."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Transcript)


def write_transcript(title: str, lines: list[dict[str, Any]]) -> str:
    """The YAML of a talk."""
    data = {"題": title, "話": lines}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


def lines_of(text: str, turn: Turn) -> list[dict[str, Any]]:
    """One typed message and its answer, as lines of a transcript."""
    answered: dict[str, Any] = {"ボット": bubble_texts(turn.reply), "場所": turn.conversation.state}
    if turn.new_signs:
        answered["サイン"] = sorted(sign.code for sign in turn.new_signs)
    return [{"利用者": text}, answered]


def play(transcript: Transcript, engine: Engine) -> list[Difference]:
    """Play a talk from its first line; an empty list means that everything was answered as written."""
    player = Player(engine, datetime.combine(transcript.today, _NOON))
    differences: list[Difference] = []
    turn: Turn | None = None
    for number, line in enumerate(transcript.talk, start=1):
        if "ボット" in line:
            expected = msgspec.convert(line, Answered)
            differences += (Difference(line=number, expected=e, got=g) for e, g in _compare(expected, turn))
        else:
            turn = _take(player, msgspec.convert(line, Said))
    return differences


def _take(player: Player, said: Said) -> Turn:
    if said.button is not None:
        return player.tap(said.button)
    return player.open() if said.text is None else player.say(said.text)


def _compare(expected: Answered, turn: Turn | None) -> Iterator[tuple[str, str]]:
    if turn is None:
        yield "something said first", "nothing"
        return
    said = "\n".join(bubble_texts(turn.reply))
    position = 0
    for part in expected.parts:
        found = said.find(part, position)
        if found < 0:
            yield part, said
        position = max(position, found)
    yield from ((f"never {part}", said) for part in expected.never if part in said)
    conversation = turn.conversation
    facts = (
        (expected.state, conversation.state),
        (None if expected.signs is None else sorted(expected.signs), sorted(sign.code for sign in turn.new_signs)),
        (expected.warned, conversation.warned_at is not None),
        (expected.route, conversation.route),
    )
    yield from ((str(wanted), f"{got}: {said}") for wanted, got in facts if wanted is not None and wanted != got)
