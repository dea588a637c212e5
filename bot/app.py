"""The composition root: the only place that names the concrete parts."""

from pathlib import Path

from fastapi import FastAPI

from adapters.contract import Adapter
from adapters.line.adapter import LineAdapter
from adapters.web.adapter import WebAdapter
from bot.clock import Clock, create_clock
from bot.consultation.routes import consultation_router
from bot.content import Content, load_content
from bot.http import Door, create_http_app
from bot.lane import Switchboard
from bot.service import Service, create_service, open_store
from bot.settings import Settings
from bot.store.store import Store
from bot.webchat.routes import chat_router
from dialogs.catalog_files import CONTENT_DIR


def create_app(
    settings: Settings,
    content_dir: Path = CONTENT_DIR,
    *,
    is_socket_mode: bool = False,
    content: Content | None = None,
    clock: Clock | None = None,
) -> FastAPI:
    """The whole service; raises where it cannot run, before it listens.

    In socket mode Slack is heard over a connection that the service opens itself. `content` is what was loaded
    already, where it was; `clock` is another one than that of this machine.

    Raises:
        ContentError: with every fault of the content files.
        StoreError: the database or its key cannot be used.
    """
    content = content or load_content(content_dir, _facts(settings), is_staffed=settings.is_staffed)
    clock = clock or create_clock(settings.timezone)
    store = open_store(settings, clock)
    service = create_service(
        settings,
        dialog=content.engine,
        adapters=[WebAdapter(clock), *_platforms(settings), *_staff_channel(settings, store)],
        clock=clock,
        store=store,
        switchboard=_switchboard(settings, content),
    )
    chat = chat_router(service, texts=content.chat, desks=content.catalog.desks, settings=settings)
    consultation = consultation_router(
        store=service.store,
        settings=settings,
        texts=content.consultation,
        signs=content.signs,
        desks=content.catalog.desks,
    )
    doors = _doors(settings, service, content, clock, is_socket_mode=is_socket_mode)
    return create_http_app(service, [chat, consultation], doors)


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


def _staff_channel(settings: Settings, store: Store) -> list[Adapter]:
    """The way to the staff, where there is one."""
    if not settings.is_staffed:
        return []
    from bot.desk import create_poster  # noqa: PLC0415  (the same)

    return [create_poster(settings, store)]


def _switchboard(settings: Settings, content: Content) -> Switchboard | None:
    if not settings.is_staffed:
        return None
    from bot.desk import create_switchboard  # noqa: PLC0415  (the same)

    return create_switchboard(settings, content)


def _doors(settings: Settings, service: Service, content: Content, clock: Clock, *, is_socket_mode: bool) -> list[Door]:
    """The platforms that post more than events, and so come in by a door of their own."""
    if settings.slack_bot_token is None:
        return []
    from bot.desk import create_desk  # noqa: PLC0415  (the same)
    from bot.slack.door import create_slack_door  # noqa: PLC0415  (the same)
    from bot.staff.handover.watching import Watch  # noqa: PLC0415  (the same)
    from bot.staff.register import register_staff  # noqa: PLC0415  (the same)

    desk = create_desk(settings, service, content, clock)
    slack = create_slack_door(
        service,
        settings=settings,
        clock=clock,
        is_socket_mode=is_socket_mode,
        register=[lambda app: register_staff(app, desk)],
    )
    watching = [Watch(desk).running] if settings.is_staffed else []
    return [slack, Door(running=[desk.running, *watching])]
