"""Which families of words a passage holds, and where."""

import re
from collections.abc import Iterable, Mapping

from dialogs.routes.wording import FamilyList
from dialogs.slots.passage import Passage, Span, fold, respelled
from dialogs.slots.patterns import Inflections, pattern

#: How far behind words a refusal is looked for.
_REFUSAL_REACH = 16
_CLAUSE_BREAK = re.compile(r"[。!?\n]")

#: The families found, each with the place of its first words.
Found = Mapping[str, Span]


class Families:
    """The word families, compiled."""

    def __init__(self, listed: FamilyList, inflections: Inflections) -> None:
        self.lasting = frozenset(listed.lasting)
        self._spellings = listed.spellings
        self.additions = pattern(listed.additions, inflections)
        self._refusals = pattern([f"^(?:{word})" for word in listed.refusals], inflections)
        self._families = {
            name: (pattern(family.words, inflections), family.refusable) for name, family in listed.families.items()
        }

    def fold(self, text: str) -> Passage:
        """The text, with words in kana spelled as the families spell them."""
        return respelled(fold(text), self._spellings)

    def find(self, passage: Passage, span: Span) -> Found:
        """The families whose words stand in the span and are not taken back."""
        found: dict[str, Span] = {}
        for name, (words, refusable) in self._families.items():
            place = self._first(
                passage, span, words.finditer(passage.reading, span.start, span.end), refusable=refusable
            )
            if place:
                found[name] = place
        return found

    def _first(self, passage: Passage, span: Span, matches: Iterable[re.Match[str]], *, refusable: bool) -> Span | None:
        for match in matches:
            after = passage.reading[match.end() : min(span.end, match.end() + _REFUSAL_REACH)]
            if not refusable or not self._refusals.search(_CLAUSE_BREAK.split(after)[0]):
                return Span(start=match.start(), end=match.end())
        return None
