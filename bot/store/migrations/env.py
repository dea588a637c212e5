"""Alembic's entry: the connection comes from `bot.store.migrate`, or from DATABASE_URL for an editor of migrations."""

from alembic import context
from sqlalchemy import Connection

from bot.settings import read_settings
from bot.store.database import connect_database
from bot.store.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with connect_database(read_settings().database_url.get_secret_value()).begin() as own:
        _run(own)
