"""Who of the staff looked at or changed what, within the transaction in which they did."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.store.tables import audit
from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One look or change."""

    at: datetime
    #: The Slack id of the member of staff.
    member: str
    action: str
    reference: str


def record(transaction: Transaction, *, member: str, action: str, reference: str = "") -> None:
    """Note that `member` did `action`; where it was about no single matter, `reference` is empty."""
    row = {"at": transaction.now, "member": member, "action": action, "reference": reference}
    transaction.connection.execute(insert(audit).values(row))


def trail(connection: Connection, reference: str, *, limit: int) -> list[Entry]:
    """The latest entries about one matter, the newest first."""
    rows = connection.execute(
        select(audit).where(audit.c.reference == reference).order_by(audit.c.id.desc()).limit(limit)
    )
    return [Entry(at=row.at, member=row.member, action=row.action, reference=row.reference) for row in rows]


def forget_before(connection: Connection, moment: datetime) -> int:
    """Forget what happened before `moment`; returns how many entries."""
    return connection.execute(delete(audit).where(audit.c.at < moment)).rowcount
