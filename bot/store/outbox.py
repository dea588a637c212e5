"""Replies on their way out: written with the turn that they answer, kept until their fate is known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, select, update

from adapters.contract import Message, Outgoing
from bot.store.tables import outbox
from bot.store.transaction import Transaction
from bot.store.vault import Vault

#: The channel of what goes to the staff about a conversation; never a person's own.
STAFF_CHANNEL = "desk"
#: The channel whose page reads its replies out of the outbox, for as long as the conversation is kept.
MAILBOX_CHANNEL = "web"

WAITING, SENDING, SENT, UNKNOWN, DEAD = "waiting", "sending", "sent", "unknown", "dead"

_read_messages = msgspec.json.Decoder(list[Message]).decode
_is_open = outbox.c.status.in_((WAITING, SENDING))
_earlier = outbox.alias()
_is_behind = (
    select(_earlier.c.id)
    .where(_earlier.c.conversation_id == outbox.c.conversation_id, _earlier.c.id < outbox.c.id)
    # What goes to the staff must not hold up what goes to the person.
    .where(_earlier.c.channel == outbox.c.channel)
    .where(_earlier.c.status.in_((WAITING, SENDING)))
    .exists()
)
_is_first = (_is_open, outbox.c.channel.in_(bindparam("channels", expanding=True)), ~_is_behind)
# A try with a reply token that was cut off may have arrived: never a second time (platforms.md §2.3).
_is_cut_off_reply = (outbox.c.status == SENDING) & outbox.c.reply_token.is_not(None)

_is_to_person = outbox.c.channel != STAFF_CHANNEL

# Statements of every turn are built once: building one costs more than running it.
_INSERT = insert(outbox).returning(outbox.c.id)
_DUE = (
    select(outbox)
    .where(*_is_first, outbox.c.next_at <= bindparam("now"), ~_is_cut_off_reply)
    .order_by(outbox.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(status=SENDING, next_at=bindparam("lease_ends_at"), attempts=outbox.c.attempts + 1)
)
_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in ("status", "request_id", "detail", "next_at", "done_at")})
)
_GIVE_UP = (
    update(outbox)
    .where(_is_cut_off_reply, outbox.c.next_at <= bindparam("now"))
    .values(status=UNKNOWN, done_at=bindparam("now"), detail="interrupted")
)
_NEXT_DUE = select(func.min(outbox.c.next_at)).where(*_is_first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply that is to be written into the outbox."""

    #: None where the conversation was erased in the same turn.
    conversation_id: int | None
    sealed_address: bytes
    messages: Sequence[Message]
    reply_token: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A row that this process alone may send until its lease is over."""

    id: int
    channel: str
    outgoing: Outgoing
    #: This try included.
    attempts: int
    created_at: datetime
    #: The conversation was erased: the row goes as soon as it needs no further try.
    is_last_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What is written into a row after a try."""

    id: int
    status: str
    request_id: str = ""
    detail: str = ""
    #: When to try again; None where it is over.
    next_at: datetime | None = None
    reply_token_spent: bool = False
    is_last_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxEntry:
    """One reply as the page of the web chat reads it."""

    id: int
    messages: list[Message]
    at: datetime


def append(transaction: Transaction, channel: str, drafts: Sequence[Draft]) -> list[int]:
    """Write the replies, due at once and in this order; returns their ids."""
    return [_append(transaction, channel, draft) for draft in drafts]


def claim(transaction: Transaction, channels: Collection[str], *, lease: timedelta, limit: int) -> list[Claim]:
    """Take due rows for `lease`; of each conversation and channel only the first open one, so that order holds."""
    due = {"channels": list(channels), "now": transaction.now, "at_most": limit}
    rows = transaction.connection.execute(_DUE, due).all()
    if rows:
        taken = {"ids": [row.id for row in rows], "lease_ends_at": transaction.now + lease}
        transaction.connection.execute(_TAKE, taken)
    return [_claim(transaction.vault, row) for row in rows]


def settle(transaction: Transaction, settlements: Sequence[Settlement]) -> int:
    """Write down how tries ended; the last word after an erasure goes as soon as it needs no further try.

    Returns how many last words went, so that the caller can scrub what is left of them.
    """
    if not settlements:
        return 0
    connection = transaction.connection
    connection.execute(_SETTLE, [_settled(settlement, transaction.now) for settlement in settlements])
    spent = [settlement.id for settlement in settlements if settlement.reply_token_spent]
    if spent:
        connection.execute(update(outbox).where(outbox.c.id.in_(spent)).values(reply_token=None))
    if any(settlement.is_last_word for settlement in settlements):
        return _drop_last_words(connection, outbox.c.channel != MAILBOX_CHANNEL)
    return 0


