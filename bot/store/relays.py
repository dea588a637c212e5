"""What stands of conversations in the staff channel, and what went from there to persons.

A row says where a post is and nothing of what is in it, so it may outlive its conversation: then the post is still
to be deleted in Slack.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from bot.store.outbox import DEAD, UNKNOWN
from bot.store.tables import conversations, outbox, relays
from bot.store.transaction import Transaction

#: The card of a talk, words of the person, a note of ours, words of a member to the person.
Kind = Literal["card", "said", "note", "reply"]

_is_orphan = ~select(conversations.c.id).where(conversations.c.id == relays.c.conversation_id).exists()
_is_to_go = or_(relays.c.is_withdrawn, _is_orphan)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelay:
    """One post, or one message to a person."""

    id: int
    conversation_id: int
    kind: str
    channel: str
    #: Empty until it was posted.
    ts: str
    outbox_id: int | None
    created_at: datetime
    #: It must not stand in Slack any more: the person took it back, or is forgotten.
    is_to_go: bool


def add(transaction: Transaction, conversation_id: int, kind: Kind, *, channel: str, source: str = "") -> int:
    """Note what is about to be sent; returns the row."""
    row = {
        "conversation_id": conversation_id,
        "kind": kind,
        "source": source,
        "channel": channel,
        "is_withdrawn": False,
        "is_told": False,
        "created_at": transaction.now,
    }
    row_id: int = transaction.connection.execute(insert(relays).values(row).returning(relays.c.id)).scalar_one()
    return row_id


def carry(connection: Connection, relay_id: int, outbox_id: int) -> None:
    """The outbox row that carries it."""
    connection.execute(update(relays).where(relays.c.id == relay_id).values(outbox_id=outbox_id))


def find(connection: Connection, relay_id: int) -> KeptRelay | None:
    """One row."""
    return _first(connection, relays.c.id == relay_id)


def is_card(connection: Connection, channel: str, ts: str) -> bool:
    """Whether a card stands there, of a talk that is kept."""
    here = (relays.c.kind == "card") & (relays.c.channel == channel) & (relays.c.ts == ts)
    return _first(connection, here & ~_is_to_go) is not None


def find_reply(connection: Connection, channel: str, ts: str) -> KeptRelay | None:
    """What a member wrote at `ts` of the staff channel, as it went to the person."""
    return _first(connection, (relays.c.kind == "reply") & (relays.c.channel == channel) & (relays.c.source == ts))


def note_post(connection: Connection, relay_id: int, ts: str) -> None:
    """It stands in Slack at `ts`."""
    connection.execute(update(relays).where(relays.c.id == relay_id).values(ts=ts))


def withdraw(connection: Connection, conversation_id: int, source: str) -> None:
    """The person took back the message that `source` names."""
    meant = (relays.c.conversation_id == conversation_id) & (relays.c.source == source) & (relays.c.kind == "said")
    connection.execute(update(relays).where(meant).values(is_withdrawn=True))


def list_to_go(connection: Connection, limit: int) -> list[KeptRelay]:
    """What must not stand in Slack any more, the oldest first."""
    rows = connection.execute(
        select(relays, _is_to_go.label("is_to_go")).where(_is_to_go).order_by(relays.c.id).limit(limit)
    )
    return [_kept(row) for row in rows]


def drop(connection: Connection, relay_ids: Collection[int]) -> None:
    """Nothing is left of these in Slack."""
    connection.execute(delete(relays).where(relays.c.id.in_(relay_ids)))


def take_failed(connection: Connection) -> list[KeptRelay]:
    """The replies that did not reach the person, or may not have; each is told of once."""
    is_failed = (relays.c.kind == "reply") & ~relays.c.is_told & outbox.c.status.in_((DEAD, UNKNOWN))
    query = select(relays, _is_to_go.label("is_to_go")).join(outbox, outbox.c.id == relays.c.outbox_id)
    failed = [_kept(row) for row in connection.execute(query.where(is_failed))]
    if failed:
        told = update(relays).where(relays.c.id.in_([one.id for one in failed])).values(is_told=True)
        connection.execute(told)
    return failed


def _first(connection: Connection, condition: Any) -> KeptRelay | None:
    row = connection.execute(select(relays, _is_to_go.label("is_to_go")).where(condition).limit(1)).one_or_none()
    return _kept(row) if row else None


def _kept(row: Row[Any]) -> KeptRelay:
    return KeptRelay(
        id=row.id,
        conversation_id=row.conversation_id,
        kind=row.kind,
        channel=row.channel,
        ts=row.ts or "",
        outbox_id=row.outbox_id,
        created_at=row.created_at,
        is_to_go=row.is_to_go,
    )
