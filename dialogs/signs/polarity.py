"""Whether words that look like a sign speak of what a recovery vendor really said or did.

The families named here stand in ``content/ja/signs/polarity.yaml``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from dialogs.signs.grammar import Pattern
from dialogs.signs.lexicon import Token
from dialogs.signs.matching import Match, Reading

REQUIRED = frozenset({
    "denied", "contrast", "expected", "if_word", "if_told", "question_end", "reported", "elsewhere", "likened",
    "data_trade", "other_by", "other_is", "vendor", "tells", "own", "retract", "retract_weak", "retract_all",
    "earlier", "ending",
})  # fmt: skip

#: A denial or a doubt further behind the words than this belongs to something else.
_DENIAL_REACH = 40
_DOUBT_REACH = 30
#: How far outside the sentences of a match a word of reporting may stand.
_TOLD_REACH = 20
#: How far behind a trade the word stands that makes it a likeness.
_LIKENESS_REACH = 8
#: A question word this near to the end of a sentence makes it a question.
_LAST_WORDS = 2
#: How far from a match its spoilers may stand.
_NEAR = 6


def counts(match: Match, pattern: Pattern, reading: Reading) -> bool:
    """Whether `match` is evidence, as the sentences around it stand."""
    place = _place(match, reading)
    if _is_spoiled(place, pattern):
        return False
    if pattern.told and not place.has("reported", place.start - _TOLD_REACH, place.end + _TOLD_REACH):
        return False
    if pattern.kind == "said" and any(objects(place) for objects in _OBJECTIONS_TO_WORDS):
        return False
    return not any(objects(place) for objects in _OBJECTIONS)


@dataclass(frozen=True, slots=True)
class _Place:
    """A match in its sentences, which reach from `start` to `end`."""

    match: Match
    reading: Reading
    start: int
    end: int

    def has(self, family: str, start: int | None = None, end: int | None = None) -> bool:
        """Whether a word of `family` begins in this range, or anywhere in the sentences."""
        tokens = self.reading.tokens.get(family, [])
        at = bisect_left(tokens, (self.start if start is None else start, 0))
        return at < len(tokens) and tokens[at].start < (self.end if end is None else end)

    def words(self, family: str, start: int, end: int) -> list[Token]:
        """The words of `family` that begin in this range."""
        tokens = self.reading.tokens.get(family, [])
        return tokens[bisect_left(tokens, (start, 0)) : bisect_left(tokens, (end, 0))]

    def last(self, family: str, before: int) -> int:
        """Where the last word of `family` begins up to `before`; -1 where there is none."""
        tokens = self.reading.tokens.get(family, [])
        at = bisect_right(tokens, (before, 0))
        return tokens[at - 1].start if at else -1


def _place(match: Match, reading: Reading) -> _Place:
    start = reading.folded.sentence_span(match.start)[0]
    end = reading.folded.sentence_span(match.end - 1)[1]
    return _Place(match, reading, start, end)


def _is_spoiled(place: _Place, pattern: Pattern) -> bool:
    """Whether words stand in the sentences of a match, or close by, that give it another meaning."""
    start, end = place.match.start - _NEAR, place.match.end + _NEAR
    return any(place.has(family) for family in pattern.unless) or any(
        place.has(family, start, end) for family in pattern.unless_near
    )


def _is_denied(place: _Place) -> bool:
    match, end = place.match, min(place.end, place.match.end + _DENIAL_REACH)
    turns = place.words("contrast", match.start, end)
    end = next((turn.end for turn in turns if turn.start >= match.end), end)
    # A denial that the sentence turns away from before the match ends belongs to something else.
    return any(
        not any(denied.start < turn.start < match.end for turn in turns)
        for denied in place.words("denied", match.start, end)
    )


def _is_expected(place: _Place) -> bool:
    return place.has("expected", place.match.start, min(place.end, place.match.end + _DOUBT_REACH))


def _is_hypothetical(place: _Place) -> bool:
    return place.has("if_told", place.match.start) or (place.has("if_word") and not place.has("reported"))


def _is_asked(place: _Place) -> bool:
    last_words = place.reading.folded.text[place.start : place.end].rstrip("。")
    end = place.start + len(last_words)
    asks = last_words.endswith("?") or any(
        end - token.end < _LAST_WORDS for token in place.words("question_end", place.match.start, end)
    )
    return asks and not place.has("reported")


def _is_elsewhere(place: _Place) -> bool:
    """Whether the trade that was named last before the words is another one than data recovery."""
    first = place.match.tokens[0]
    other, data = place.last("elsewhere", first.end), place.last("data_trade", first.end)
    if other < 0 and data < 0:
        return place.has("elsewhere", place.match.end)
    return other > data and not place.has("likened", other, other + _LIKENESS_REACH)


def _is_someone_else(place: _Place) -> bool:
    """Whether a boss, a spouse or a friend is the one who says it."""
    by, who, vendor = (place.last(family, place.match.start) for family in ("other_by", "other_is", "vendor"))
    if max(by, who) < place.start or vendor >= max(by, who):
        return False
    return by > who or place.has("tells", place.match.tokens[-1].start)


def _is_own(place: _Place) -> bool:
    return place.has("own") and not place.has("reported")


#: What happened counts also where the person asks about it, or learned of it from somebody.
_OBJECTIONS_TO_WORDS: tuple[Callable[[_Place], bool], ...] = (_is_asked, _is_own, _is_expected)
_OBJECTIONS: tuple[Callable[[_Place], bool], ...] = (
    _is_denied,
    _is_hypothetical,
    _is_elsewhere,
    _is_someone_else,
)
