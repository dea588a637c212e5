"""What is kept no longer than it must be, on by default."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.logs import describe_error
from bot.store import audit, consultations, conversations, dead_letters, outbox, seen_events
from bot.store.database import scrub
from bot.store.store import Store

_log = logging.getLogger(__name__)

#: A platform delivers again within hours; LINE publishes no bound (platforms.md §2.2).
SEEN_EVENTS_FOR = timedelta(days=7)
#: For staff to see what became of an answer, and as long as LINE keeps a retry key.
DONE_ANSWERS_FOR = timedelta(hours=24)
#: For staff to send it again, also after a holiday.
DEAD_LETTERS_FOR = timedelta(days=7)

_EVERY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many of each were deleted."""

    conversations: int
    consultations: int
    answers: int
    dead_letters: int
    seen_events: int
    audit_entries: int


def sweep(store: Store, *, audit_for: timedelta) -> Swept:
    """Delete what has expired by now; what hangs on a conversation goes with it."""
    with store.begin() as transaction:
        connection, now = transaction.connection, transaction.now
        swept = Swept(
            conversations=conversations.expire(connection, now),
            consultations=consultations.expire(connection, now),
            answers=outbox.forget_done(connection, now - DONE_ANSWERS_FOR),
            dead_letters=dead_letters.forget_before(connection, now - DEAD_LETTERS_FOR),
            seen_events=seen_events.forget_before(connection, now - SEEN_EVENTS_FOR),
            audit_entries=audit.forget_before(connection, now - audit_for),
        )
    scrub(store.database)
    return swept


async def sweep_for_ever(store: Store, *, audit_for: timedelta) -> None:
    """Sweep now and then every hour until cancelled."""
    while True:
        try:
            swept = await store.run(lambda: sweep(store, audit_for=audit_for))
            _log.info("retention: %s", swept)
        except Exception as error:  # noqa: BLE001  (one failed sweep must not end all later ones)
            _log.error("the retention sweep failed and is tried again: %s", describe_error(error))
        await asyncio.sleep(_EVERY_SECONDS)
