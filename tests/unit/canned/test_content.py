"""The replies that ship: what has to be there, and how they speak."""

import re

import pytest

from dialogs.canned.filling import places
from dialogs.canned.library import PUBLIC_NETWORKS, Library
from dialogs.canned.search import search

#: What the staff must be able to answer, in their own words.
NEEDED = (
    "個人情報", "せかされて", "ランサムウェア", "どこに電話", "業者を探している", "お怒り", "取材", "業者 苦情", "お礼",
    "時間外", "別の窓口",
)  # fmt: skip


@pytest.mark.parametrize("words", NEEDED)
def test_there_is_a_reply_for_it(library: Library, words: str) -> None:
    assert search(library, words) != []


def test_there_are_at_least_twenty(library: Library) -> None:
    assert len(library.replies) >= 20


def test_a_public_reply_is_for_every_public_network(library: Library) -> None:
    public = [reply for reply in library.replies.values() if reply.audience == "public"]

    assert {reply.networks for reply in public} == {PUBLIC_NETWORKS}


def test_a_public_reply_asks_for_no_names_or_says_that_it_does_not_answer_there(library: Library) -> None:
    """Whoever is answered in public answers in public."""
    silent = {"looking-public", "lost-public", "vendor-public"}
    public = {code: reply.body for code, reply in library.replies.items() if reply.audience == "public"}

    asking = {code for code, body in public.items() if re.search("(名|名前)[^。]*書かないで|名は書かずに", body)}
    assert asking == public.keys() - silent


def test_every_variable_is_used(library: Library) -> None:
    used = {place.name for reply in library.replies.values() for place in places(reply.body)}

    assert used == library.variables.keys()
