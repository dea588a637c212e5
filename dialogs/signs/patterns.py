"""Evidence from patterns: word families that stand together, read with their polarity."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dialogs.conversation import SignCode
from dialogs.signs.evidence import Testimony
from dialogs.signs.folding import Folder
from dialogs.signs.grammar import Pattern
from dialogs.signs.lexicon import Lexicon
from dialogs.signs.matching import Match, Reading, find_matches
from dialogs.signs.polarity import counts
from dialogs.signs.quoting import quote_of
from dialogs.signs.retraction import retracted_until


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternSource:
    """Finds signs by the patterns of the content."""

    folder: Folder
    lexicon: Lexicon
    patterns: Mapping[SignCode, tuple[Pattern, ...]]
    #: For each code the family of words by which a person takes it back.
    mentions: Mapping[SignCode, str]

    def weigh(self, burst: Sequence[str]) -> Testimony:
        """Return every place where a pattern stands and counts."""
        reading = self.read(burst)
        retracted = retracted_until(reading, self.mentions)
        evidence = tuple(
            quote_of(match, code, pattern.strength, reading.folded)
            for code, patterns in self.patterns.items()
            for pattern in patterns
            for match in _first_that_counts(pattern, reading, retracted.get(code, 0))
        )
        return Testimony(evidence=evidence, retracted=frozenset(retracted))

    def read(self, burst: Sequence[str]) -> Reading:
        """The burst in one spelling, with all words that the content knows."""
        folded = self.folder.fold(burst)
        return Reading(folded=folded, tokens=self.lexicon.find(folded.text))


def _first_that_counts(pattern: Pattern, reading: Reading, after: int) -> Iterator[Match]:
    for match in find_matches(pattern, reading):
        if match.start >= after and counts(match, pattern, reading):
            yield match
            return
