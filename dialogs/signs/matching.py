"""Find the places in a folded burst where the families of a pattern stand together."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.signs.folding import Folded
from dialogs.signs.grammar import Link, Pattern
from dialogs.signs.lexicon import Token, Tokens

#: However long the text is, a pattern is tried at this many places.
_PLACES = 40


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
    """Every place where `pattern` stands, for its first family from left to right."""
    if not all(family in reading.tokens for family in pattern.families):
        return
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
    start, end = min(t.start for t in found), max(t.end for t in found)
    at = bisect_left(tokens, (start + 1, 0)) if link.in_order else bisect_left(tokens, (start, 0)) - 3
    near = tokens[max(0, at) : at + (6 if link.in_order else 7)]
    if near and link.in_order:
        after = bisect_left(tokens, (end, 0))
        near = [*near, *tokens[after : after + 3]]
    fitting = [token for token in near if _fits(token, found, start, end, link, folded)]
    return min(fitting, key=lambda token: max(start - token.end, token.start - end), default=None)


def _fits(token: Token, found: list[Token], start: int, end: int, link: Link, folded: Folded) -> bool:
    if any(_holds(token, other) or _holds(other, token) for other in found):
        return False
    if link.in_order and token.end <= end:
        return False
    gap = max(start - token.end, token.start - end)
    ends = abs(folded.sentence[token.start] - folded.sentence[end - 1 if token.start >= start else start])
    return gap <= link.gap and ends <= link.ends


def _holds(one: Token, other: Token) -> bool:
    return one.start <= other.start and other.end <= one.end
