"""One talk, locked for a member of the staff as a turn locks it."""

from dataclasses import dataclass

from bot.store import conversations, handovers, matters
from bot.store.conversations import KeptConversation
from bot.store.handovers import LIVE, KeptHandover
from bot.store.matters import KeptMatter
from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A talk that nobody else changes before the transaction ends."""

    transaction: Transaction
    matter: KeptMatter
    kept: KeptConversation
    handover: KeptHandover | None

    @property
    def is_live(self) -> bool:
        """A member answers in it."""
        return self.handover is not None and self.handover.status == LIVE


def hold(transaction: Transaction, conversation_id: int) -> Held | None:
    """Lock the talk, the same row first as in every turn, so that nobody locks anybody out; None where it is gone."""
    matter = matters.of_conversation(transaction.connection, conversation_id)
    if matter is None:
        return None
    sender = transaction.vault.open(matter.sealed_address).decode()
    kept = conversations.lock(transaction, matter.channel, sender)
    # What was read before the lock may have changed until it was ours.
    matter = matters.of_conversation(transaction.connection, conversation_id)
    if kept is None or matter is None:
        return None
    handover = handovers.find(transaction.connection, conversation_id)
    return Held(transaction=transaction, matter=matter, kept=kept, handover=handover)
