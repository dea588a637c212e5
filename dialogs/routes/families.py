"""Which families of words a passage holds, and where."""

import re
from collections.abc import Iterable, Mapping

from dialogs.routes.wording import FamilyList
from dialogs.slots.passage import Passage, Span, fold, respelled
from dialogs.slots.patterns import Inflections, pattern

#: How far behind words a refusal is looked for.
_REFUSAL_REACH = 16
#: Stands among the families where words of one were taken back.
TAKEN_BACK = "taken_back"
_CLAUSE_BREAK = re.compile(r"[。!?\n]")

#: The families found, each with the places of its words.
Found = Mapping[str, tuple[Span, ...]]


class Families:
    """The word families, compiled."""

    def __init__(self, listed: FamilyList, inflections: Inflections) -> None:
        self.lasting = frozenset(listed.lasting)
        self._topics, self._off_topic = frozenset(listed.topics), frozenset(listed.off_topic)
        self.additions = pattern(listed.additions, inflections)
        self._spellings = listed.spellings
        self._refusals = pattern([f"^(?:{word})" for word in listed.refusals], inflections)
        self._families = {
            name: (pattern(family.words, inflections), family.refusable) for name, family in listed.families.items()
        }

    def fold(self, text: str) -> Passage:
        """The text, with words in kana spelled as the families spell them."""
        return respelled(fold(text), self._spellings)

    def on_topic(self, found: Found) -> bool:
        """Whether a text with these families is about data recovery at all."""
        return not self._topics.isdisjoint(found) and self._off_topic.isdisjoint(found)

    def find(self, passage: Passage, names: Iterable[str] | None = None) -> Found:
        """The families, all or those of `names`, whose words stand in the passage and are not taken back."""
        found: dict[str, tuple[Span, ...]] = {}
        for name in self._families if names is None else names:
            words, refusable = self._families[name]
            said = [Span(start=match.start(), end=match.end()) for match in words.finditer(passage.reading)]
            kept = tuple(place for place in said if not refusable or not self._is_refused(passage, place))
            if kept:
                found[name] = kept
            elif said:
                found[TAKEN_BACK] = tuple(said)
        return found

    def _is_refused(self, passage: Passage, place: Span) -> bool:
        after = passage.reading[place.end : place.end + _REFUSAL_REACH]
        return self._refusals.search(_CLAUSE_BREAK.split(after, maxsplit=1)[0]) is not None


def within(found: Found, span: Span) -> Found:
    """Of the families found, those with words that begin in the span."""
    inside = {
        name: tuple(place for place in places if span.start <= place.start < span.end) for name, places in found.items()
    }
    return {name: places for name, places in inside.items() if places}
