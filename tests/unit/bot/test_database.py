"""How the database is opened."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store.database import connect_database
from bot.store.errors import DriverMissingError


def test_a_sqlite_file_is_opened_for_durable_turns(tmp_path: Path) -> None:
    database = connect_database(f"sqlite:///{tmp_path / 'new' / 'store.db'}")
    with database.begin() as connection:
        pragmas = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    database.dispose()

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 1500,
    }


def test_a_transaction_is_the_writer_from_its_beginning(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    first, second = connect_database(url), connect_database(f"{url}?timeout=0.01")
    with first.begin(), pytest.raises(Exception, match="locked"), second.begin() as connection:
        connection.execute(text("PRAGMA busy_timeout=1"))
    first.dispose()
    second.dispose()


@pytest.mark.parametrize("url", ["mysql+nonsense://x/y", "oracle://x/y"])
def test_a_missing_driver_is_told(url: str) -> None:
    with pytest.raises(DriverMissingError, match="DATABASE_URL"):
        connect_database(url)
