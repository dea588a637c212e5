"""Where the words of the content stand in a folded text.

All words form one automaton: it never goes back, so the cost grows with the text and not with the words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dialogs.signs.words import Part, Sequence


class Token(NamedTuple):
    """A word of some family, as a range of the folded text."""

    start: int
    end: int


_ENDLESS = 1 << 30
#: However much is written, no more than this is remembered of it.
_MOST_STATES = 30_000
#: A word never begins in the middle of a number.
_DIGITS = frozenset("0123456789.,")

Tokens = Mapping[str, list[Token]]


class _State:
    """Where the automaton stands: the nodes that the letters so far may have led to."""

    __slots__ = ("families", "following", "nodes")

    def __init__(self, nodes: frozenset[int], families: tuple[str, ...]) -> None:
        self.nodes = nodes
        self.families = families
        self.following: dict[str, _State | None] = {}


class Lexicon:
    """All word families, and the few families of numbers that no word list can hold."""

    def __init__(
        self,
        families: Mapping[str, Iterable[Sequence]],
        numbers: Mapping[str, re.Pattern[str]],
        yields: Mapping[str, str],
    ) -> None:
        self._edges: list[dict[str, list[int]]] = [{}]
        self._accepts: list[tuple[str, ...]] = [()]
        for family, sequences in families.items():
            for node in {node for sequence in sequences for node in self._add(sequence, {0})} - {0}:
                self._accepts[node] = (*self._accepts[node], family)
        self._alphabet = frozenset(letter for edges in self._edges for letter in edges)
        self._states: dict[frozenset[int], _State] = {}
        self._start = _State(frozenset([0]), ())
        self._numbers = numbers
        self._yields = yields

    def find(self, text: str) -> Tokens:
        """Every token by family, in the order of the text; of two that begin together the longer one."""
        found: dict[str, list[Token]] = {}
        for at in range(len(text)):
            if at and text[at] in _DIGITS and text[at - 1] in _DIGITS:
                continue
            for family, end in self._longest_at(text, at).items():
                found.setdefault(family, []).append(Token(at, end))
        for family, pattern in self._numbers.items():
            numbers = [Token(*match.span()) for match in pattern.finditer(text)]
            if numbers:
                found[family] = sorted({*found.get(family, ()), *numbers})
        for family, longer in self._yields.items():
            found[family] = [t for t in found.get(family, ()) if not _stands_inside(t, found.get(longer, []))]
        return {family: tokens for family, tokens in found.items() if tokens}

    def _longest_at(self, text: str, at: int) -> dict[str, int]:
        longest: dict[str, int] = {}
        state = self._start
        for end in range(at, len(text)):
            letter = text[end]
            following = state.following[letter] if letter in state.following else self._follow(state, letter)
            if following is None:
                break
            state = following
            for family in state.families:
                longest[family] = end + 1
        return longest

    def _follow(self, state: _State, letter: str) -> _State | None:
        """Where `letter` leads from `state`; worked out once and remembered."""
        if letter not in self._alphabet:
            return None
        if len(self._states) > _MOST_STATES:
            self._states.clear()
            self._start.following.clear()
        nodes = frozenset(after for node in state.nodes for after in self._edges[node].get(letter, ()))
        state.following[letter] = following = self._state(nodes) if nodes else None
        return following

    def _state(self, nodes: frozenset[int]) -> _State:
        known = self._states.get(nodes)
        if known is None:
            families = {family for node in nodes for family in self._accepts[node]}
            known = self._states[nodes] = _State(nodes, tuple(sorted(families)))
        return known

    def _add(self, sequence: Sequence, nodes: set[int]) -> set[int]:
        for part in sequence:
            nodes = self._add_part(part, nodes)
        return nodes

    def _add_part(self, part: Part, nodes: set[int]) -> set[int]:
        if isinstance(part, str):
            for letter in part:
                nodes = {self._add_letter(letter, nodes)}
            return nodes
        return {end for option in part.options for end in self._add(option, nodes)}

    def _add_letter(self, letter: str, nodes: set[int]) -> int:
        new = len(self._edges)
        self._edges.append({})
        self._accepts.append(())
        for node in nodes:
            self._edges[node].setdefault(letter, []).append(new)
        return new


def _stands_inside(token: Token, others: list[Token]) -> bool:
    """Whether a longer one of `others`, beginning with it or shortly before it, holds `token`."""
    after = bisect_right(others, (token.start, _ENDLESS))
    return any(token.end <= other.end and token != other for other in others[max(0, after - 3) : after])
