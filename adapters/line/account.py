"""The account itself: where its webhook points, whether LINE reaches it, what pushes are left.

Calls of an administrator, so the SDK makes them. It costs a second to import and is imported only when one is made.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

_TIMEOUT_SECONDS = 20  # LINE itself waits for our webhook when it tests it


class LineAccountError(Exception):
    """LINE refused a call about the account, or was not reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotInfo:
    """How the account appears to people; `chat_mode` is ``bot`` where staff chat is switched off."""

    display_name: str
    basic_id: str
    chat_mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTest:
    """What LINE saw when it called the webhook; `status_code` is 0 or less where no answer came."""

    success: bool
    status_code: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Pushes of this month; `limit` is None where the plan has none. Replies are not counted."""

    limit: int | None
    used: int


class LineAccount:
    """Administration of one LINE Official Account."""

    def __init__(self, access_token: str, api_base_url: str = "https://api.line.me") -> None:
        self._access_token = access_token
        self._api_base_url = api_base_url.rstrip("/")

    async def set_webhook(self, url: str) -> None:
        """Let LINE send its webhooks to `url` (https, at most 500 characters)."""
        async with self._api() as (api, models):
            request = models.SetWebhookEndpointRequest(endpoint=url)
            await api.set_webhook_endpoint(request, _request_timeout=_TIMEOUT_SECONDS)

    async def test_webhook(self) -> WebhookTest:
        """Let LINE call the webhook that is set (at most 60 times an hour)."""
        async with self._api() as (api, models):
            request = models.TestWebhookEndpointRequest()
            seen = await api.test_webhook_endpoint(request, _request_timeout=_TIMEOUT_SECONDS)
            return WebhookTest(
                success=bool(seen.success), status_code=seen.status_code, reason=seen.reason, detail=seen.detail
            )

    async def bot_info(self) -> BotInfo:
        """How the account appears to people."""
        async with self._api() as (api, _):
            info = await api.get_bot_info(_request_timeout=_TIMEOUT_SECONDS)
            return BotInfo(display_name=info.display_name, basic_id=info.basic_id, chat_mode=info.chat_mode)

    async def quota(self) -> Quota:
        """How many pushes this month has, and how many are used (LINE's count is approximate)."""
        async with self._api() as (api, _):
            quota = await api.get_message_quota(_request_timeout=_TIMEOUT_SECONDS)
            consumption = await api.get_message_quota_consumption(_request_timeout=_TIMEOUT_SECONDS)
            return Quota(limit=quota.value, used=consumption.total_usage)

    @asynccontextmanager
    async def _api(self) -> AsyncIterator[tuple[Any, Any]]:
        """The SDK's client and its models."""
        # Imported here for its cost; the SDK is not typed.
        from linebot.v3 import messaging  # type: ignore[import-untyped]  # noqa: PLC0415

        configuration = messaging.Configuration(host=self._api_base_url, access_token=self._access_token)
        async with messaging.AsyncApiClient(configuration) as client:
            try:
                yield messaging.AsyncMessagingApi(client), messaging
            except messaging.ApiException as error:
                raise LineAccountError(f"LINE answered {error.status} {error.reason}") from error
            except (aiohttp.ClientError, TimeoutError) as error:
                raise LineAccountError(f"LINE was not reached: {type(error).__name__}") from error
