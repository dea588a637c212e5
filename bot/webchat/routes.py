"""The web chat: its page, its talk, and what comes later."""

import logging
import secrets
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any, Final

import anyio
import msgspec
from fastapi import APIRouter, Header
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.staticfiles import StaticFiles

from adapters.contract import BadSignatureError, MalformedBodyError, Parsed
from adapters.web.parsing import PERSON_COOKIE, parse_person
from bot.headers import PAGE
from bot.logs import describe_error
from bot.service import Service
from bot.settings import Settings
from bot.store.errors import StoreError
from bot.store.outbox import MAILBOX_CHANNEL
from bot.webchat.history import Entry, History
from bot.webchat.page import STATIC_FOLDER, STATIC_PATH, render_page
from bot.webchat.texts import ChatTexts
from bot.webhooks import BodyTooLargeError, read_body
from dialogs.catalog import Desk

_log = logging.getLogger(__name__)

#: About 20,000 characters of Japanese; the page warns long before.
MAX_BODY_BYTES: Final = 64 * 1024
COOKIE_AGE: Final = timedelta(days=30)
#: A stream of replies ends after this and the browser opens the next one by itself: a server that stops waits
#: for open streams, and container platforms kill it after ten seconds.
STREAM_SECONDS: Final = 8.0

_NO_STORE: Final = {"cache-control": "no-store"}


def chat_router(
    service: Service,
    *,
    texts: ChatTexts,
    desks: Mapping[str, Desk],
    settings: Settings,
    look_every_seconds: float = 2.0,
) -> APIRouter:
    """The page at ``/`` and everything that it asks for; later replies are looked for `look_every_seconds`."""
    chat = _Chat(service)
    html = render_page(texts, desks, settings.operator_name)
    is_secure = settings.public_url.startswith("https:")
    router = APIRouter(include_in_schema=False)
    router.mount(STATIC_PATH, StaticFiles(directory=STATIC_FOLDER))

    @router.get("/")
    async def page(request: Request) -> Response:
        response = HTMLResponse(html, headers={**_NO_STORE, "content-security-policy": PAGE})
        _keep_person(response, request, is_secure=is_secure)
        return response

    @router.get("/chat/history")
    async def history(request: Request) -> Response:
        return await chat.past(request)

    @router.post("/chat/events")
    async def events(request: Request, after: int = 0) -> Response:
        return await chat.take(request, after)

    @router.get("/chat/replies")
    async def replies(
        request: Request, after: int = 0, last_event_id: Annotated[int | None, Header()] = None
    ) -> Response:
        return chat.later(request, last_event_id or after, look_every_seconds)

    return router


class _Chat:
    """The requests of the page's script."""

    def __init__(self, service: Service) -> None:
        self._adapter = service.webhook_adapters[MAILBOX_CHANNEL]
        self._receive = service.receive
        self._store = service.store
        self._history = History(service.store)

    async def past(self, request: Request) -> Response:
        """Both sides since the conversation began."""
        person = parse_person(request.headers)
        if person is None:
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        try:
            return _json({"entries": await self._store.run(lambda: self._history.read(person))})
        except (SQLAlchemyError, StoreError) as error:
            return _unavailable(error)

    async def take(self, request: Request, after: int) -> Response:
        """Take one event, and answer with every reply since row `after`, also where it was taken before."""
        try:
            parsed = await self._parse(request)
            written = await self._receive(self._adapter, parsed.incoming)
            news = await self._store.run(lambda: self._history.news(parsed.incoming[0], written, after))
        except BadSignatureError:
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        except (MalformedBodyError, ClientDisconnect):
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except BodyTooLargeError:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except (SQLAlchemyError, StoreError) as error:
            return _unavailable(error)
        return _json({"entries": news.entries, "erased": news.erased})

    def later(self, request: Request, after: int, look_every_seconds: float) -> Response:
        """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        person = parse_person(request.headers)
        if person is None:
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        lines = self._lines(person, after, look_every_seconds)
        # A proxy that buffers would hold every reply back until the stream ends.
        headers = {**_NO_STORE, "x-accel-buffering": "no"}
        return StreamingResponse(lines, media_type="text/event-stream", headers=headers)

    async def _parse(self, request: Request) -> Parsed:
        body = await read_body(request)
        if len(body) > MAX_BODY_BYTES:
            raise BodyTooLargeError
        return self._adapter.parse(body, request.headers)

    async def _lines(self, person: str, after: int, look_every_seconds: float) -> AsyncIterator[bytes]:
        yield b"retry: 2000\n\n"
        ends_at = anyio.current_time() + STREAM_SECONDS
        while anyio.current_time() < ends_at:
            for entry in await self._replies_after(person, after):
                after = entry["id"]
                yield b"id: %d\ndata: %s\n\n" % (after, msgspec.json.encode(entry))
            await anyio.sleep(look_every_seconds)

    async def _replies_after(self, person: str, after: int) -> list[Entry]:
        try:
            return await self._store.run(lambda: self._history.replies_after(person, after))
        except (SQLAlchemyError, StoreError) as error:
            _log.warning("the replies cannot be read now: %s", describe_error(error))
            return []


def _keep_person(response: Response, request: Request, *, is_secure: bool) -> None:
    """Know the person again for another 30 days; a newcomer gets a value that tells nothing about them.

    Not ``Strict``: whoever comes back by a link on another page would find an empty talk.
    """
    response.set_cookie(
        PERSON_COOKIE,
        parse_person(request.headers) or secrets.token_urlsafe(32),
        max_age=int(COOKIE_AGE.total_seconds()),
        secure=is_secure,
        httponly=True,
        samesite="lax",
    )


def _json(content: Mapping[str, Any]) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json", headers=_NO_STORE)


def _unavailable(error: Exception) -> Response:
    _log.error("the page has to ask again: %s", describe_error(error))
    return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
