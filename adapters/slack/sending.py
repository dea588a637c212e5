"""Sending to Slack: one message a reply, by ``chat.postMessage``.

https://docs.slack.dev/reference/methods/chat.postMessage

Slack knows no retry key, so a try whose end is not known (a timeout, a broken connection, a fatal error) is never
repeated: the person could read it twice. What Slack says it did not take may be tried again.
"""

import re
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.contract import Message, Outcome, Outgoing, Receipt
from adapters.slack.client import Client
from adapters.slack.places import Place

#: What aiohttp raises before the first byte of a request has left.
_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
#: Slack was asked in vain, for now.
_LATER = {"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org"}
#: "It's possible some aspect of the operation succeeded before the error was raised."
_UNCLEAR = {"internal_error", "fatal_error"}
#: The place is gone, and with it nothing but the place.
_NO_PLACE = {"channel_not_found", "thread_not_found", "is_archived", "cannot_reply_to_message", "not_in_channel"}
#: As many posts as one look at a channel brings.
_PAGE = 200
_CODE = re.compile(r"[a-z0-9_]{1,80}")
# Where in a message Slack sees a fault, such as /blocks/0/text/text.
_POINTER = re.compile(r"\[json-pointer:([A-Za-z0-9_/]{1,80})\]")


class SlackSender:
    """Posts as the app."""

    def __init__(self, *, bot_token: str, api_base_url: str, timeout_seconds: float = 5) -> None:
        self._client = Client(token=bot_token, api_base_url=api_base_url, timeout_seconds=timeout_seconds)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Try once: where the person wrote, and within the same try to the person where that place is gone."""
        (message,) = outgoing.messages
        person = Place(channel=outgoing.address)
        if outgoing.reply_token is None:
            return await self.post(person, message)
        receipt = await self.post(Place.read(outgoing.reply_token), message)
        is_gone = receipt.outcome is Outcome.REFUSED and not _NO_PLACE.isdisjoint(receipt.detail.split())
        return await self.post(person, message) if is_gone else receipt

    async def show_choice(self, place: Place, message: Mapping[str, Any]) -> None:
        """Put `message` in the place of one of ours: a kindness, which is tried once and may fail."""
        with suppress(Exception):
            await self._client.api().chat_update(channel=place.channel, **message)

    async def close(self) -> None:
        """Close the connections to Slack."""
        await self._client.close()

    async def post(self, place: Place, message: Message) -> Receipt:
        """Try once to post `message`; the receipt names it by its ``ts``."""
        return await _receipt(
            self._client.api().chat_postMessage(channel=place.channel, thread_ts=place.thread_ts, **message)
        )

    async def change(self, channel: str, ts: str, message: Message) -> Receipt:
        """Try once to put `message` in the place of one of ours."""
        return await _receipt(self._client.api().chat_update(channel=channel, ts=ts, **message))

    async def delete(self, channel: str, ts: str) -> Receipt:
        """Try once to delete one of ours; one that is gone already counts as deleted."""
        receipt = await _receipt(self._client.api().chat_delete(channel=channel, ts=ts))
        return Receipt(outcome=Outcome.SENT) if "message_not_found" in receipt.detail.split() else receipt

    async def find_post(self, place: Place, mark: Mapping[str, Any], since: datetime) -> Receipt:
        """Look for a post of ours that bears `mark` as its metadata; without a ``ts`` in the receipt there is none.

        https://docs.slack.dev/messaging/message-metadata/
        """
        try:
            found = await self._latest(place, f"{since.timestamp():.6f}")
        except Exception as error:  # noqa: BLE001  (whatever it was, nobody knows now whether it stands there)
            return Receipt(outcome=Outcome.RETRY, detail=type(error).__name__)
        posts = [post for post in found.get("messages") or [] if post.get("metadata") == mark]
        return Receipt(outcome=Outcome.SENT, message_id=str(posts[0]["ts"]) if posts else "")

    async def _latest(self, place: Place, oldest: str) -> AsyncSlackResponse:
        api = self._client.api()
        if place.thread_ts is None:
            return await api.conversations_history(
                channel=place.channel, oldest=oldest, limit=_PAGE, include_all_metadata=True
            )
        return await api.conversations_replies(
            channel=place.channel, ts=place.thread_ts, oldest=oldest, limit=_PAGE, include_all_metadata=True
        )


async def _receipt(calling: Awaitable[Any]) -> Receipt:
    """How a call of the Web API ended."""
    try:
        answer = await calling
    except SlackApiError as error:
        return _refusal(error.response)
    except _NOT_SENT as error:
        return Receipt(outcome=Outcome.RETRY, detail=type(error).__name__)
    except Exception as error:  # noqa: BLE001  (a broken connection, or an answer that the SDK trips over)
        return Receipt(outcome=Outcome.UNKNOWN, detail=type(error).__name__)
    return Receipt(
        outcome=Outcome.SENT, request_id=_header(answer, "x-slack-req-id"), message_id=str(answer.get("ts") or "")
    )


def _refusal(response: Any) -> Receipt:
    """What Slack answered where it is not a success; an answer without an error code comes from in between."""
    data = response.data if isinstance(getattr(response, "data", None), dict) else {}
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    code = str(data.get("error", ""))
    known = code if _CODE.fullmatch(code) else ""
    return Receipt(
        outcome=_outcome(status, known),
        request_id=_header(response, "x-slack-req-id"),
        detail=" ".join(part for part in (str(status), known, *_pointers(data)) if part)[:200],
        retry_after_seconds=_retry_after(response),
    )


def _outcome(status: int, code: str) -> Outcome:
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in _LATER:
        return Outcome.RETRY
    if code in _UNCLEAR or (not code and status // 100 in {2, 5}):
        return Outcome.UNKNOWN
    return Outcome.REFUSED


def _pointers(data: Mapping[str, Any]) -> list[str]:
    """Where in the message the faults are; Slack's own words are left out, since they may repeat ours."""
    metadata = data.get("response_metadata")
    told = metadata.get("messages") if isinstance(metadata, dict) else None
    return _POINTER.findall(" ".join(map(str, told))) if isinstance(told, list) else []


def _retry_after(response: Any) -> float | None:
    seconds = _header(response, "Retry-After")
    return float(seconds) if seconds.isdecimal() else None


def _header(response: Any, name: str) -> str:
    headers = getattr(response, "headers", None)
    return str(headers.get(name, "")) if isinstance(headers, Mapping) else ""
