"""The store's contract runs over SQLite, and over PostgreSQL too where HITOIKI_TEST_DATABASE_URL names an empty one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, text

from bot.store.database import connect_database, is_sqlite
from bot.store.migrate import migrate
from bot.store.store import Store
from bot.store.vault import Vault, open_vault
from tests.fakes.clock import FakeClock

POSTGRESQL = os.environ.get("HITOIKI_TEST_DATABASE_URL", "")
DATABASES = ["sqlite", *(["postgresql"] if POSTGRESQL else [])]


@pytest.fixture(params=DATABASES)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    url = POSTGRESQL if request.param == "postgresql" else f"sqlite:///{tmp_path / 'store.db'}"
    database = connect_database(url)
    if not is_sqlite(database):
        with database.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield database
    database.dispose()


@pytest.fixture
def database(empty_database: Engine) -> Engine:
    """A database in its newest shape."""
    migrate(empty_database)
    return empty_database


@pytest.fixture
def keys() -> list[str]:
    """One key."""
    return [Fernet.generate_key().decode()]


@pytest.fixture
def vault(database: Engine, keys: list[str]) -> Vault:
    """The vault of the database."""
    return open_vault(database, keys)


@pytest.fixture
def clock() -> FakeClock:
    """The store's clock."""
    return FakeClock()


@pytest.fixture
def store(database: Engine, vault: Vault, clock: FakeClock) -> Iterator[Store]:
    """A store whose time a test moves."""
    store = Store(database, vault, clock)
    yield store
    store.close()
