"""``hitoiki serve``: the service itself."""

import typer
import uvicorn

from bot.app import create_app
from bot.logs import log_config
from bot.settings import SettingsError, read_settings
from bot.store.errors import StoreError
from dialogs.errors import ContentError


def serve() -> None:
    """Serve until stopped; a wrong setting or faulty content is told in full and nothing is served."""
    try:
        settings = read_settings()
        app = create_app(settings)
    except (SettingsError, ContentError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_config=log_config(settings.log_format), server_header=False
    )
