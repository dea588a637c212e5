"""The shortest run of the person's own words that carries a sign."""

from collections.abc import Iterator

from dialogs.conversation import SignCode
from dialogs.signs.evidence import Evidence
from dialogs.signs.folding import Folded
from dialogs.signs.lexicon import Token
from dialogs.signs.matching import Match, Reading

#: A quote longer than this is cut down to the words that tell most.
_LONGEST = 32


def quote_of(match: Match, code: SignCode, weight: float, reading: Reading) -> Evidence:
    """The evidence for `code` with the place of its quote, which lies in one message."""
    folded = reading.folded
    tokens = max(_runs(match.tokens, folded), key=lambda run: (len(run), run[-1].end - run[0].start))
    start, end = tokens[0].start, max(token.end for token in tokens)
    end = next((token.end for token in reading.tokens.get("ending", ()) if token.start == end), end) - 1
    return Evidence(
        code=code, weight=weight, message=folded.message[start], start=folded.starts[start], end=folded.ends[end]
    )


def _runs(tokens: tuple[Token, ...], folded: Folded) -> Iterator[tuple[Token, ...]]:
    """Every run of neighbouring tokens that stays inside one message and is not too long."""
    for first in range(len(tokens)):
        for last in range(first, len(tokens)):
            run = tokens[first : last + 1]
            end = max(token.end for token in run)
            in_one = folded.message[run[0].start] == folded.message[end - 1]
            if in_one and (len(run) == 1 or end - run[0].start <= _LONGEST):
                yield run
