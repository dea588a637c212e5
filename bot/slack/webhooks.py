"""``POST /webhooks/slack/events``, ``/interactions`` and ``/commands``: verified and opened, then given to Bolt.

Slack asks for one address for each; they are one door, and what comes in says itself what it is.
"""

import time
from http import HTTPStatus

from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.contract import BadSignatureError, MalformedBodyError
from adapters.slack.requests import Payload, open_request
from bot.clock import Clock
from bot.metrics import Metrics
from bot.webhooks import BodyTooLargeError, read_body

DOORS = ("events", "interactions", "commands")


class SlackWebhooks:
    """The door of one Slack app."""

    def __init__(self, app: AsyncApp, *, signing_secret: str, clock: Clock, metrics: Metrics) -> None:
        if not signing_secret:
            # An empty secret would accept what anybody signs with an empty key.
            raise ValueError("the signing secret must not be empty")
        self._app = app
        self._signing_secret = signing_secret.encode()
        self._clock = clock
        self._metrics = metrics

    def routes(self) -> list[Route]:
        """One route for each of Slack's addresses."""
        return [Route(f"/webhooks/slack/{door}", self.answer, methods=["POST"]) for door in DOORS]

    async def answer(self, request: Request) -> Response:
        """Answer one request of Slack."""
        response = await self._take(request)
        self._metrics.webhook_requests.labels("slack", response.status_code).inc()
        return response

    async def _take(self, request: Request) -> Response:
        try:
            body = await read_body(request)
        except BodyTooLargeError:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        began = time.perf_counter()
        try:
            payload = open_request(body, request.headers, self._signing_secret, self._clock())
            return await self._dispatch(payload)
        except BadSignatureError:
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        except MalformedBodyError:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        finally:
            self._metrics.webhook_seconds.labels("slack").observe(time.perf_counter() - began)

    async def _dispatch(self, payload: Payload) -> Response:
        try:
            # The mode in which Bolt takes a payload that is open already.
            request = AsyncBoltRequest(mode="socket_mode", body=payload)
        except (AttributeError, KeyError, TypeError) as error:
            raise MalformedBodyError(type(error).__name__) from None
        return to_starlette_response(await self._app.async_dispatch(request))
