"""Whether words that look like a sign speak of what a recovery vendor really said or did.

The families named here stand in ``content/ja/signs/polarity.yaml``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from dialogs.signs.grammar import Pattern
from dialogs.signs.lexicon import Token
from dialogs.signs.matching import Match, Reading

REQUIRED = frozenset({
    "denied", "contrast", "expected", "if_word", "if_told", "question_end", "reported", "elsewhere", "likened",
    "data_trade", "other_by", "other_is", "vendor", "tells", "own", "retract", "retract_weak", "earlier", "not_this",
})  # fmt: skip

#: A denial further behind the words than this belongs to something else.
_DENIAL_REACH = 40
#: How far outside the sentences of a match a word of reporting may stand.
_TOLD_REACH = 20
#: How far from a match its spoilers may stand.
_NEAR = 6


def counts(match: Match, pattern: Pattern, reading: Reading) -> bool:
    """Whether `match` is evidence, as the sentences around it stand."""
    if pattern.told and not _is_told(match, reading):
        return False
    if pattern.kind == "said" and (_is_asked(match, reading) or _is_own(match, reading)):
        return False
    return not any(objects(match, reading) for objects in _OBJECTIONS)


def is_spoiled(match: Match, pattern: Pattern, reading: Reading) -> bool:
    """Whether words stand in the sentences of `match`, or close by, that give it another meaning."""
    start, end = match.start - _NEAR, match.end + _NEAR
    return any(_in_sentences(family, match, reading) for family in pattern.unless) or any(
        _between(family, start, end, reading) for family in pattern.unless_near
    )


def _in_sentences(family: str, match: Match, reading: Reading) -> list[Token]:
    """The tokens of `family` in the sentences that `match` stands in."""
    start = reading.folded.sentence_span(match.start)[0]
    end = reading.folded.sentence_span(match.end - 1)[1]
    return _between(family, start, end, reading)


def _is_told(match: Match, reading: Reading) -> bool:
    start = reading.folded.sentence_span(match.start)[0] - _TOLD_REACH
    end = reading.folded.sentence_span(match.end - 1)[1] + _TOLD_REACH
    return bool(_between("reported", start, end, reading))


def _is_denied(match: Match, reading: Reading) -> bool:
    end = min(reading.folded.sentence_span(match.end - 1)[1], match.end + _DENIAL_REACH)
    turns = _between("contrast", match.start, end, reading)
    end = next((turn.end for turn in turns if turn.start >= match.end), end)
    # A denial that the sentence turns away from before the match ends belongs to something else.
    return any(
        not any(denied.start < turn.start < match.end for turn in turns)
        for denied in _between("denied", match.start, end, reading)
    )


def _is_expected(match: Match, reading: Reading) -> bool:
    end = reading.folded.sentence_span(match.end - 1)[1]
    return bool(_between("expected", match.start, min(end, match.end + 30), reading))


def _is_hypothetical(match: Match, reading: Reading) -> bool:
    end = reading.folded.sentence_span(match.end - 1)[1]
    if _between("if_told", match.tokens[-1].start, end, reading):
        return True
    return bool(_in_sentences("if_word", match, reading)) and not _in_sentences("reported", match, reading)


def _is_asked(match: Match, reading: Reading) -> bool:
    start, end = reading.folded.sentence_span(match.end - 1)
    asks = reading.folded.text[start:end].rstrip("。").endswith("?") or any(
        end - token.end <= 2 for token in _between("question_end", start, end, reading)
    )
    return asks and not _in_sentences("reported", match, reading)


def _is_elsewhere(match: Match, reading: Reading) -> bool:
    """Whether the trade that was named last before the words is another one than data recovery."""
    other, data = (_last_before(family, match.end, reading) for family in ("elsewhere", "data_trade"))
    if other or data:
        return _start(other) > _start(data) and not _is_likened(other, reading)
    end = reading.folded.sentence_span(match.end - 1)[1]
    return bool(_between("elsewhere", match.end, end, reading))


def _is_likened(token: Token | None, reading: Reading) -> bool:
    return token is not None and bool(_between("likened", token.end, token.end + 8, reading))


def _is_someone_else(match: Match, reading: Reading) -> bool:
    """Whether a boss, a spouse or a friend is the one who says it."""
    start = reading.folded.sentence_span(match.start)[0]
    by, said, vendor = (
        _last_before(family, match.start, reading, start) for family in ("other_by", "other_is", "vendor")
    )
    if by and _start(by) > max(_start(vendor), _start(said)):
        return True
    end = reading.folded.sentence_span(match.end - 1)[1]
    return _start(said) > max(_start(vendor), _start(by)) and bool(
        _between("tells", match.tokens[-1].start, end, reading)
    )


def _is_own(match: Match, reading: Reading) -> bool:
    return bool(_in_sentences("own", match, reading)) and not _in_sentences("reported", match, reading)


_OBJECTIONS: tuple[Callable[[Match, Reading], bool], ...] = (
    _is_denied,
    _is_expected,
    _is_hypothetical,
    _is_elsewhere,
    _is_someone_else,
)


def _between(family: str, start: int, end: int, reading: Reading) -> list[Token]:
    tokens = reading.tokens.get(family, [])
    return tokens[bisect_left(tokens, (start, 0)) : bisect_left(tokens, (end, 0))]


def _last_before(family: str, end: int, reading: Reading, start: int = 0) -> Token | None:
    tokens = reading.tokens.get(family, [])
    at = bisect_right(tokens, (end, 0))
    return tokens[at - 1] if at and tokens[at - 1].start >= start else None


def _start(token: Token | None) -> int:
    return token.start if token else -1
