"""``hitoiki keys``: change the key under which personal data is kept."""

import typer

from bot.clock import create_clock
from bot.service import open_store
from bot.settings import SettingsError, read_settings
from bot.store.vault import reseal_all

app = typer.Typer(no_args_is_help=True, help="Change the key under which personal data is kept.")


@app.callback()
def keys() -> None:
    """A group of commands, so that a single one keeps its name."""


@app.command()
def reseal() -> None:
    """Seal everything again under the first key of HITOIKI_SECRET_KEY; then the older keys can go."""
    try:
        settings = read_settings()
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    store = open_store(settings, create_clock(settings.timezone))
    typer.echo(f"sealed again: {reseal_all(store.database, store.vault)}")
