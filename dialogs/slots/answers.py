"""A short bare answer to the slot that the dialog has just asked for."""

import re
from collections.abc import Sequence

from dialogs.conversation import SlotKey
from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

#: Up to here an answer is taken whole; a key that is not listed is only read by its own family.
_LONGEST: dict[SlotKey, int] = {
    "name": 20,
    "organization": 40,
    "vendor": 40,
    "vendor_contact": 60,
    "vendor_person": 20,
    "device": 40,
    "symptom": 120,
    "found_via": 60,
    "damage": 200,
}

#: Keys whose answer is a story, not a name.
_TOLD: frozenset[SlotKey] = frozenset({"symptom", "damage", "found_via"})


class AnswerWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Answers that say nothing, and words around an answer."""

    nothing: list[str]
    lead: list[str]
    tail: list[str]


class AnswerReader:
    """Reads the slot that was asked for out of a bare answer."""

    def __init__(self, words: AnswerWords, inflections: Inflections) -> None:
        self._nothing = pattern(words.nothing, inflections)
        self._lead = re.compile(f"^(?:{pattern(words.lead, inflections).pattern})+")
        self._tail = re.compile(f"(?:{pattern(words.tail, inflections).pattern})+$")

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """The whole answer, without the words around it."""
        asked = situation.asked
        if asked is None or asked not in _LONGEST or len(passage.text) > _LONGEST[asked]:
            return ()
        if self._nothing.search(passage.reading.strip()):
            return ()
        start, end = self._telling(passage) if asked in _TOLD else self._naming(passage)
        value = passage.text[start:end].strip("「」『』 \n。")
        return (Mention(key=asked, value=value, start=start, end=end),) if len(value) > 1 else ()

    def _telling(self, passage: Passage) -> tuple[int, int]:
        """All that was told, but for the words that lead to it."""
        lead = self._lead.match(passage.reading)
        return lead.end() if lead else 0, len(passage.reading)

    def _naming(self, passage: Passage) -> tuple[int, int]:
        """The first sentence without the words around the name; what comes after it is about something else."""
        first = passage.reading[: passage.sentences[0].end].rstrip("。!?\n ") if passage.sentences else passage.reading
        lead, tail = self._lead.match(first), self._tail.search(first)
        start = lead.end() if lead else 0
        return start, tail.start() if tail and tail.start() > start else len(first)
