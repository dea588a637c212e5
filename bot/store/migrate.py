"""Bring the database to the newest shape at start-up."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

#: Any number, the same in every process that may start at once ("hitoiki" on a telephone's keys).
_LOCK = 44864541


def migrate(database: Engine) -> None:
    """Upgrade to the newest migration, in one transaction; of two processes the second finds nothing left to do."""
    with database.begin() as connection:
        _wait_for_others(connection)
        command.upgrade(_config(connection), "head")


def _wait_for_others(connection: Connection) -> None:
    """PostgreSQL: a lock of our own, given back with the transaction. On SQLite the transaction itself is the lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
