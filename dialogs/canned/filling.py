"""Variables in a canned reply: found, filled in, and what stands there where nothing is known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dialogs.canned.library import CannedReply, Library, Source, Variable
from dialogs.canned.personal import find_personal

_PLACE = re.compile(r"\{\{([^{}|]+)(?:\|([^{}|]*))?\}\}")
_ADDRESS = re.compile(r"https://[!-~]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")

#: What is wrong with a value that a member gave.
Wrong = Literal["missing", "too_long", "no_address", "personal", "braces"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One variable where it stands in a body."""

    name: str
    #: What this very place says without a value; empty where the variable's own fallback counts.
    fallback: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A reply as it will be read."""

    text: str
    #: Variables that have neither a value nor a fallback; their places are marked in the text.
    missing: tuple[str, ...]


def places(body: str) -> Iterator[Place]:
    """Every variable of `body` in the order in which it is read."""
    for found in _PLACE.finditer(body):
        yield Place(name=found[1].strip(), fallback=(found[2] or "").strip(), start=found.start(), end=found.end())


def without_places(body: str) -> str:
    """The words of `body` alone; a brace that is left over belongs to no variable."""
    return _PLACE.sub("", body)


def known_values(library: Library, known: Mapping[Source, str]) -> dict[str, str]:
    """The values that need nobody: facts of the desks, and what the program knows."""
    filled = {name: known.get(one.filled_with, "") for name, one in library.variables.items() if one.filled_with}
    return {name: clean(value) for name, value in {**filled, **library.facts}.items() if clean(value)}


def open_variables(library: Library, reply: CannedReply, values: Mapping[str, str]) -> list[str]:
    """The variables of `reply` without a value, each once; facts of the desks are none, since nobody may write them."""
    names = dict.fromkeys(place.name for place in places(reply.body))
    return [name for name in names if not values.get(name) and not _variable(library, name).fact]


def needs_value(library: Library, reply: CannedReply, name: str) -> bool:
    """Whether some place of `name` says nothing at all without a value."""
    fallback = _variable(library, name).fallback
    return any(place.name == name and not (place.fallback or fallback) for place in places(reply.body))


def fallback_of(library: Library, reply: CannedReply, name: str) -> str:
    """What `reply` says in the first place of `name` where there is no value."""
    of_place = next((place.fallback for place in places(reply.body) if place.name == name), "")
    return of_place or _variable(library, name).fallback


def fill(library: Library, reply: CannedReply, values: Mapping[str, str]) -> Filled:
    """`reply` with `values`, and with what its places say without one."""
    text, missing, at = [], dict[str, None](), 0
    for place in places(reply.body):
        said = clean(values.get(place.name, "")) or place.fallback or _variable(library, place.name).fallback
        if not said:
            missing[place.name] = None
        text += [reply.body[at : place.start], said or f"【{place.name}】"]
        at = place.end
    return Filled(text="".join((*text, reply.body[at:])).strip(), missing=tuple(missing))


def wrong_value(library: Library, reply: CannedReply, name: str, value: str) -> Wrong | None:
    """Why a member's `value` cannot be used in `reply`, or None."""
    variable, value = _variable(library, name), clean(value)
    if not value:
        return "missing" if needs_value(library, reply, name) else None
    if len(value) > variable.longest:
        return "too_long"
    if "{{" in value or "}}" in value:
        return "braces"
    if variable.is_address and not _ADDRESS.fullmatch(value):
        return "no_address"
    return "personal" if reply.audience == "public" and find_personal(value) else None


def clean(value: str) -> str:
    """A value on one line: a line break could make a sentence of its own out of it."""
    return _UNSEEN.sub(" ", value).strip()


def _variable(library: Library, name: str) -> Variable:
    return library.variables[name]
