"""The composition root: the only place that names the concrete parts."""

from pathlib import Path

from fastapi import FastAPI

from adapters.contract import Adapter
from adapters.line.adapter import LineAdapter
from adapters.web.adapter import WebAdapter
from bot.clock import Clock, create_clock
from bot.consultation.routes import consultation_router
from bot.content import load_content
from bot.http import Door, create_http_app
from bot.service import Service, create_service
from bot.settings import Settings
from bot.webchat.routes import chat_router
from dialogs.catalog_files import CONTENT_DIR


def create_app(settings: Settings, content_dir: Path = CONTENT_DIR, *, is_socket_mode: bool = False) -> FastAPI:
    """The whole service; raises where it cannot run, before it listens.

    In socket mode Slack is heard over a connection that the service opens itself.

    Raises:
        ContentError: with every fault of the content files.
        StoreError: the database or its key cannot be used.
    """
    content = load_content(content_dir, _facts(settings))
    clock = create_clock(settings.timezone)
    adapters = [WebAdapter(clock), *_platforms(settings)]
    service = create_service(settings, dialog=content.engine, adapters=adapters, clock=clock)
    chat = chat_router(service, texts=content.chat, desks=content.desks, settings=settings)
    consultation = consultation_router(
        store=service.store, settings=settings, texts=content.consultation, signs=content.signs, desks=content.desks
    )
    return create_http_app(
        service, [chat, consultation], _doors(settings, service, clock, is_socket_mode=is_socket_mode)
    )


def _facts(settings: Settings) -> dict[str, str]:
    """What every text of the dialog may mention."""
    return {
        "operator_name": settings.operator_name,
        "retention_days": str(settings.retention_days),
        "form_code_hours": str(settings.form_code_hours),
    }


def _platforms(settings: Settings) -> list[Adapter]:
    """The adapters of the channels whose secrets are set."""
    adapters: list[Adapter] = []
    secret, token = settings.line_channel_secret, settings.line_channel_access_token
    if secret and token:
        adapters.append(LineAdapter(secret.get_secret_value(), token.get_secret_value(), settings.line_api_base_url))
    if settings.slack_bot_token:
        # Slack's SDK and Bolt take half a second to import, which only those who use Slack should wait.
        from adapters.slack.adapter import SlackAdapter  # noqa: PLC0415

        adapters.append(SlackAdapter(settings.slack_bot_token.get_secret_value(), settings.slack_api_base_url))
    return adapters


def _doors(settings: Settings, service: Service, clock: Clock, *, is_socket_mode: bool) -> list[Door]:
    """The platforms that post more than events, and so come in by a door of their own."""
    if settings.slack_bot_token is None:
        return []
    from bot.slack.door import create_slack_door  # noqa: PLC0415  (the same)

    return [create_slack_door(service, settings=settings, clock=clock, is_socket_mode=is_socket_mode)]
