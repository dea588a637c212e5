"""What is kept no longer than it must be, on by default."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.logs import describe_error
from bot.store import consultations, conversations, outbox, seen_events
from bot.store.database import scrub
from bot.store.store import Store

_log = logging.getLogger(__name__)

#: A platform delivers again within hours; LINE publishes no bound (platforms.md §2.2).
SEEN_EVENTS_FOR = timedelta(days=7)
#: For staff to see what became of an answer, and as long as LINE keeps a retry key.
DONE_ANSWERS_FOR = timedelta(hours=24)

_EVERY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many of each were deleted."""

    conversations: int
    consultations: int
    answers: int
    seen_events: int


def sweep(store: Store) -> Swept:
    """Delete what has expired by now; what hangs on a conversation goes with it."""
    with store.begin() as transaction:
        connection, now = transaction.connection, transaction.now
        swept = Swept(
            conversations=conversations.expire(connection, now),
            consultations=consultations.expire(connection, now),
            answers=outbox.forget_done(connection, now - DONE_ANSWERS_FOR),
            seen_events=seen_events.forget_before(connection, now - SEEN_EVENTS_FOR),
        )
    scrub(store.database)
    return swept


async def sweep_for_ever(store: Store) -> None:
    """Sweep now and then every hour until cancelled."""
    while True:
        try:
            swept = await store.run(lambda: sweep(store))
            _log.info("retention: %s", swept)
        except Exception as error:  # noqa: BLE001  (one failed sweep must not end all later ones)
            _log.error("the retention sweep failed and is tried again: %s", describe_error(error))
        await asyncio.sleep(_EVERY_SECONDS)
