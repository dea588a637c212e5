"""The one way to the tables: transactions with everything that they need, and the threads that they run in."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Engine

from bot.clock import Clock
from bot.store.database import is_sqlite
from bot.store.transaction import Transaction
from bot.store.vault import Vault

T = TypeVar("T")

#: SQLite lets one transaction at a time write: a queue in front of one thread is quicker and fairer than its
#: busy handler, which sleeps. PostgreSQL takes as many as its pool has connections.
_THREADS_ON_SQLITE = 1
_THREADS = 5


class Store:
    """A database with its vault; the time is told once a transaction."""

    def __init__(self, database: Engine, vault: Vault, clock: Clock) -> None:
        self.database = database
        self.vault = vault
        self.clock = clock
        self._threads = ThreadPoolExecutor(
            _THREADS_ON_SQLITE if is_sqlite(database) else _THREADS, thread_name_prefix="store"
        )

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that commits where the block ends well and leaves nothing where it raises."""
        with self.database.begin() as connection:
            yield Transaction(connection=connection, vault=self.vault, now=self.clock())

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work`, which blocks, in a thread of the store's own."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """Wait for what runs, then give the connections back."""
        self._threads.shutdown()
        self.database.dispose()
