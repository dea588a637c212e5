"""The Web API, with one connection pool for one event loop."""

import logging
import re

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

#: The SDK fills its log lines with what it sent and got; only the words before that are its own.
_FILLED_IN = re.compile(r"[(:].*", re.DOTALL)


class OwnWords(logging.Filter):
    """Takes out of a line of Slack's SDK whatever it has filled in: texts, ids, tickets."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with less in it."""
        record.msg, record.args = _FILLED_IN.sub("", record.getMessage()), None
        return True


def create_sdk_logger(name: str) -> logging.Logger:
    """A logger to be handed to Slack's SDK, which says nothing of a person."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.ERROR)  # below WARNING it puts every text together, heard or not
    if not logger.filters:
        logger.addFilter(OwnWords())
    return logger


class Client:
    """Gives out the SDK's client; made on the first use, because aiohttp wants a running loop."""

    def __init__(self, *, token: str, api_base_url: str, timeout_seconds: float, waits_when_told: bool = False) -> None:
        """`waits_when_told`: a call that Slack did not take (429) is made again when Slack says, twice at most."""
        self._token = token
        self._waits_when_told = waits_when_told
        self._base_url = api_base_url.rstrip("/") + "/"
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, connect=timeout_seconds / 2)
        self._session: aiohttp.ClientSession | None = None

    def api(self) -> AsyncWebClient:
        """The client; after anything but a 429 it tries nothing again, which could make a person read it twice."""
        return AsyncWebClient(
            token=self._token,
            base_url=self._base_url,
            session=self._open_session(),
            retry_handlers=self._retry_handlers(),
            logger=create_sdk_logger("adapters.slack.sdk"),
        )

    def webhook(self, url: str) -> AsyncWebhookClient:
        """The client for one ``response_url``."""
        return AsyncWebhookClient(
            url,
            session=self._open_session(),
            retry_handlers=self._retry_handlers(),
            logger=create_sdk_logger("adapters.slack.sdk"),
        )

    async def close(self) -> None:
        """Close the pool; a later call would open a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    def _retry_handlers(self) -> list[AsyncRetryHandler]:
        return [AsyncRateLimitErrorRetryHandler(max_retry_count=2)] if self._waits_when_told else []
