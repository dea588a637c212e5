"""The harm, where the person states it as such."""

from collections.abc import Sequence

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family


class DamageWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that announce a harm."""

    states: list[str]


class DamageReader:
    """Reads `damage`: what follows its announcement, to the end of the sentence."""

    def __init__(self, words: DamageWords, inflections: Inflections) -> None:
        self._states = pattern(words.states, inflections)

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """At most one mention."""
        match = self._states.search(passage.reading)
        if match is None:
            return ()
        sentence = passage.sentence_at(match.start())
        value = passage.text[match.end() : sentence.end].strip("。!? \n")
        return (Mention(key="damage", value=value, start=match.start(), end=sentence.end),) if value else ()
