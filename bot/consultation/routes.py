"""The routes of the consultation pages, and everything that they need put together."""

import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import SQLAlchemyError

from bot.consultation.forms import Forms
from bot.consultation.memo import SignTexts
from bot.consultation.pages import CHECK, DONE, ERASE, FORM, SEND, Pages
from bot.consultation.rendering import STATIC_PATH, Renderer
from bot.consultation.texts import ConsultationTexts
from bot.consultation.views import Views
from bot.consultation.visitors import Tokens
from bot.logs import describe_error
from bot.settings import Settings
from bot.store.store import Store
from dialogs.catalog import Desk

_log = logging.getLogger(__name__)

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def consultation_router(
    *,
    store: Store,
    settings: Settings,
    texts: ConsultationTexts,
    signs: SignTexts,
    desks: Mapping[str, Desk],
) -> APIRouter:
    """The routes of the form, from the one-time link to the memo."""
    retention = timedelta(days=settings.retention_days)
    facts = {
        "operator": settings.operator_name or texts.frame.operator_unknown,
        "days": settings.retention_days,
        "hours": settings.form_code_hours,
    }
    pages = Pages(
        forms=Forms(store, retention=retention),
        tokens=Tokens(store.vault),
        settings=settings,
        renderer=Renderer(texts, facts),
        views=Views(texts=texts, signs=signs),
        hotline=desks["hotline"],
    )
    return _routed(pages)


def _routed(pages: Pages) -> APIRouter:
    router = APIRouter(include_in_schema=False, route_class=_route_class(pages))
    for method, path, endpoint in (
        ("GET", "/f/{code}", pages.arrive),
        ("GET", "/f/{code}/open", pages.open),
        ("POST", "/f/{code}/open", pages.press),
        ("GET", FORM, pages.form),
        ("POST", FORM, pages.save),
        ("GET", CHECK, pages.check),
        ("POST", SEND, pages.send),
        ("GET", DONE, pages.done),
        ("GET", ERASE, pages.ask_erase),
        ("POST", ERASE, pages.erase),
        ("GET", STATIC_PATH + "/{name}", pages.asset),
    ):
        router.add_api_route(path, endpoint, methods=[method])
    for path in ("/f/{code}", "/f/{code}/open"):
        router.add_api_route(path, pages.head, methods=["HEAD"])
    return router


def _route_class(pages: Pages) -> type[APIRoute]:
    class PageRoute(APIRoute):
        """Where the database does not answer, the person still reads what to do."""

        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def handle_or_excuse(request: Request) -> Response:
                try:
                    return await handle(request)
                except SQLAlchemyError as error:
                    _log.warning("a page of the form waits for the database: %s", describe_error(error))
                    return pages.busy()

            return handle_or_excuse

    return PageRoute
