"""Sends what waits in the outbox: right after its turn, again where that failed, and what a dead process left."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import assert_never

from adapters.contract import Adapter, Outcome, Receipt
from bot.logs import describe_error
from bot.metrics import Metrics
from bot.store import outbox
from bot.store.database import scrub
from bot.store.outbox import Claim, Settlement
from bot.store.store import Store

_log = logging.getLogger(__name__)

#: Longer than any try to send, so that a row is taken over only from a process that is gone.
LEASE = timedelta(seconds=60)
#: LINE keeps a retry key for so long (platforms.md §2.3); later tries could arrive twice.
GIVE_UP_AFTER = timedelta(hours=24)

_LONGEST_DELAY = timedelta(hours=1)
_AT_ONCE = 64
#: How often to look for rows of another process that died before it took them up; a reply token lives a minute.
_LOOK_EVERY_SECONDS = 5.0
_AFTER_TROUBLE_SECONDS = 1.0


class Delivery:
    """One loop that settles finished tries and claims due rows in one transaction, and any number of tries."""

    def __init__(self, *, store: Store, adapters: Mapping[str, Adapter], metrics: Metrics) -> None:
        self._store = store
        self._adapters = adapters
        self._metrics = metrics
        self._wake = asyncio.Event()
        self._is_stopping = False
        self._tries: set[asyncio.Task[None]] = set()
        self._settlements: list[Settlement] = []

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._wake.set()

    def stop(self) -> None:
        """Let `run` end as soon as the tries under way are settled."""
        self._is_stopping = True
        self.wake()

    async def run(self) -> None:
        """Deliver until `stop`."""
        while True:
            self._wake.clear()
            pause = await self._step()
            if self._is_stopping and not self._tries and not self._settlements:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)

    async def _step(self) -> float:
        """Settle, claim and start tries; returns the seconds until the next row is due."""
        settlements, self._settlements = self._settlements, []
        limit = 0 if self._is_stopping else _AT_ONCE - len(self._tries)
        try:
            claims, due = await self._store.run(lambda: self._settle_and_claim(settlements, limit))
        except Exception as error:  # noqa: BLE001  (the loop outlives every fault; what it could not do, it does again)
            self._settlements = settlements + self._settlements
            _log.error("the outbox cannot be worked on now: %s", describe_error(error))
            return _AFTER_TROUBLE_SECONDS
        for claim in claims:
            task = asyncio.create_task(self._try(claim))
            self._tries.add(task)
            task.add_done_callback(self._finish)
        return self._pause(due)

    def _settle_and_claim(self, settlements: list[Settlement], limit: int) -> tuple[list[Claim], datetime | None]:
        with self._store.begin() as transaction:
            last_words = outbox.settle(transaction, settlements)
            claims = outbox.claim(transaction, self._adapters.keys(), lease=LEASE, limit=limit) if limit > 0 else []
            # A try under way wakes the loop at its end; when nothing was due, the clock has to.
            due = None if claims else outbox.next_due(transaction, self._adapters.keys())
        if last_words:
            scrub(self._store.database)
        return claims, due

    def _pause(self, due: datetime | None) -> float:
        if due is None or self._is_stopping:
            return _LOOK_EVERY_SECONDS
        return min(max((due - self._store.clock()).total_seconds(), 0.0), _LOOK_EVERY_SECONDS)

    async def _try(self, claim: Claim) -> None:
        try:
            receipt = await self._adapters[claim.channel].send(claim.outgoing)
        except Exception as error:  # noqa: BLE001  (a fault of an adapter must not stop the loop; nobody knows if it arrived)
            _log.error("sending failed: %s", describe_error(error))
            receipt = Receipt(outcome=Outcome.UNKNOWN, detail=type(error).__name__)
        now = self._store.clock()
        settlement = settle_receipt(claim, receipt, now)
        self._settlements.append(settlement)
        self._metrics.outbox.labels(claim.channel, settlement.status).inc()
        if receipt.outcome is Outcome.SENT:
            self._metrics.answer_seconds.labels(claim.channel).observe((now - claim.created_at).total_seconds())

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._tries.discard(task)
        self.wake()


def settle_receipt(claim: Claim, receipt: Receipt, now: datetime) -> Settlement:
    """What a receipt makes of its row."""
    status, next_at = _fate(claim, receipt, now)
    return Settlement(
        id=claim.id,
        status=status,
        request_id=receipt.request_id,
        detail=receipt.detail,
        next_at=next_at,
        reply_token_spent=receipt.reply_token_spent,
        is_last_word=claim.is_last_word,
    )


def _fate(claim: Claim, receipt: Receipt, now: datetime) -> tuple[str, datetime | None]:
    match receipt.outcome:
        case Outcome.SENT:
            return outbox.SENT, None
        case Outcome.UNKNOWN:
            return outbox.UNKNOWN, None
        case Outcome.REFUSED:
            return outbox.DEAD, None
        case Outcome.RETRY:
            next_at = now + delay_after(claim.attempts, receipt.retry_after_seconds)
            return (outbox.WAITING, next_at) if next_at < claim.created_at + GIVE_UP_AFTER else (outbox.DEAD, None)
        case _:
            assert_never(receipt.outcome)


def delay_after(attempts: int, retry_after_seconds: float | None = None) -> timedelta:
    """2, 4, 8 … seconds, at most an hour, and never less than the platform asks for."""
    own = min(timedelta(seconds=2 ** min(attempts, 12)), _LONGEST_DELAY)
    return max(own, timedelta(seconds=min(retry_after_seconds or 0, GIVE_UP_AFTER.total_seconds())))
