"""How far things have gone with the vendor, read from everything the person said so far."""

from dataclasses import dataclass

from dialogs.catalog import WarningWords
from dialogs.conversation import Conversation
from dialogs.words import plain, plain_word

#: Endings that turn "signed" into "if I signed" or "want to sign".
_NOT_DONE_YET = ("ら", "い", "く", "ほう", "方", "場合")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a warning and the next question depend on."""

    paid: bool
    #: Money was paid and more of it is still asked for.
    still_open: bool
    billed: bool
    contracted: bool
    shipped: bool
    is_organization: bool


def read_circumstances(conversation: Conversation, words: WarningWords) -> Circumstances:
    """Read the circumstances from slots and from the person's own words."""
    said = plain("。".join(utterance.text for utterance in conversation.utterances))
    paid = conversation.slot("paid")
    return Circumstances(
        paid=paid is not None and paid.value is True,
        still_open=_said(said, words.still_open),
        billed=_said(said, words.billed),
        contracted=conversation.slot("contract_date") is not None or _said(said, words.contracted),
        shipped=_said(said, words.shipped),
        is_organization=conversation.slot("organization") is not None,
    )


def _said(haystack: str, words: tuple[str, ...]) -> bool:
    return any(_done(haystack, plain_word(word)) for word in words)


def _done(haystack: str, word: str) -> bool:
    start = haystack.find(word)
    while start >= 0:
        if not haystack.startswith(_NOT_DONE_YET, start + len(word)):
            return True
        start = haystack.find(word, start + 1)
    return False
