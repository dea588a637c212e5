"""The Messaging API of the local LINE platform over HTTP.

Served by aiohttp, whose requests know their transport, so that a connection can be dropped before any answer.
"""

import asyncio
import contextlib
import json
import re
import uuid
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes import line_webhooks
from tests.fakes.line_platform import LinePlatform, Received, RefusedError
from tests.fakes.platform_thread import answering

MAX_BODY_BYTES = 2 * 1024 * 1024

_Handler = Callable[[web.Request, str], Awaitable[Any]]


@contextlib.contextmanager
def serving(platform: LinePlatform) -> Iterator[LinePlatform]:
    """Let `platform` answer at its `base_url`, on a free port of this machine, until the block ends."""
    app = web.Application(client_max_size=4 * MAX_BODY_BYTES)
    app.add_routes(_Api(platform).routes())
    with answering(app, asyncio.new_event_loop()) as platform.base_url:
        yield platform


class _Api:
    def __init__(self, platform: LinePlatform) -> None:
        self._platform = platform

    def routes(self) -> list[web.RouteDef]:
        message, endpoint = "/v2/bot/message", "/v2/bot/channel/webhook"
        return [
            web.post(f"{message}/reply", self._guarded(self._reply, "reply")),
            web.post(f"{message}/push", self._guarded(self._push, "push")),
            web.post(f"{message}/validate/reply", self._guarded(self._validate)),
            web.post(f"{message}/validate/push", self._guarded(self._validate)),
            web.get(f"{message}/quota", self._guarded(self._quota)),
            web.get(f"{message}/quota/consumption", self._guarded(self._consumption)),
            web.get("/v2/bot/info", self._guarded(self._info)),
            web.get(f"{endpoint}/endpoint", self._guarded(self._get_endpoint)),
            web.put(f"{endpoint}/endpoint", self._guarded(self._set_endpoint)),
            web.post(f"{endpoint}/test", self._guarded(self._test_endpoint)),
            web.post("/v2/bot/chat/loading/start", self._guarded(self._loading)),
        ]

    def _guarded(self, handler: _Handler, call: str = "") -> Callable[[web.Request], Awaitable[web.Response]]:
        """Faults on demand and a request id around each call."""

        async def guarded(request: web.Request) -> web.Response:
            request_id = str(uuid.uuid4())
            faults = self._platform.faults[call]
            fault = faults.popleft() if faults else None
            if fault is None:
                response = await self._answer(request, handler, request_id)
            else:
                if fault.accepted:
                    await self._answer(request, handler, request_id)
                await asyncio.sleep(fault.seconds)
                if fault.drops and request.transport is not None:
                    request.transport.abort()
                response = web.Response(body=fault.body, status=fault.status, headers=fault.headers)
            response.headers["X-Line-Request-Id"] = request_id
            return response

        return guarded

    async def _answer(self, request: web.Request, handler: _Handler, request_id: str) -> web.Response:
        """The access token before everything; errors in LINE's form."""
        if request.headers.get("Authorization") != f"Bearer {self._platform.access_token}":
            return web.json_response({"message": "Authentication failed."}, status=HTTPStatus.UNAUTHORIZED)
        try:
            status = HTTPStatus.ACCEPTED if handler == self._loading else HTTPStatus.OK
            return web.json_response(await handler(request, request_id), status=status)
        except RefusedError as error:
            return web.json_response(error.content, status=error.status, headers=error.headers)

    async def _reply(self, request: web.Request, _: str) -> Any:
        if "X-Line-Retry-Key" in request.headers:
            raise self._platform.violation("The retry key is not supported by this endpoint")
        body = await self._read(request, {"replyToken", "messages"}, {"notificationDisabled"})
        return {"sentMessages": self._platform.reply(body["replyToken"], body["messages"])}

    async def _push(self, request: web.Request, request_id: str) -> Any:
        body = await self._read(request, {"to", "messages"}, {"notificationDisabled", "customAggregationUnits"})
        retry_key = request.headers.get("X-Line-Retry-Key")
        return {"sentMessages": self._platform.push(body, retry_key, request_id)}

    async def _validate(self, request: web.Request, _: str) -> Any:
        self._platform.check((await self._read(request, {"messages"}))["messages"])
        return {}

    async def _quota(self, _request: web.Request, _: str) -> Any:
        limit = self._platform.monthly_limit
        return {"type": "none"} if limit is None else {"type": "limited", "value": limit}

    async def _consumption(self, _request: web.Request, _: str) -> Any:
        return {"totalUsage": self._platform.pushes}

    async def _info(self, _request: web.Request, _: str) -> Any:
        return {
            "userId": line_webhooks.user(0),
            "basicId": "@000aaaaa",
            "displayName": "fake account",
            "chatMode": "bot",
            "markAsReadMode": "auto",
        }

    async def _get_endpoint(self, _request: web.Request, _: str) -> Any:
        if not self._platform.webhook_url:
            raise RefusedError(404, "Webhook endpoint not found")
        return {"endpoint": self._platform.webhook_url, "active": True}

    async def _set_endpoint(self, request: web.Request, _: str) -> Any:
        """LINE takes https alone; this machine's own address is let through so that the test call can reach it."""
        url = (await self._read(request, {"endpoint"}))["endpoint"]
        if not isinstance(url, str) or not re.fullmatch(r"(https://|http://127\.0\.0\.1[:/])[!-~]{1,480}", url):
            raise self._platform.violation("Invalid webhook endpoint URL")
        self._platform.webhook_url = url
        return {}

    async def _test_endpoint(self, request: web.Request, _: str) -> Any:
        """Really calls the webhook, with a signed request that holds no event."""
        url = (await self._read(request, set(), {"endpoint"})).get("endpoint", self._platform.webhook_url)
        body, headers = self._platform.webhook()
        status, reason = 0, "COULD_NOT_CONNECT"
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session,
                session.post(url, data=body, headers=headers) as answer,
            ):
                status, reason = answer.status, "OK" if answer.ok else "ERROR_STATUS_CODE"
        moment = "2026-01-01T00:00:00.000Z"
        detail = str(status)
        return {
            "success": reason == "OK",
            "timestamp": moment,
            "statusCode": status,
            "reason": reason,
            "detail": detail,
        }

    async def _loading(self, request: web.Request, _: str) -> Any:
        body = await self._read(request, {"chatId"}, {"loadingSeconds"})
        if body.get("loadingSeconds", 20) not in range(5, 61, 5):
            raise self._platform.violation("loadingSeconds must be a multiple of 5 between 5 and 60")
        self._platform.loading.append(body["chatId"])
        return {}

    async def _read(self, request: web.Request, required: set[str], optional: set[str] | None = None) -> dict[str, Any]:
        raw = await request.read()
        if len(raw) > MAX_BODY_BYTES:
            raise self._platform.violation("Payload too large", status=413)
        if request.content_type != "application/json":
            raise self._platform.violation("Unsupported media type", status=415)
        try:
            body = json.loads(raw)
        except ValueError:
            raise self._platform.violation("The request body could not be parsed as JSON") from None
        if not isinstance(body, dict) or not required <= body.keys() <= required | (optional or set()):
            raise self._platform.violation("The request body has unknown or missing properties")
        received = Received(path=request.path, body=body, headers=dict(request.headers))
        self._platform.received.append(received)
        return body
