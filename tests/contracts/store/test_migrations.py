"""The migrations lead to the tables as the code knows them, and two processes may start at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from bot.store import migrate as migrate_module
from bot.store.database import connect_database
from bot.store.migrate import migrate
from bot.store.tables import metadata


def test_migrations_and_tables_agree(database: Engine) -> None:
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrated_tables_are_those_that_the_code_would_make(empty_database: Engine, tmp_path: Path) -> None:
    migrate(empty_database)
    made = connect_database(f"sqlite:///{tmp_path / 'made.db'}")
    metadata.create_all(made)

    for table in metadata.tables:
        migrated_keys = inspect(empty_database).get_foreign_keys(table)
        made_keys = inspect(made).get_foreign_keys(table)
        shown = [
            sorted((key["constrained_columns"], key["options"].get("ondelete")) for key in keys)
            for keys in (migrated_keys, made_keys)
        ]
        assert shown[0] == shown[1]
    made.dispose()


def test_several_processes_may_migrate_at_once(empty_database: Engine) -> None:
    others = [connect_database(empty_database.url.render_as_string(hide_password=False)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, others))
    for other in others:
        other.dispose()

    assert set(inspect(empty_database).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_a_second_start_changes_nothing(database: Engine) -> None:
    before = inspect(database).get_table_names()

    migrate(database)

    assert inspect(database).get_table_names() == before


def test_the_migrations_lead_back(database: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate_module.__file__).with_name("migrations")))
    with database.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")

    assert inspect(database).get_table_names() == ["alembic_version"]
