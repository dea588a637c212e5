"""Answers that were given up on: shown to the staff, and sent once more where they say so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, func, select, update

from bot.store.outbox import DEAD, WAITING
from bot.store.tables import matters, outbox
from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """What is told of one; its words are nobody's business."""

    id: int
    channel: str
    #: Why: the platform's code, or the kind of an error.
    detail: str
    died_at: datetime
    #: The number of its matter, where the staff may see that.
    reference: str | None


def list_dead(connection: Connection, *, limit: int) -> list[DeadLetter]:
    """The latest ones, the newest first."""
    rows = connection.execute(
        select(outbox.c.id, outbox.c.channel, outbox.c.detail, outbox.c.done_at, matters.c.reference)
        .outerjoin(matters, matters.c.conversation_id == outbox.c.conversation_id)
        .where(outbox.c.status == DEAD)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    return [
        DeadLetter(id=row.id, channel=row.channel, detail=row.detail, died_at=row.done_at, reference=row.reference)
        for row in rows
    ]


def count_dead(connection: Connection) -> int:
    """How many there are."""
    return connection.scalar(select(func.count()).select_from(outbox).where(outbox.c.status == DEAD)) or 0


def resend(transaction: Transaction, row_id: int) -> bool:
    """Let it be tried again as if it were new; False where it is none any more.

    None of its tries has arrived, so a new retry key makes nobody read it twice.
    """
    now = transaction.now
    fresh = {"status": WAITING, "attempts": 0, "retry_key": str(uuid4()), "next_at": now, "created_at": now}
    is_dead = (outbox.c.id == row_id) & (outbox.c.status == DEAD)
    revived = update(outbox).where(is_dead).values(**fresh, done_at=None, request_id="", detail="")
    return transaction.connection.execute(revived).rowcount > 0


def forget_before(connection: Connection, moment: datetime) -> int:
    """Delete those given up on before `moment`; returns how many."""
    return connection.execute(delete(outbox).where(outbox.c.status == DEAD, outbox.c.done_at < moment)).rowcount
