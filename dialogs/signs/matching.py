"""Find the places in a folded burst where the families of a pattern stand together."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.signs.folding import Folded
from dialogs.signs.grammar import Link, Pattern
from dialogs.signs.lexicon import Token, Tokens

#: However long the text is, a pattern is tried at this many places.
_PLACES = 16
#: So many tokens on each side are looked at for the nearest one.
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A folded burst with the words that were found in it."""

    folded: Folded
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern stands; the tokens are in the order of the text."""

    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(token.end for token in self.tokens)


def find_matches(pattern: Pattern, reading: Reading) -> Iterator[Match]:
    """Every place where `pattern` stands, for its first family from left to right; all its families are there."""
    for first in reading.tokens[pattern.first][:_PLACES]:
        found = [first]
        for link, family in pattern.rest:
            token = _linked(found, link, reading.tokens[family], reading.folded)
            if token is None:
                break
            found.append(token)
        else:
            yield Match(tuple(sorted(found)))


def _linked(found: list[Token], link: Link, tokens: list[Token], folded: Folded) -> Token | None:
    """The nearest of `tokens` that stands to what was found as `link` wants it."""
    around = Token(min(t.start for t in found), max(t.end for t in found))
    fitting = [
        token
        for token in _near(around, link, tokens)
        if _stands(token, around, link, folded) and not any(_holds(token, one) or _holds(one, token) for one in found)
    ]
    return min(fitting, key=lambda token: _gap(token, around), default=None)


def _near(around: Token, link: Link, tokens: list[Token]) -> list[Token]:
    """The few tokens that can be the nearest, so that a long text costs no more than a short one."""
    at = bisect_left(tokens, (around.start, 0))
    after = bisect_left(tokens, (around.end, 0))
    return [*tokens[max(0, at - (0 if link.in_order else _FEW)) : at + _FEW], *tokens[after : after + _FEW]]


def _stands(token: Token, around: Token, link: Link, folded: Folded) -> bool:
    if link.in_order and (token.start <= around.start or token.end <= around.end):
        return False
    border = around.end - 1 if token.start >= around.start else around.start
    return _gap(token, around) <= link.gap and abs(folded.sentence[token.start] - folded.sentence[border]) <= link.ends


def _gap(token: Token, around: Token) -> int:
    return max(around.start - token.end, token.start - around.end)


def _holds(one: Token, other: Token) -> bool:
    return one.start <= other.start and other.end <= one.end
