"""How well read slots agree with labelled ones: exact for figures, dates and names, by containment for free words."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dialogs.slots.extractor import SlotExtractor

FREE_WORDS = frozenset({"device", "symptom", "found_via", "damage", "vendor_contact", "organization"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of values read rightly, wrongly, and not at all."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def rows(path: Path) -> list[dict[str, Any]]:
    """The labelled texts of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(extractor: SlotExtractor, labelled: Iterable[Mapping[str, Any]]) -> Score:
    """Compare what is read with what is labelled."""
    right = wrong = missed = 0
    for row in labelled:
        today = date.fromisoformat(row.get("today", "2026-11-20"))
        read = {slot.key: slot.value for slot in extractor.extract(row["text"], today=today, asked=row.get("asked"))}
        expected = row["slots"]
        agreeing = {key for key in read if key in expected and agrees(key, expected[key], read[key])}
        right += len(agreeing)
        wrong += len(read) - len(agreeing)
        missed += len(expected) - len(agreeing)
    return Score(right=right, wrong=wrong, missed=missed)


def agrees(key: str, expected: object, read: object) -> bool:
    """Whether a value read is the one that was meant."""
    left, right = _plain(expected), _plain(read)
    return left == right or (key in FREE_WORDS and (left in right or right in left))


def _plain(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).replace(" ", "").lower()
