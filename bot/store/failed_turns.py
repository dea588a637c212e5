"""Events that the dialog failed on, kept sealed until somebody has seen why."""

from sqlalchemy import Connection, delete, insert

from bot.store.tables import failed_turns
from bot.store.transaction import Transaction
from dialogs.events import Event


def keep(transaction: Transaction, conversation_id: int, event: Event, error: str) -> None:
    """Keep `event` with the kind of error that it met."""
    row = {
        "conversation_id": conversation_id,
        "event": transaction.vault.seal_json({"kind": type(event).__name__, "event": event}),
        "error": error[:200],
        "failed_at": transaction.now,
    }
    transaction.connection.execute(insert(failed_turns).values(row))


def forget(connection: Connection, conversation_id: int) -> None:
    """Drop what is kept of this conversation: the person has taken a message back."""
    connection.execute(delete(failed_turns).where(failed_turns.c.conversation_id == conversation_id))
