"""A store in a file of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.store.database import connect_database
from bot.store.migrate import migrate
from bot.store.store import Store
from bot.store.vault import open_vault
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    """The store's clock."""
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    """An empty store."""
    database = connect_database(f"sqlite:///{tmp_path / 'store.db'}")
    migrate(database)
    store = Store(database, open_vault(database, [Fernet.generate_key().decode()]), clock)
    yield store
    store.close()
