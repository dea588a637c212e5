"""What members of the staff write down about a matter for each other."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.store.tables import matter_notes
from bot.store.transaction import Transaction
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note; it goes with the conversation that it is about."""

    #: The Slack id of who wrote it.
    member: str
    text: str
    at: datetime


def add(transaction: Transaction, conversation_id: int, *, member: str, text: str) -> None:
    """Keep a note, sealed."""
    row = {
        "conversation_id": conversation_id,
        "member": member,
        "body": transaction.vault.seal(text.encode()),
        "at": transaction.now,
    }
    transaction.connection.execute(insert(matter_notes).values(row))


def latest(connection: Connection, vault: Vault, conversation_id: int, *, limit: int) -> list[Note]:
    """The latest notes, the newest first."""
    query = select(matter_notes).where(matter_notes.c.conversation_id == conversation_id)
    rows = connection.execute(query.order_by(matter_notes.c.id.desc()).limit(limit))
    return [Note(member=row.member, text=vault.open(row.body).decode(), at=row.at) for row in rows]
