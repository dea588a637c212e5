"""What the device does or what happened to it: cause and symptom together, in the person's words."""

import re
from collections.abc import Sequence

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

_LONGEST_GAP = 22
_LONGEST = 60
_TRIMMED = "、。,. \n!?「」()"


class SymptomWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for symptoms and causes, and words that make them none."""

    symptoms: list[str]
    not_after: list[str]
    not_before: list[str]
    breaks: list[str]


class SymptomReader:
    """Reads `symptom`: the first run of symptoms."""

    def __init__(self, words: SymptomWords, inflections: Inflections) -> None:
        self.symptoms = pattern(words.symptoms, inflections)
        self._not_after = pattern(words.not_after, inflections)
        self._not_before = pattern(words.not_before, inflections)
        self._breaks = pattern(words.breaks, inflections)

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """The first run of symptoms that stand in one sentence."""
        matches = [match for match in self.symptoms.finditer(passage.reading) if self._is_symptom(passage, match)]
        if not matches:
            return ()
        start, end = matches[0].span()
        sentence = passage.sentence_at(start)
        for match in matches[1:]:
            gap = passage.reading[end : match.start()]
            if match.end() > sentence.end or len(gap) > _LONGEST_GAP or self._breaks.search(gap):
                break
            if match.end() - start > _LONGEST:
                break
            end = match.end()
        value = passage.text[start:end].strip(_TRIMMED)
        return (Mention(key="symptom", value=value, start=start, end=end),)

    def _is_symptom(self, passage: Passage, match: re.Match[str]) -> bool:
        sentence = passage.sentence_at(match.start())
        before = passage.reading[max(sentence.start, match.start() - 10) : match.start()]
        return not self._not_after.match(passage.reading, match.end()) and not self._not_before.search(before)
