"""What a family of slots finds in a passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dialogs.conversation import SlotKey
from dialogs.slots.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A value for a slot, and the stretch of the folded text that gives it."""

    key: SlotKey
    value: str | int | bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a reader may know besides the text."""

    today: date
    #: The slot that the dialog has just asked for.
    asked: SlotKey | None = None


class Reader(Protocol):
    """One family of slots."""

    def read(self, passage: Passage, situation: Situation, /) -> Sequence[Mention]:
        """The values that the passage states, at most one for each key."""
        ...
