"""Conversations: locked, loaded, saved and erased, each within the caller's transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, bindparam, delete, func, select, update

from bot.store.conversation_format import read_conversation, write_conversation
from bot.store.errors import LeftoversError, StaleConversationError
from bot.store.inserts import insert_ignoring
from bot.store.tables import conversations, metadata
from bot.store.transaction import Transaction
from bot.store.vault import Vault
from dialogs.conversation import Conversation

# Statements of every turn are built once: building one costs more than running it.
_FIND = select(conversations).where(
    conversations.c.channel == bindparam("on"), conversations.c.person == bindparam("one")
)
_LOCK = _FIND.with_for_update()
_SAVE = (
    update(conversations)
    .where(conversations.c.id == bindparam("kept_id"), conversations.c.revision == bindparam("kept_revision"))
    .values({name: bindparam(name) for name in ("body", "revision", "updated_at", "expires_at")})
)


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
    row = transaction.connection.execute(_LOCK, _person(transaction.vault, channel, sender)).one_or_none()
    return _kept(transaction.vault, row) if row else None


def find(connection: Connection, vault: Vault, channel: str, sender: str) -> KeptConversation | None:
    """Load the conversation of `sender` to look at it."""
    row = connection.execute(_FIND, _person(vault, channel, sender)).one_or_none()
    return _kept(vault, row) if row else None


def load(connection: Connection, vault: Vault, conversation_id: int) -> KeptConversation | None:
    """Load the conversation `conversation_id` to look at it."""
    row = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).one_or_none()
    return _kept(vault, row) if row else None


def create(transaction: Transaction, channel: str, sender: str, expires_at: datetime) -> KeptConversation:
    """An empty conversation of `sender`, locked; where another request was quicker, the one that it made."""
    vault = transaction.vault
    person = _person(vault, channel, sender)
    row = {
        "channel": channel,
        "person": person["one"],
        "address": vault.seal(sender.encode()),
        "body": vault.seal(write_conversation(Conversation())),
        "revision": 0,
        "created_at": transaction.now,
        "updated_at": transaction.now,
        "expires_at": expires_at,
    }
    insert_ignoring(transaction.connection, conversations, [row])
    return _kept(vault, transaction.connection.execute(_LOCK, person).one())


def save(transaction: Transaction, kept: KeptConversation, expires_at: datetime) -> None:
    """Write the conversation back.

    Raises:
        StaleConversationError: it was saved by somebody who did not lock it.
    """
    saved = {
        "kept_id": kept.id,
        "kept_revision": kept.revision,
        "body": transaction.vault.seal(write_conversation(kept.conversation)),
        "revision": kept.revision + 1,
        "updated_at": transaction.now,
        "expires_at": expires_at,
    }
    if transaction.connection.execute(_SAVE, saved).rowcount != 1:
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


def _person(vault: Vault, channel: str, sender: str) -> dict[str, str]:
    return {"on": channel, "one": vault.digest(f"{channel}:{sender}")}


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
