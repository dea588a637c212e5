"""The statements that the two databases write differently."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_ignoring(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Insert the rows that are not there yet; returns the primary keys of those."""
    if not rows:
        return []
    inserted = connection.execute(_statement(connection.dialect.name, table), rows)
    return [tuple(key) for key in inserted]


def insert_adding(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; where one is there already, its ``count`` grows by that of the row."""
    if rows:
        connection.execute(_adding_statement(connection.dialect.name, table), rows)


@cache
def _statement(dialect: str, table: Table) -> Executable:
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_nothing().returning(*table.primary_key.columns)


@cache
def _adding_statement(dialect: str, table: Table) -> Executable:
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    grown = {"count": table.c["count"] + insert.excluded["count"]}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=grown)
