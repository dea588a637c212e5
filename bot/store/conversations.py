"""Conversations: locked, loaded, saved and erased, each within the caller's transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, delete, func, select, update

from bot.store.conversation_format import read_conversation, write_conversation
from bot.store.errors import LeftoversError, StaleConversationError
from bot.store.inserts import insert_ignoring
from bot.store.tables import conversations, metadata
from bot.store.transaction import Transaction
from bot.store.vault import Vault
from dialogs.conversation import Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConversation:
    """A conversation with what the store knows of it."""

    id: int
    #: The platform's identifier of the person, sealed as it is kept.
    sealed_address: bytes
    revision: int
    conversation: Conversation


def lock(transaction: Transaction, channel: str, sender: str) -> KeptConversation | None:
    """Load the conversation of `sender`; nobody else can lock it until the transaction ends."""
    row = transaction.connection.execute(_locking(transaction.vault, channel, sender)).one_or_none()
    return _kept(transaction.vault, row) if row else None


def find(connection: Connection, vault: Vault, channel: str, sender: str) -> KeptConversation | None:
    """Load the conversation of `sender` to look at it."""
    row = connection.execute(_of_person(vault, channel, sender)).one_or_none()
    return _kept(vault, row) if row else None


def load(connection: Connection, vault: Vault, conversation_id: int) -> KeptConversation | None:
    """Load the conversation `conversation_id` to look at it."""
    row = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).one_or_none()
    return _kept(vault, row) if row else None


def create(transaction: Transaction, channel: str, sender: str, expires_at: datetime) -> KeptConversation:
    """An empty conversation of `sender`, locked; where another request was quicker, the one that it made."""
    vault = transaction.vault
    row = {
        "channel": channel,
        "person": _person(vault, channel, sender),
        "address": vault.seal(sender.encode()),
        "body": vault.seal(write_conversation(Conversation())),
        "revision": 0,
        "created_at": transaction.now,
        "updated_at": transaction.now,
        "expires_at": expires_at,
    }
    insert_ignoring(transaction.connection, conversations, [row])
    return _kept(vault, transaction.connection.execute(_locking(vault, channel, sender)).one())


def save(transaction: Transaction, kept: KeptConversation, expires_at: datetime) -> None:
    """Write the conversation back.

    Raises:
        StaleConversationError: it was saved by somebody who did not lock it.
    """
    is_unchanged = (conversations.c.id == kept.id, conversations.c.revision == kept.revision)
    saved = {
        "body": transaction.vault.seal(write_conversation(kept.conversation)),
        "revision": kept.revision + 1,
        "updated_at": transaction.now,
        "expires_at": expires_at,
    }
    if transaction.connection.execute(update(conversations).where(*is_unchanged).values(saved)).rowcount != 1:
        raise StaleConversationError(kept.id)


def erase(connection: Connection, conversation_id: int) -> None:
    """Delete the conversation and every row that hangs on it, sent consultations too.

    Raises:
        LeftoversError: something is still there; the caller's transaction must not commit.
    """
    for table, column in _references():
        connection.execute(delete(table).where(column == conversation_id))
    connection.execute(delete(conversations).where(conversations.c.id == conversation_id))
    left = count_left(connection, conversation_id)
    if any(left.values()):
        raise LeftoversError(left)


def count_left(connection: Connection, conversation_id: int) -> dict[str, int]:
    """How many rows each table holds of this conversation: all zero is the proof of an erasure."""
    places = [(conversations, conversations.c.id), *_references()]
    return {
        table.name: connection.scalar(select(func.count()).select_from(table).where(column == conversation_id)) or 0
        for table, column in places
    }


def expire(connection: Connection, now: datetime) -> int:
    """Delete the conversations whose time is over; a consultation that was sent has a time of its own."""
    return connection.execute(delete(conversations).where(conversations.c.expires_at <= now)).rowcount


def _person(vault: Vault, channel: str, sender: str) -> str:
    return vault.digest(f"{channel}:{sender}")


def _of_person(vault: Vault, channel: str, sender: str) -> Select[Any]:
    return select(conversations).where(
        conversations.c.channel == channel, conversations.c.person == _person(vault, channel, sender)
    )


def _locking(vault: Vault, channel: str, sender: str) -> Select[Any]:
    return _of_person(vault, channel, sender).with_for_update()


def _kept(vault: Vault, row: Row[Any]) -> KeptConversation:
    return KeptConversation(
        id=row.id,
        sealed_address=row.address,
        revision=row.revision,
        conversation=read_conversation(vault.open(row.body)),
    )


def _references() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column of every table that points at a conversation, also those of tables yet to come."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is conversations.c.id for key in column.foreign_keys):
                yield table, column
