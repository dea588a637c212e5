"""The composition root: the only place that names the concrete parts."""

import logging
from pathlib import Path

from fastapi import FastAPI

from adapters.contract import Adapter
from adapters.line.adapter import LineAdapter
from adapters.web.adapter import WebAdapter
from bot.clock import create_clock
from bot.consultation.routes import consultation_router
from bot.content import load_content
from bot.http import create_http_app
from bot.service import create_service
from bot.settings import Settings
from bot.webchat.routes import chat_router
from dialogs.catalog_files import CONTENT_DIR

_log = logging.getLogger(__name__)


def create_app(settings: Settings, content_dir: Path = CONTENT_DIR) -> FastAPI:
    """The whole service; raises where it cannot run, before it listens.

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
    return create_http_app(service, [chat, consultation])


def _facts(settings: Settings) -> dict[str, str]:
    """What every text of the dialog may mention."""
    return {
        "operator_name": settings.operator_name,
        "retention_days": str(settings.retention_days),
        "form_code_hours": str(settings.form_code_hours),
    }


def _platforms(settings: Settings) -> list[Adapter]:
    """The adapters of the channels whose secrets are set."""
    if settings.slack_signing_secret or settings.slack_bot_token or settings.slack_app_token:
        _log.warning("SLACK_* is set, but Slack comes with the next release: it stays off")
    secret, token = settings.line_channel_secret, settings.line_channel_access_token
    if secret is None or token is None:
        return []
    return [LineAdapter(secret.get_secret_value(), token.get_secret_value(), settings.line_api_base_url)]
