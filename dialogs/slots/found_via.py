"""How the person came to the vendor."""

import re
from collections.abc import Sequence

import msgspec

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, alternative, pattern
from dialogs.slots.words import Family


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for one way; `near` are words of which one must stand in the message too."""

    words: list[str]
    value: str = ""
    near: list[str] = []


class FoundViaWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ways to a vendor, the more telling first."""

    ways: list[Way]
    not_after: list[str]
    not_before: list[str]
    not_about: list[str]


class FoundViaReader:
    """Reads `found_via`: the most telling way that the message names."""

    def __init__(self, words: FoundViaWords, inflections: Inflections) -> None:
        self._ways = [
            (
                way,
                re.compile("|".join(alternative(word, inflections) for word in way.words)),
                pattern(way.near, inflections),
            )
            for way in words.ways
        ]
        self._not_after = pattern(words.not_after, inflections)
        self._not_before = pattern([f"(?:{word})$" for word in words.not_before], inflections)
        self._not_about = pattern(words.not_about, inflections)

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """At most one mention."""
        for way, words, near in self._ways:
            for match in words.finditer(passage.reading):
                if self._counts(passage, match) and (not way.near or near.search(passage.reading)):
                    value = way.value or passage.text[match.start() : match.end()]
                    return (Mention(key="found_via", value=value, start=match.start(), end=match.end()),)
        return ()

    def _counts(self, passage: Passage, match: re.Match[str]) -> bool:
        sentence = passage.sentence_at(match.start())
        return not (
            self._not_after.match(passage.reading, match.end())
            or self._not_before.search(passage.reading[max(0, match.start() - 8) : match.start()])
            or self._not_about.search(passage.reading, sentence.start, sentence.end)
        )
