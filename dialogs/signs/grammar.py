"""How a pattern of the content is written: names of word families and how they must stand to each other."""

import re
from dataclasses import dataclass
from typing import Literal

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Link:
    """How the next family must stand to what was found so far."""

    #: How many characters may stand between.
    gap: int
    #: How many sentence ends may stand between.
    ends: int
    in_order: bool


#: ``a + b`` b follows close behind · ``a > b`` b follows · ``a & b`` both, in any order ·
#: ``a >> b`` b follows somewhere later · ``a && b`` both somewhere.
LINKS: dict[str, Link] = {
    "+": Link(8, 0, in_order=True),
    ">": Link(30, 1, in_order=True),
    "&": Link(30, 1, in_order=False),
    ">>": Link(110, 3, in_order=True),
    "&&": Link(110, 3, in_order=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Families that together are evidence of a sign."""

    first: str
    rest: tuple[tuple[Link, str], ...]
    #: Families that spoil it anywhere in its sentences, and those that spoil it close by.
    unless: frozenset[str]
    unless_near: frozenset[str]
    strength: float
    #: What the vendor says counts only as a report; what happened counts also inside a question.
    kind: Literal["said", "done"] = "said"
    #: Whether a word of reporting must stand nearby.
    told: bool = False

    def families(self) -> frozenset[str]:
        """Every family that must be there."""
        return frozenset((self.first, *(name for _, name in self.rest)))

    def spoilers(self) -> frozenset[str]:
        """Every family that must not be there."""
        return self.unless | self.unless_near


class GrammarError(ValueError):
    """A pattern of the content cannot be read."""


def parse_find(find: str) -> tuple[str, tuple[tuple[Link, str], ...]]:
    """Read ``first + second & third``; raises GrammarError on anything else."""
    names, links = find.split()[::2], find.split()[1::2]
    if not names or len(names) != len(links) + 1:
        raise GrammarError(f"family names and {' '.join(LINKS)} must alternate in: {find}")
    if bad := [name for name in names if not _NAME.match(name)] + [link for link in links if link not in LINKS]:
        raise GrammarError(f"{bad[0]} is neither a family name nor one of {' '.join(LINKS)}")
    return names[0], tuple((LINKS[link], name) for link, name in zip(links, names[1:], strict=True))
