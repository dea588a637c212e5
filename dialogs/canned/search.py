"""Finds canned replies: by the words that a member types, and by what was found in a text."""

from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile

from dialogs.canned.filling import without_places
from dialogs.canned.library import CannedReply, Haystack, Library
from dialogs.conversation import Route, SignCode
from dialogs.signs.folding import Folder
from dialogs.words import plain

#: Where a word was found: the smaller, the nearer to the title.
_CODE, _TITLE, _WORDS, _BODY = range(4)
#: The road tells more of what a person wants than the signs do, unless it leads elsewhere.
_ROUTE_WEIGHT, _SIGN_WEIGHT, _OTHER_WEIGHT = 3, 2, 1
_NOT_AT_ALL = (0, 0)
#: Further words are not looked for.
_MOST_WORDS = 10


def search(library: Library, query: str, uses: Mapping[str, int] | None = None) -> list[CannedReply]:
    """The replies in which every word of `query` stands, title before body; all of them where there is no word.

    Replies of the same rank stand in the order of their use.
    """
    words = [spellings(library.folder, word) for word in query.split()[:_MOST_WORDS] if plain(word)]
    found = [(_rank(library, code, words), code) for code in library.replies]
    ranked = sorted((rank, -(uses or {}).get(code, 0), code) for rank, code in found if rank is not None)
    return [library.replies[code] for _, _, code in ranked]


def fitting(
    library: Library, *, signs: Collection[SignCode], route: Route | None, public: bool = False, limit: int = 3
) -> list[CannedReply]:
    """At most `limit` replies that suit `signs` and `route`, the one that suits best first."""
    audience = "public" if public else "direct"
    ones = [one for one in library.replies.values() if one.audience == audience]
    ranked = sorted((_suits(one, signs, route), one.code) for one in ones)
    suiting = takewhile(lambda rank: rank[0] < _NOT_AT_ALL, ranked)
    return [library.replies[code] for _, code in suiting][:limit]


def haystack_of(folder: Folder, reply: CannedReply) -> Haystack:
    """What is searched of `reply`."""
    return Haystack(
        titles=tuple(_spelled(folder, (reply.title, reply.reading))),
        words=tuple(_spelled(folder, reply.words)),
        body=tuple(_spelled(folder, (without_places(reply.body),))),
    )


def spellings(folder: Folder, text: str) -> frozenset[str]:
    """`text` as it is written and as it is read, each in one kana and one width."""
    return frozenset({plain(text), plain(folder.fold((text,)).text)}) - {""}


def _rank(library: Library, code: str, words: list[frozenset[str]]) -> tuple[int, int] | None:
    """The worst and the sum of the places where the words stand, or None where one of them stands nowhere."""
    ranks = [_place(library.haystacks[code], code, word) for word in words]
    if None in ranks:
        return None
    found = [rank for rank in ranks if rank is not None]
    return max(found, default=_CODE), sum(found)


def _place(haystack: Haystack, code: str, word: frozenset[str]) -> int | None:
    if plain(code) in word:
        return _CODE
    fields = ((_TITLE, haystack.titles), (_WORDS, haystack.words), (_BODY, haystack.body))
    return next((rank for rank, texts in fields if _stands_in(word, texts)), None)


def _stands_in(word: frozenset[str], texts: tuple[str, ...]) -> bool:
    return any(spelling in text for text in texts for spelling in word)


def _spelled(folder: Folder, texts: Collection[str]) -> Iterator[str]:
    for text in texts:
        yield from spellings(folder, text)


def _suits(reply: CannedReply, signs: Collection[SignCode], route: Route | None) -> tuple[int, int]:
    """How well a reply suits, the smaller the better; the number of signs decides between equals."""
    same = sum(sign in reply.signs for sign in signs)
    weight = _OTHER_WEIGHT if route == "other" else _ROUTE_WEIGHT
    return -weight * (route in reply.routes) - _SIGN_WEIGHT * (same > 0), -same
