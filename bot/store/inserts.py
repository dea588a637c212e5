"""The one statement that the two databases write differently."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def insert_ignoring(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Insert the rows that are not there yet; returns the primary keys of those."""
    insert = _INSERTS[connection.dialect.name](table).on_conflict_do_nothing().values(rows)
    return [tuple(key) for key in connection.execute(insert.returning(*table.primary_key.columns))]
