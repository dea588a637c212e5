"""A canned reply, the variables in it, and the library of them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

import msgspec

from dialogs.conversation import Route, SignCode
from dialogs.signs.folding import Folder

Network = Literal["line", "slack", "web", "email", "x", "bluesky", "mastodon"]
NETWORKS: Final[tuple[Network, ...]] = get_args(Network)
#: Where everybody reads what is said.
PUBLIC_NETWORKS: Final[tuple[Network, ...]] = ("x", "bluesky", "mastodon")
#: Where a reply is read as speech bubbles.
CHAT_NETWORKS: Final[tuple[Network, ...]] = ("line", "slack", "web")

#: What the program itself knows of; everything else is a fact of ``desks.yaml`` or is asked of the member.
Source = Literal["operator", "form", "entrance", "reference", "cases", "next_open"]


class Variable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may stand between double braces in a reply."""

    #: What a member is asked for where nothing is known.
    ask: str
    example: str = ""
    #: Said where nobody gives a value; without one a member has to.
    fallback: str = ""
    filled_with: Source | None = None
    #: A fact of ``desks.yaml``, such as ``houterasu.phone``.
    fact: str = ""
    #: Of whom it tells something; only "nobody" may be said in public.
    tells_of: Literal["nobody", "person", "vendor"] = "nobody"
    #: An address, which ends its line so that nothing that follows becomes part of the link.
    is_address: bool = False
    #: How many characters a value has at most.
    longest: int = 40


class CannedReply(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reply as the editors wrote it."""

    #: What a member types instead of words, and the name of the file.
    code: str
    title: str
    #: The title in kana, for who searches as it is spoken.
    reading: str
    #: Public where everybody reads it, as on X; direct where one person does.
    audience: Literal["public", "direct"]
    networks: tuple[Network, ...]
    #: ``{{name}}``, or ``{{name|what is said without it}}``, is a variable.
    body: str
    #: Other words that members search for.
    words: tuple[str, ...] = ()
    signs: tuple[SignCode, ...] = ()
    routes: tuple[Route, ...] = ()
    #: Who answers for the words.
    owner: str
    #: The day by which somebody reads it again, such as ``2027-05-24``.
    review_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Haystack:
    """The words of one reply, each in every spelling that is searched; the first place counts most."""

    titles: tuple[str, ...]
    words: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every canned reply by its code; `load` makes it."""

    replies: Mapping[str, CannedReply]
    variables: Mapping[str, Variable]
    #: Those facts of ``desks.yaml`` that variables name and that may be shown, by variable.
    facts: Mapping[str, str]
    haystacks: Mapping[str, Haystack]
    #: Reads kanji, kana and what voice input makes of them alike.
    folder: Folder
