"""Evidence from patterns: word families that stand together, read with their polarity."""

from collections.abc import Mapping, Sequence

from dialogs.conversation import SignCode
from dialogs.signs.evidence import Weighing
from dialogs.signs.folding import Folder
from dialogs.signs.grammar import Pattern
from dialogs.signs.lexicon import Lexicon
from dialogs.signs.matching import Match, Reading, find_matches
from dialogs.signs.polarity import counts
from dialogs.signs.quoting import quote_of
from dialogs.signs.retraction import retracted_until

#: More than this is not read of a burst: the longest message that LINE takes.
_READ_AT_MOST = 5_000


class PatternSource:
    """Finds signs by the patterns of the content."""

    def __init__(
        self,
        folder: Folder,
        lexicon: Lexicon,
        patterns: Sequence[tuple[SignCode, Pattern]],
        mentions: Mapping[SignCode, str],
    ) -> None:
        """`mentions` names for each code the family of words by which a person takes it back."""
        self._folder = folder
        self._lexicon = lexicon
        self._patterns = tuple((pattern.families(), code, pattern) for code, pattern in patterns)
        self._mentions = mentions

    def weigh(self, burst: Sequence[str]) -> Weighing:
        """Return every place where a pattern stands and counts."""
        reading = self._read(burst)
        retracted = retracted_until(reading, self._mentions)
        there = frozenset(reading.tokens)
        matches = (
            (code, pattern, _first_that_counts(pattern, reading, retracted.get(code, 0)))
            for families, code, pattern in self._patterns
            if families <= there
        )
        evidence = (quote_of(match, code, pattern.strength, reading) for code, pattern, match in matches if match)
        return Weighing(evidence=tuple(evidence), retracted=frozenset(retracted))

    def _read(self, burst: Sequence[str]) -> Reading:
        folded = self._folder.fold(_newest(burst))
        return Reading(folded=folded, tokens=self._lexicon.find(folded.text))


def _first_that_counts(pattern: Pattern, reading: Reading, after: int) -> Match | None:
    return next(
        (match for match in find_matches(pattern, reading) if match.start >= after and counts(match, pattern, reading)),
        None,
    )


def _newest(burst: Sequence[str]) -> list[str]:
    """The burst cut down to what is read of it, every message at its own place."""
    left = _READ_AT_MOST
    kept: list[str] = []
    for message in reversed(burst):
        kept.append(message[:left])
        left -= len(kept[-1])
    return kept[::-1]
