"""The Bolt app: it finds the listener of a payload and acknowledges; what listeners do is written elsewhere.

Its check of signatures is off because `adapters.slack.requests` has checked before, and it asks Slack for nothing
on the way to an acknowledgement (``auth.test`` is what it would ask), so that Slack's trouble costs no event.
"""

import logging
from http import HTTPStatus

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from adapters.slack.client import create_sdk_logger
from adapters.slack.parsing import describe_payload
from bot.logs import describe_error
from bot.metrics import Metrics
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)


def create_bolt_app(*, bot_token: str, api_base_url: str, metrics: Metrics) -> AsyncApp:
    """An app without listeners.

    A listener is answered for when it has ended (`process_before_response`): it takes what came for good or calls
    ``ack()``, and leaves what is slow to a lazy listener.
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=bot_token)

    logger = create_sdk_logger("bot.slack.sdk")
    app = AsyncApp(
        # Bolt sets the level of the logger of this name for each payload: it must be none of ours.
        name=logger.name,
        logger=logger,
        client=AsyncWebClient(base_url=f"{api_base_url}/", logger=logger),
        authorize=authorize,
        signing_secret="",
        request_verification_enabled=False,
        # Who is no person is ignored where payloads are read, whoever the app itself is.
        ignoring_self_events_enabled=False,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )

    async def settle_error(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            metrics.count_ignored("slack", describe_payload(request.body))
            return BoltResponse(status=HTTPStatus.OK)
        if isinstance(error, SQLAlchemyError | StoreError):
            _log.error("nothing was kept, Slack must deliver again: %s", describe_error(error))
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        _log.error("a listener failed: %s", describe_error(error))
        return BoltResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    app.error(settle_error)
    return app
