"""Seals what must not be read by whoever holds the database alone, and names people by keyed digests."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Column, Connection, Engine, LargeBinary, Table, select, tuple_, update

from bot.store.errors import WrongKeyError
from bot.store.inserts import insert_ignoring
from bot.store.tables import metadata, vault_keys

_DIGEST_KEY = "digest"
_BATCH = 500


class Vault:
    """Seals with the first key, opens with any of them."""

    def __init__(self, keys: Sequence[str], digest_key: bytes) -> None:
        self._fernet = _fernet(keys)
        self._digest_key = digest_key

    def seal(self, content: bytes) -> bytes:
        """Encrypt and authenticate `content`."""
        return self._fernet.encrypt(content)

    def open(self, sealed: bytes) -> bytes:
        """The content of `sealed`.

        Raises:
            WrongKeyError: no key opens it, or it was changed.
        """
        return _open(self._fernet, sealed)

    def seal_json(self, value: Any) -> bytes:
        """Seal `value`, written as JSON."""
        return self.seal(msgspec.json.encode(value))

    def open_json(self, sealed: bytes) -> Any:
        """The JSON value in `sealed`."""
        return msgspec.json.decode(self.open(sealed))

    def digest(self, text: str) -> str:
        """A name for `text` that tells nothing about it without the key; rotation keeps it."""
        return hmac.new(self._digest_key, text.encode(), hashlib.sha256).hexdigest()

    def reseal(self, sealed: bytes) -> bytes:
        """The same content under the first key."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise WrongKeyError from None


def open_vault(database: Engine, keys: Sequence[str]) -> Vault:
    """The vault of this database; its digest key is made on the first call.

    Raises:
        WrongKeyError: none of `keys` opens it.
    """
    fernet = _fernet(keys)
    with database.begin() as connection:
        made = {"name": _DIGEST_KEY, "sealed": fernet.encrypt(secrets.token_bytes(32))}
        insert_ignoring(connection, vault_keys, [made])
        sealed = connection.scalar(select(vault_keys.c.sealed).where(vault_keys.c.name == _DIGEST_KEY))
    return Vault(keys, _open(fernet, sealed or b""))


def reseal_all(database: Engine, vault: Vault) -> int:
    """Seal everything again under the first key, so that the older keys can go; returns how many values."""
    return sum(_reseal_table(database, vault, table) for table in metadata.sorted_tables)


def _fernet(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _open(fernet: MultiFernet, sealed: bytes) -> bytes:
    try:
        return fernet.decrypt(sealed)
    except InvalidToken:
        raise WrongKeyError from None


def _reseal_table(database: Engine, vault: Vault, table: Table) -> int:
    columns = [column for column in table.columns if isinstance(column.type, LargeBinary)]
    resealed, after = 0, None
    while columns:
        with database.begin() as connection:
            after, count = _reseal_batch(connection, vault, table, columns, after)
        resealed += count
        if after is None:
            break
    return resealed


def _reseal_batch(
    connection: Connection, vault: Vault, table: Table, columns: Sequence[Column[Any]], after: tuple[Any, ...] | None
) -> tuple[tuple[Any, ...] | None, int]:
    key = tuple(table.primary_key.columns)
    query = select(*key, *columns).order_by(*key).limit(_BATCH).with_for_update()
    rows = connection.execute(query if after is None else query.where(tuple_(*key) > after)).mappings().all()
    count = 0
    for row in rows:
        values = {column.name: vault.reseal(row[column]) for column in columns if row[column]}
        count += len(values)
        if values:
            connection.execute(update(table).where(*(column == row[column] for column in key)).values(values))
    return (tuple(rows[-1][column] for column in key) if rows else None), count
