"""A local platform answers from a thread of its own, beside the test."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from aiohttp import web


@contextlib.contextmanager
def answering(app: web.Application, loop: asyncio.AbstractEventLoop) -> Iterator[str]:
    """Let `app` answer on a free port of this machine until the block ends, and `loop` with it; gives its address."""
    thread = threading.Thread(target=loop.run_forever, name="platform", daemon=True)
    thread.start()
    try:
        runner = asyncio.run_coroutine_threadsafe(_start(app), loop).result(10)
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _start(app: web.Application) -> web.AppRunner:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner
