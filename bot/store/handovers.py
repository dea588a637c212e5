"""Who of the persons waits for a human or talks with one, each within the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, case, literal, select, update

from bot.store.inserts import insert_ignoring
from bot.store.tables import Moment, handovers, matters, relays
from bot.store.transaction import Transaction

WAITING, LIVE, OVER = "waiting", "live", "over"

_WITH_CARD = (
    select(handovers, matters.c.reference, relays.c.channel, relays.c.ts)
    .join(matters, matters.c.conversation_id == handovers.c.conversation_id)
    .outerjoin(relays, relays.c.id == handovers.c.card_id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHandover:
    """The latest request of a conversation for a human, or its talk with one."""

    conversation_id: int
    reference: str
    status: str
    #: The Slack id of the member of staff who took it.
    member: str | None
    asked_at: datetime | None
    taken_at: datetime | None
    ended_at: datetime | None
    #: The first word of the person that nobody has answered.
    awaiting_since: datetime | None
    #: The row of the card in the staff channel, and where that stands once it was posted: its thread is the talk.
    card_id: int | None
    channel: str
    thread_ts: str

    @property
    def is_open(self) -> bool:
        """The person waits for a human or talks with one."""
        return self.status in {WAITING, LIVE}


def find(connection: Connection, conversation_id: int) -> KeptHandover | None:
    """The hand-over of one conversation."""
    return _first(connection, _WITH_CARD.where(handovers.c.conversation_id == conversation_id))


def find_by_thread(connection: Connection, channel: str, thread_ts: str) -> KeptHandover | None:
    """The hand-over whose thread this is."""
    return _first(connection, _WITH_CARD.where(relays.c.channel == channel, relays.c.ts == thread_ts))


def request(transaction: Transaction, conversation_id: int, *, is_somebody_there: bool) -> bool:
    """The person asks for a human; False where they wait or talk with one already."""
    awaiting_since = transaction.now if is_somebody_there else None
    row = {"conversation_id": conversation_id, "status": OVER, "active_at": transaction.now}
    insert_ignoring(transaction.connection, handovers, [row])
    asked = {"status": WAITING, "asked_at": transaction.now, "awaiting_since": awaiting_since, "card_id": None}
    cleared = {"member": None, "taken_at": None, "ended_at": None}
    return _change(transaction, conversation_id, (OVER,), {**asked, **cleared})


def begin(transaction: Transaction, conversation_id: int, member: str) -> bool:
    """`member` answers from now on; False where somebody does already."""
    row = {"conversation_id": conversation_id, "status": OVER, "active_at": transaction.now}
    insert_ignoring(transaction.connection, handovers, [row])
    begun = {"status": LIVE, "member": member, "taken_at": transaction.now, "ended_at": None}
    # Whoever takes a talk has to say something in it.
    return _change(transaction, conversation_id, (WAITING, OVER), {**begun, "awaiting_since": transaction.now})


def end(transaction: Transaction, conversation_id: int) -> bool:
    """Nobody waits for anybody any more; False where that was so."""
    ended = {"status": OVER, "ended_at": transaction.now, "awaiting_since": None}
    return _change(transaction, conversation_id, (WAITING, LIVE), ended)


def hear(transaction: Transaction, conversation_id: int) -> None:
    """The person said something that nobody has answered yet."""
    heard = literal(transaction.now, Moment)
    since = case((handovers.c.awaiting_since.is_(None), heard), else_=handovers.c.awaiting_since)
    _change(transaction, conversation_id, (LIVE,), {"awaiting_since": since})


def speak(transaction: Transaction, conversation_id: int) -> None:
    """A member of staff said something to the person."""
    _change(transaction, conversation_id, (LIVE,), {"awaiting_since": None})


def place_card(transaction: Transaction, conversation_id: int, card_id: int) -> None:
    """Its card is the row `card_id` of the relays."""
    of_this = handovers.c.conversation_id == conversation_id
    transaction.connection.execute(update(handovers).where(of_this).values(card_id=card_id))


def list_silent(connection: Connection, since: datetime) -> list[int]:
    """The conversations that staff took and in which the person has waited since `since` or longer."""
    is_silent = (handovers.c.status == LIVE) & (handovers.c.awaiting_since <= since)
    return list(connection.scalars(select(handovers.c.conversation_id).where(is_silent)))


def list_late(connection: Connection, since: datetime) -> list[int]:
    """The conversations that nobody has taken since `since` or longer, and whose person was not told so yet."""
    is_late = (handovers.c.status == WAITING) & (handovers.c.awaiting_since <= since)
    return list(connection.scalars(select(handovers.c.conversation_id).where(is_late)))


def apologise(transaction: Transaction, conversation_id: int) -> None:
    """The person was told that nobody has come yet, and is not told again."""
    _change(transaction, conversation_id, (WAITING,), {"awaiting_since": None})


def _change(transaction: Transaction, conversation_id: int, statuses: tuple[str, ...], values: dict[str, Any]) -> bool:
    meant = (handovers.c.conversation_id == conversation_id) & handovers.c.status.in_(statuses)
    changed = update(handovers).where(meant).values(active_at=transaction.now, **values)
    return transaction.connection.execute(changed).rowcount > 0


def _first(connection: Connection, query: Select[Any]) -> KeptHandover | None:
    row = connection.execute(query.limit(1)).one_or_none()
    return _kept(row) if row else None


def _kept(row: Row[Any]) -> KeptHandover:
    return KeptHandover(
        conversation_id=row.conversation_id,
        reference=row.reference,
        status=row.status,
        member=row.member,
        asked_at=row.asked_at,
        taken_at=row.taken_at,
        ended_at=row.ended_at,
        awaiting_since=row.awaiting_since,
        card_id=row.card_id,
        channel=row.channel or "",
        thread_ts=row.ts or "",
    )
