"""What nobody has to press: the bot goes on where staff is silent, and posts go whose words are forgotten.

It looks into the store again and again, so that nothing is lost when the service starts anew.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from adapters.contract import Outcome
from bot.logs import describe_error
from bot.staff.frame.desk import Desk
from bot.staff.handover.answering import Answering
from bot.staff.handover.posts import create_posts
from bot.staff.handover.relay import DeskPoster
from bot.staff.handover.taking import Taking
from bot.store import relays
from bot.store.outbox import STAFF_CHANNEL
from bot.store.relays import KeptRelay

_log = logging.getLogger(__name__)

_EVERY_SECONDS = 5.0
#: Slack lets an app delete about fifty posts a minute.
_AT_ONCE = 20
#: A post that has not been noted by then never was: longer than any try and its lease.
_UNPOSTED_FOR = timedelta(hours=1)


class Watch:
    """One look after the other, for as long as the service runs."""

    def __init__(self, desk: Desk, *, every_seconds: float = _EVERY_SECONDS) -> None:
        self._desk = desk
        self._every_seconds = every_seconds
        posts = create_posts(desk.settings, desk.texts, desk.signs)
        self._taking, self._answering = Taking(desk, posts), Answering(desk, posts)
        self._pause = 0.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look until the block ends."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def look(self) -> None:
        """Do what is due now."""
        tasks = (self._taking.give_back_silent, self._taking.tell_late, self._answering.tell_failed)
        told = [await self._desk.store.run(task) for task in tasks]
        if any(told):
            self._desk.service.delivery.wake()
        await self._delete_posts()

    async def _watch(self) -> None:
        while True:
            self._pause = self._every_seconds
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001  (one failed look must not end all later ones)
                _log.error("the staff's side cannot be looked after now: %s", describe_error(error))
            await asyncio.sleep(self._pause)

    async def _delete_posts(self) -> None:
        poster = self._desk.service.adapters.get(STAFF_CHANNEL)
        if not isinstance(poster, DeskPoster):
            return
        for relay in await self._desk.store.run(self._list_to_go):
            if not await self._delete(poster, relay):
                return

    async def _delete(self, poster: DeskPoster, relay: KeptRelay) -> bool:
        """Whether Slack can be asked for the next one."""
        receipt = await poster.delete(relay)
        if receipt.outcome in {Outcome.RETRY, Outcome.UNKNOWN}:
            self._pause = max(self._pause, receipt.retry_after_seconds or 0)
            return False
        if receipt.outcome is Outcome.REFUSED:
            _log.warning("a post in the staff channel cannot be deleted: %s", receipt.detail)
        await self._desk.store.run(lambda: self._drop([relay]))
        return True

    def _list_to_go(self) -> list[KeptRelay]:
        """The posts to be deleted; what never stood in Slack is dropped on the way."""
        with self._desk.store.begin() as transaction:
            to_go = relays.list_to_go(transaction.connection, _AT_ONCE)
            is_late = transaction.now - _UNPOSTED_FOR
            nowhere = [one for one in to_go if one.kind == "reply" or (not one.ts and one.created_at < is_late)]
            relays.drop(transaction.connection, [one.id for one in nowhere])
        return [one for one in to_go if one.ts]

    def _drop(self, gone: list[KeptRelay]) -> None:
        with self._desk.store.begin() as transaction:
            relays.drop(transaction.connection, [one.id for one in gone])
