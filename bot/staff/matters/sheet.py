"""Everything that is kept of one matter, read in one transaction."""

from dataclasses import dataclass

from bot.store import audit, consultations, conversations, notes
from bot.store.audit import Entry
from bot.store.matters import KeptMatter
from bot.store.notes import Note
from bot.store.transaction import Transaction
from dialogs.conversation import Conversation

_NOTES = 10
_ENTRIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One matter with its conversation."""

    matter: KeptMatter
    conversation: Conversation
    #: The number of the form that was sent, empty where one is open, None where there is none.
    form: str | None
    #: The newest first, both.
    notes: tuple[Note, ...]
    trail: tuple[Entry, ...]


def read_sheet(transaction: Transaction, matter: KeptMatter) -> Sheet | None:
    """Everything of `matter`, or None where its conversation is gone."""
    connection, vault = transaction.connection, transaction.vault
    kept = conversations.load(connection, vault, matter.conversation_id)
    if kept is None:
        return None
    return Sheet(
        matter=matter,
        conversation=kept.conversation,
        form=consultations.reference_of_talk(connection, kept.id),
        notes=tuple(notes.latest(connection, vault, kept.id, limit=_NOTES)),
        trail=tuple(audit.trail(connection, matter.reference, limit=_ENTRIES)),
    )
