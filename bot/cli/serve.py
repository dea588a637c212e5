"""``hitoiki serve``: the service itself."""

import typer
import uvicorn

from bot.app import create_app
from bot.logs import log_config
from bot.settings import SettingsError, read_settings
from bot.store.errors import StoreError
from dialogs.errors import ContentError


def serve(*, is_socket_mode: bool) -> None:
    """Serve until stopped; a wrong setting or faulty content is told in full and nothing is served."""
    try:
        settings = read_settings()
        if is_socket_mode and settings.slack_app_token is None:
            raise SettingsError(["SLACK_APP_TOKEN is not set, and --socket-mode needs it"])  # noqa: TRY301
        app = create_app(settings, is_socket_mode=is_socket_mode)
    except (SettingsError, ContentError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_config=log_config(settings.log_format), server_header=False
    )
