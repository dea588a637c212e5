"""The connection to the database: a SQLite file by default, PostgreSQL by its URL."""

import logging
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import NoSuchModuleError

from bot.store.errors import DriverMissingError

_log = logging.getLogger(__name__)

#: How long a transaction waits for another one on SQLite, within LINE's 2 seconds (platforms.md §2.1).
BUSY_TIMEOUT_MS = 1500

#: Two scrubs at once do not wait for each other by themselves: one is told at once that it is blocked.
_SCRUB_SECONDS = 1.0
_SCRUB_PAUSE_SECONDS = 0.02

_ON_CONNECT = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # what was answered with 200 survives a power cut, not only a crash
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten, even though it was sealed
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


def connect_database(url: str) -> Engine:
    """An engine for `url`; each of its transactions on SQLite begins as the one that may write."""
    target = _with_driver(make_url(url))
    if target.get_backend_name() == "sqlite" and target.database:
        Path(target.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        engine = create_engine(target, hide_parameters=True, pool_pre_ping=not is_sqlite_url(target))
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise DriverMissingError(target.get_driver_name()) from error
    if is_sqlite(engine):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def is_sqlite(database: Engine) -> bool:
    """Whether `database` is a SQLite file, which one transaction at a time may write."""
    return database.dialect.name == "sqlite"


def scrub(database: Engine) -> None:
    """Take what was erased out of SQLite's write-ahead log too; PostgreSQL's vacuum does its own.

    Whoever is about to read or to scrub as well is waited for, since else what was erased would stay until the next
    scrub (https://sqlite.org/pragma.html#pragma_wal_checkpoint).
    """
    if not is_sqlite(database):
        return
    give_up_at = time.monotonic() + _SCRUB_SECONDS
    while _is_scrub_blocked(database):
        if time.monotonic() > give_up_at:
            _log.warning("the database's log is in use and could not be scrubbed; the next scrub does it")
            return
        time.sleep(_SCRUB_PAUSE_SECONDS)


def _is_scrub_blocked(database: Engine) -> bool:
    connection = database.raw_connection()
    try:
        cursor = connection.cursor()
        blocked = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.close()
    finally:
        connection.close()
    return bool(blocked)


def is_sqlite_url(url: URL) -> bool:
    """Whether `url` names a SQLite file."""
    return url.get_backend_name() == "sqlite"


def _with_driver(url: URL) -> URL:
    """The URL as hosts hand it out (``postgres://``), with the driver that this project is tested with."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late: it lets two readers become writers
    cursor = connection.cursor()
    for pragma in _ON_CONNECT:
        cursor.execute(pragma)
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
