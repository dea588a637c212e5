"""``POST /webhooks/{channel}``: verified, kept, and only then answered with 200."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.contract import Adapter, BadSignatureError, Incoming, MalformedBodyError, WebhookAdapter
from bot.logs import describe_error
from bot.metrics import Metrics
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

#: More than any platform sends at once.
MAX_BODY_BYTES = 1024 * 1024

#: Takes events for good; returns the outbox rows of their answers.
Receive = Callable[[Adapter, Sequence[Incoming]], Awaitable[list[int]]]


class BodyTooLargeError(Exception):
    """The request holds more than `MAX_BODY_BYTES`; the rest was not read."""


class Webhooks:
    """The webhooks of all channels that are on and post nothing but events; Slack has doors of its own."""

    def __init__(self, *, adapters: Mapping[str, WebhookAdapter], receive: Receive, metrics: Metrics) -> None:
        self._adapters = adapters
        self._receive = receive
        self._metrics = metrics

    def route(self) -> Route:
        """A bare Starlette route: FastAPI's own costs twice as much and has nothing to add here."""
        return Route("/webhooks/{channel}", self.answer, methods=["POST"])

    async def answer(self, request: Request) -> Response:
        """Answer one request of a platform."""
        adapter = self._adapters.get(request.path_params["channel"])
        if adapter is None:
            self._metrics.webhook_requests.labels("off", HTTPStatus.NOT_FOUND.value).inc()
            return Response(status_code=HTTPStatus.NOT_FOUND)
        status = await self._take(adapter, request)
        self._metrics.webhook_requests.labels(adapter.channel, status.value).inc()
        return Response(status_code=status)

    async def _take(self, adapter: WebhookAdapter, request: Request) -> HTTPStatus:
        try:
            body = await read_body(request)
        except BodyTooLargeError:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        except ClientDisconnect:
            return HTTPStatus.BAD_REQUEST
        began = time.perf_counter()
        try:
            return await self._take_body(adapter, body, request)
        finally:
            self._metrics.webhook_seconds.labels(adapter.channel).observe(time.perf_counter() - began)

    async def _take_body(self, adapter: WebhookAdapter, body: bytes, request: Request) -> HTTPStatus:
        try:
            parsed = adapter.parse(body, request.headers)
            await self._receive(adapter, parsed.incoming)
        except BadSignatureError:
            return HTTPStatus.UNAUTHORIZED
        except MalformedBodyError:
            return HTTPStatus.BAD_REQUEST
        except (SQLAlchemyError, StoreError) as error:
            _log.error("nothing was kept, the platform must deliver again: %s", describe_error(error))
            return HTTPStatus.SERVICE_UNAVAILABLE
        for event_type in parsed.ignored:
            self._metrics.count_ignored(adapter.channel, event_type)
        return HTTPStatus.OK


async def read_body(request: Request) -> bytes:
    """The whole body.

    Raises:
        BodyTooLargeError: it goes over the limit, said or not; what comes after is not read.
        ClientDisconnect: the other side went away in the middle.
    """
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > MAX_BODY_BYTES:
        raise BodyTooLargeError
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise BodyTooLargeError
    return bytes(body)
