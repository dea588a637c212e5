"""Which events were taken already, so that one delivered n times is answered once."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete

from bot.store.inserts import insert_ignoring
from bot.store.tables import seen_events

_LONGEST = 128


def insert_new(connection: Connection, channel: str, event_ids: Iterable[str], now: datetime) -> set[str]:
    """Note all of `event_ids` as seen and return those that were not seen before."""
    wanted = {_fit(event_id): event_id for event_id in event_ids}
    # Sorted, so that two requests with the same events wait for each other instead of locking each other out.
    rows = [{"channel": channel, "event_id": fitted, "seen_at": now} for fitted in sorted(wanted)]
    return {wanted[event_id] for _, event_id in insert_ignoring(connection, seen_events, rows)}


def forget_before(connection: Connection, moment: datetime) -> int:
    """Forget the events seen before `moment`; returns how many."""
    return connection.execute(delete(seen_events).where(seen_events.c.seen_at < moment)).rowcount


def _fit(event_id: str) -> str:
    """The id itself where it fits into the column; platforms do not promise a length."""
    fits = len(event_id) <= _LONGEST and event_id.isascii() and event_id.isprintable()
    return event_id if fits else hashlib.sha256(event_id.encode("utf-8", "surrogatepass")).hexdigest()
