"""What is done after Slack was answered, and is not cut off when the service stops."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.logs import describe_error

_log = logging.getLogger(__name__)

#: Longer than any try to reach Slack; what still hangs then is given up.
_LAST_SECONDS = 10.0


class Errands:
    """Tasks of one event loop."""

    def __init__(self, *, last_seconds: float = _LAST_SECONDS) -> None:
        self._last_seconds = last_seconds
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do `work` beside everything else; what it raises is logged, without its message."""
        task = asyncio.create_task(_watched(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """At the end of the block, wait for what is under way."""
        try:
            yield
        finally:
            await self._finish()

    async def _finish(self) -> None:
        """Wait, also for what was started meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._last_seconds):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        hanging = list(self._tasks)
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)


async def _watched(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001  (nobody waits for it, so nobody else could tell)
        _log.error("an errand failed: %s", describe_error(error))
