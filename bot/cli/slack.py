"""``hitoiki slack``: set up the Slack app."""

import json
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Set up the Slack app.")


@app.callback()
def slack() -> None:
    """A group of commands, so that a single one keeps its name."""


@app.command()
def manifest(
    *,
    socket_mode: Annotated[
        bool,
        typer.Option("--socket-mode", help="For a service without a public address (hitoiki serve --socket-mode)."),
    ] = False,
) -> None:
    """Print the manifest to paste where an app is made from one; addresses come from HITOIKI_PUBLIC_URL."""
    from bot.settings import SettingsError, read_settings
    from bot.slack.manifest import create_manifest, load_manifest_words
    from dialogs.catalog_files import CONTENT_DIR

    try:
        settings = read_settings()
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if not socket_mode and not settings.public_url.startswith("https://"):
        typer.echo("warning: Slack posts to https addresses alone; set HITOIKI_PUBLIC_URL or --socket-mode", err=True)
    made = create_manifest(settings, load_manifest_words(CONTENT_DIR), is_socket_mode=socket_mode)
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
