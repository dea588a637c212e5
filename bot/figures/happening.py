"""What one event changed in a conversation that is worth counting."""

from collections.abc import Iterator
from typing import Final

from bot.store.daily_counts import Happening
from dialogs.conversation import Conversation, SignCode

#: How the pressure that DRAJ describes outside its cases is counted among them.
PRESSURE: Final = "P"


def find_happenings(before: Conversation, after: Conversation, channel: str) -> tuple[Happening, ...]:
    """Everything that is new in `after`, each once."""
    return tuple(sorted(set(_find(before, after, channel))))


def case_of(code: SignCode) -> str:
    """The case that a sign belongs to, as DRAJ names it: ``CASE02`` for ``2b``."""
    return PRESSURE if code == PRESSURE else f"CASE0{code[0]}"


def _find(before: Conversation, after: Conversation, channel: str) -> Iterator[Happening]:
    # An account that was added, and greeted, is no talk yet.
    if _has_spoken(after) and not _has_spoken(before):
        yield Happening(kind="talk", channel=channel)
    if after.warned_at and not before.warned_at:
        yield Happening(kind="warned", channel=channel)
    for code in after.sign_codes - before.sign_codes:
        yield Happening(kind="sign", name=code, channel=channel)
    for case in _cases(after) - _cases(before):
        yield Happening(kind="case", name=case, channel=channel)
    if after.route and after.route != before.route:
        yield Happening(kind="route", name=after.route, channel=channel)


def _has_spoken(conversation: Conversation) -> bool:
    return bool(conversation.utterances or conversation.history or conversation.misses)


def _cases(conversation: Conversation) -> frozenset[str]:
    return frozenset(map(case_of, conversation.sign_codes))
