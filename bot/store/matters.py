"""Matters: conversations as the staff may see them, each within the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, assert_never

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from bot.store.inserts import insert_ignoring
from bot.store.references import create_reference, read_reference
from bot.store.tables import consultations, conversations, matters
from bot.store.transaction import Transaction

OPEN, CLOSED = "open", "closed"

Origin = Literal["asked", "form"]
Which = Literal["open", "mine", "new", "closed"]

_WITH_PERSON = select(matters, conversations.c.channel, conversations.c.address).join(
    conversations, conversations.c.id == matters.c.conversation_id
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMatter:
    """One matter, with where its person is."""

    id: int
    reference: str
    conversation_id: int
    channel: str
    #: The platform's identifier of the person, sealed as it is kept.
    sealed_address: bytes
    origin: str
    status: str
    #: The Slack id of the member of staff who looks after it.
    taken_by: str | None
    taken_at: datetime | None
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Nobody has closed it."""
        return self.status == OPEN


def open_matter(
    transaction: Transaction, conversation_id: int, *, origin: Origin, reference: str | None = None
) -> KeptMatter:
    """The matter of the conversation, open: made where there is none, opened again where it was closed.

    Where it is new, it gets `reference`, or a number of its own.
    """
    kept = of_conversation(transaction.connection, conversation_id)
    if kept is None:
        kept = _create(transaction, conversation_id, origin, reference)
    if not kept.is_open:
        reopen(transaction, kept.id)
    _change(transaction, matters.c.id == kept.id, {})
    return _one(transaction.connection, matters.c.id == kept.id)


def find(connection: Connection, typed: str) -> KeptMatter | None:
    """The matter that somebody means by `typed`: its number, or that of a form sent from the same conversation."""
    reference = read_reference(typed)
    if reference is None:
        return None
    of_form = select(consultations.c.conversation_id).where(consultations.c.reference == reference)
    is_meant = (matters.c.reference == reference) | matters.c.conversation_id.in_(of_form)
    return _first(connection, _WITH_PERSON.where(is_meant).order_by((matters.c.reference == reference).desc()))


def of_conversation(connection: Connection, conversation_id: int) -> KeptMatter | None:
    """The matter of one conversation."""
    return _first(connection, _WITH_PERSON.where(matters.c.conversation_id == conversation_id))


def list_matters(connection: Connection, which: Which, member: str, *, limit: int) -> list[KeptMatter]:
    """The matters that `which` names, those first in which something happened last."""
    query = _WITH_PERSON.where(_condition(which, member)).order_by(matters.c.updated_at.desc(), matters.c.id.desc())
    return [_kept(row) for row in connection.execute(query.limit(limit))]


def count(connection: Connection, which: Which, member: str) -> int:
    """How many `list_matters` would give without a limit."""
    return connection.scalar(select(func.count()).select_from(matters).where(_condition(which, member))) or 0


def take(transaction: Transaction, matter_id: int, member: str) -> bool:
    """Let `member` look after it; False where somebody else was quicker, or it is closed."""
    is_free = matters.c.taken_by.is_(None) | (matters.c.taken_by == member)
    condition = (matters.c.id == matter_id) & (matters.c.status == OPEN) & is_free
    return _change(transaction, condition, {"taken_by": member, "taken_at": transaction.now})


def release(transaction: Transaction, matter_id: int) -> bool:
    """Nobody looks after it any more; False where nobody did."""
    condition = (matters.c.id == matter_id) & matters.c.taken_by.is_not(None)
    return _change(transaction, condition, {"taken_by": None, "taken_at": None})


def close(transaction: Transaction, matter_id: int) -> bool:
    """Close it; False where it is closed already."""
    condition = (matters.c.id == matter_id) & (matters.c.status == OPEN)
    return _change(transaction, condition, {"status": CLOSED, "closed_at": transaction.now})


def reopen(transaction: Transaction, matter_id: int) -> bool:
    """Open it again, free for anybody; False where it is open."""
    condition = (matters.c.id == matter_id) & (matters.c.status == CLOSED)
    freed = {"status": OPEN, "closed_at": None, "taken_by": None, "taken_at": None}
    return _change(transaction, condition, freed)


def touch(transaction: Transaction, matter_id: int) -> None:
    """Something happened in it."""
    _change(transaction, matters.c.id == matter_id, {})


def _create(transaction: Transaction, conversation_id: int, origin: Origin, reference: str | None) -> KeptMatter:
    """A new one; where another request was quicker, the one that it made."""
    row = {
        "reference": reference or create_reference(),
        "conversation_id": conversation_id,
        "origin": origin,
        "status": OPEN,
        "opened_at": transaction.now,
        "updated_at": transaction.now,
    }
    if reference is None:
        insert_ignoring(transaction.connection, matters, [row])
    else:
        transaction.connection.execute(insert(matters).values(row))
    return _one(transaction.connection, matters.c.conversation_id == conversation_id)


def _change(transaction: Transaction, condition: ColumnElement[bool], values: dict[str, Any]) -> bool:
    changed = update(matters).where(condition).values(updated_at=transaction.now, **values)
    return transaction.connection.execute(changed).rowcount > 0


def _condition(which: Which, member: str) -> ColumnElement[bool]:
    match which:
        case "open":
            return matters.c.status == OPEN
        case "new":
            return (matters.c.status == OPEN) & matters.c.taken_by.is_(None)
        case "mine":
            return (matters.c.status == OPEN) & (matters.c.taken_by == member)
        case "closed":
            return matters.c.status == CLOSED
        case _:
            assert_never(which)


def _one(connection: Connection, condition: ColumnElement[bool]) -> KeptMatter:
    return _kept(connection.execute(_WITH_PERSON.where(condition)).one())


def _first(connection: Connection, query: Select[Any]) -> KeptMatter | None:
    row = connection.execute(query.limit(1)).one_or_none()
    return _kept(row) if row else None


def _kept(row: Row[Any]) -> KeptMatter:
    return KeptMatter(
        id=row.id,
        reference=row.reference,
        conversation_id=row.conversation_id,
        channel=row.channel,
        sealed_address=row.address,
        origin=row.origin,
        status=row.status,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        closed_at=row.closed_at,
    )