def next_due(transaction: Transaction, channels: Collection[str]) -> datetime | None:
    """When the next row may be tried, or None where none is open; cut-off replies are given up on the way."""
    transaction.connection.execute(_GIVE_UP, {"now": transaction.now})
    due: datetime | None = transaction.connection.scalar(_NEXT_DUE, {"channels": list(channels)})
    return due


def forget_done(connection: Connection, before: datetime) -> int:
    """Delete what was settled before `before`, but for what was given up on.

    The mailbox of the web chat lasts as long as its conversation.
    """
    _drop_last_words(connection, outbox.c.done_at < before)
    is_over = outbox.c.status.in_((SENT, UNKNOWN))
    is_old = (is_over, outbox.c.done_at < before, outbox.c.channel != MAILBOX_CHANNEL)
    return connection.execute(delete(outbox).where(*is_old)).rowcount


def forget_answers(connection: Connection, conversation_id: int) -> None:
    """Delete what was settled of this conversation: the person took back a message that it may quote."""
    connection.execute(delete(outbox).where(outbox.c.conversation_id == conversation_id, ~_is_open))


def cancel(connection: Connection, row_id: int) -> bool:
    """Take back a row that nobody has begun to send; False where it is too late."""
    is_untouched = (outbox.c.id == row_id) & (outbox.c.status == WAITING) & (outbox.c.attempts == 0)
    return connection.execute(delete(outbox).where(is_untouched)).rowcount > 0


def read_mailbox(connection: Connection, vault: Vault, ids: Collection[int]) -> list[MailboxEntry]:
    """The replies of the rows `ids`, in order."""
    return _entries(connection, vault, outbox.c.id.in_(ids) & _is_to_person)


def read_history(connection: Connection, vault: Vault, conversation_id: int) -> list[MailboxEntry]:
    """Every reply to the person kept of one conversation, in order."""
    return _entries(connection, vault, (outbox.c.conversation_id == conversation_id) & _is_to_person)


def _append(transaction: Transaction, channel: str, draft: Draft) -> int:
    vault, now = transaction.vault, transaction.now
    row = {
        "conversation_id": draft.conversation_id,
        "channel": channel,
        "address": draft.sealed_address,
        "messages": vault.seal_json(draft.messages),
        "reply_token": vault.seal(draft.reply_token.encode()) if draft.reply_token else None,
        "retry_key": str(uuid4()),
        "status": WAITING,
        "attempts": 0,
        "next_at": now,
        "created_at": now,
    }
    row_id: int = transaction.connection.execute(_INSERT, row).scalar_one()
    return row_id


def _claim(vault: Vault, row: Row[Any]) -> Claim:
    outgoing = Outgoing(
        address=vault.open(row.address).decode(),
        messages=_read_messages(vault.open(row.messages)),
        retry_key=row.retry_key,
        reply_token=vault.open(row.reply_token).decode() if row.reply_token else None,
        is_retry=row.attempts > 0,
    )
    return Claim(
        id=row.id,
        channel=row.channel,
        outgoing=outgoing,
        attempts=row.attempts + 1,
        created_at=row.created_at,
        is_last_word=row.conversation_id is None,
    )


def _settled(settlement: Settlement, now: datetime) -> dict[str, object]:
    return {
        "row": settlement.id,
        "status": settlement.status,
        "request_id": settlement.request_id[:128],
        "detail": settlement.detail[:200],
        "next_at": settlement.next_at or now,
        "done_at": None if settlement.next_at else now,
    }


def _drop_last_words(connection: Connection, condition: ColumnElement[bool]) -> int:
    return connection.execute(delete(outbox).where(outbox.c.conversation_id.is_(None), ~_is_open, condition)).rowcount


def _entries(connection: Connection, vault: Vault, condition: ColumnElement[bool]) -> list[MailboxEntry]:
    rows = connection.execute(select(outbox).where(condition).order_by(outbox.c.id))
    return [
        MailboxEntry(id=row.id, messages=_read_messages(vault.open(row.messages)), at=row.created_at) for row in rows
    ]
