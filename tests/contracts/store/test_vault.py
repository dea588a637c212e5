"""Sealing, digests and the rotation of keys."""

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, LargeBinary, insert, select

from bot.store.errors import WrongKeyError
from bot.store.store import Store
from bot.store.tables import metadata, outbox
from bot.store.vault import Vault, open_vault, reseal_all
from tests.contracts.store.rows import fill


def test_what_is_sealed_is_unreadable_and_opens_again(vault: Vault) -> None:
    sealed = vault.seal(b"some words")

    assert b"some words" not in sealed
    assert vault.open(sealed) == b"some words"
    assert sealed != vault.seal(b"some words")


def test_json_goes_in_and_out(vault: Vault) -> None:
    value = {"list": [1, None, True], "text": "言葉"}

    assert vault.open_json(vault.seal_json(value)) == value


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_changed_value_does_not_open(vault: Vault, place: int) -> None:
    sealed = bytearray(vault.seal(b"some words"))
    sealed[place] ^= 1

    with pytest.raises(WrongKeyError):
        vault.open(bytes(sealed))


def test_digests_are_the_same_on_each_start_and_tell_nothing(database: Engine, keys: list[str]) -> None:
    first, second = (open_vault(database, keys).digest("line:person-1") for _ in range(2))

    assert first == second
    assert len(first) == 64
    assert first != open_vault(database, keys).digest("line:person-2")


def test_another_key_does_not_open_the_database(database: Engine, keys: list[str]) -> None:
    open_vault(database, keys)

    with pytest.raises(WrongKeyError, match="HITOIKI_SECRET_KEY"):
        open_vault(database, [Fernet.generate_key().decode()])


def test_rotation_needs_the_old_key_until_everything_is_resealed(store: Store, keys: list[str]) -> None:
    fill(store)
    new = [Fernet.generate_key().decode()]
    digest = store.vault.digest("line:person-1")

    both = open_vault(store.database, [*new, *keys])
    count = reseal_all(store.database, both)

    assert count == sealed_values(store) > 8
    only_new = open_vault(store.database, new)
    assert only_new.digest("line:person-1") == digest
    with store.database.begin() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                values = [row[column] for column in table.columns if isinstance(column.type, LargeBinary)]
                assert all(only_new.open(value) for value in values if value is not None)
    with pytest.raises(WrongKeyError):
        open_vault(store.database, keys)


def test_rotation_goes_through_more_than_one_batch(store: Store, keys: list[str]) -> None:
    fill(store)
    with store.begin() as transaction:
        row = transaction.connection.execute(select(outbox)).mappings().first()
        assert row is not None
        copy = {name: value for name, value in row.items() if name != "id"}
        transaction.connection.execute(insert(outbox), [copy] * 1100)

    new = [Fernet.generate_key().decode()]

    assert reseal_all(store.database, open_vault(store.database, [*new, *keys])) == sealed_values(store) > 2200
    assert open_vault(store.database, new).digest("x") == store.vault.digest("x")


def sealed_values(store: Store) -> int:
    """How many sealed values the tables hold."""
    with store.begin() as transaction:
        return sum(
            sum(1 for (value,) in transaction.connection.execute(select(column)) if value is not None)
            for table in metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, LargeBinary)
        )
