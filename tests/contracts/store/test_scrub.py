"""What was erased is in no file of SQLite any more once the scrub has returned, also where two scrub at once."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.store.database import connect_database, scrub


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    database = connect_database(f"sqlite:///{tmp_path / 'kept.db'}")
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE kept (secret TEXT)"))
    return database


def erase(database: Engine, folder: Path, secret: str) -> bool:
    """Keep and erase `secret`; returns whether it still lies somewhere."""
    with database.begin() as connection:
        connection.execute(text("INSERT INTO kept VALUES (:secret)"), {"secret": secret})
    with database.begin() as connection:
        connection.execute(text("DELETE FROM kept WHERE secret = :secret"), {"secret": secret})
    scrub(database)
    return any(secret.encode() in path.read_bytes() for path in folder.iterdir())


def test_what_was_erased_is_gone_though_others_scrub_too(database: Engine, tmp_path: Path) -> None:
    secrets = [f"sealed-{number:04}-sealed" for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        left = list(threads.map(lambda secret: erase(database, tmp_path, secret), secrets))
    assert left == [False] * len(secrets)


def test_a_log_that_is_in_use_is_told(database: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with database.connect() as reader, caplog.at_level(logging.WARNING, "bot.store"):
        reader.exec_driver_sql("SELECT count(*) FROM kept").scalar()
        scrub(database)
    assert [record.message for record in caplog.records] == [
        "the database's log is in use and could not be scrubbed; the next scrub does it"
    ]
    assert erase(database, tmp_path, "sealed-last-sealed") is False
