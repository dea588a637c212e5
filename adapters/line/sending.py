"""Sending to LINE: the free reply token first, a priced push where there is none or LINE refuses it.

https://developers.line.biz/en/docs/messaging-api/retrying-api-request/

A reply takes no retry key, so one whose end is not known (a timeout, a broken connection, a 5xx) is never sent
again and never followed by a push: the person could read it twice. A push carries its retry key from the first try,
so it may be repeated; 409 says that an earlier try had arrived.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec

from adapters.contract import Outcome, Outgoing, Receipt

#: What aiohttp raises before the first byte of a request has left.
_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_BROKEN = (aiohttp.ClientError, TimeoutError, OSError)
_INVALID_TOKEN = "invalid reply token"  # noqa: S105 - words of an answer, no secret
_MONTHLY_LIMIT = "you have reached your monthly limit"
# Where in a message LINE sees a fault, such as messages[0].text.
_PROPERTY = re.compile(r"[A-Za-z0-9_.\[\]/-]{1,80}")


class _Detail(msgspec.Struct):
    property: str | None = None


class _Refusal(msgspec.Struct):
    message: str | None = None
    details: list[_Detail] | None = None


_decode_refusal = msgspec.json.Decoder(_Refusal).decode


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class LineSender:
    """One connection pool to the Messaging API, for one event loop."""

    def __init__(self, *, access_token: str, api_base_url: str, timeout_seconds: float = 5) -> None:
        self._base_url = api_base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {access_token}", "Content-Type": "application/json"}
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, connect=timeout_seconds / 2)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Try once: a reply where there is a token, and within the same try a push where LINE calls it invalid."""
        if outgoing.reply_token is None:
            return await self._push(outgoing)
        receipt = await self._reply(outgoing, outgoing.reply_token)
        if receipt is None:
            # Nothing can have arrived, and the retry key of the push was kept before this try.
            return replace(await self._push(outgoing), reply_token_spent=True)
        return receipt

    async def close(self) -> None:
        """Close the pool; a later send would open a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _reply(self, outgoing: Outgoing, token: str) -> Receipt | None:
        """The receipt of a reply, or None where LINE refused its token."""
        try:
            answer = await self._post("reply", {"replyToken": token, "messages": outgoing.messages}, {})
        except _NOT_SENT as error:
            return Receipt(outcome=Outcome.RETRY, detail=f"reply {type(error).__name__}")
        except _BROKEN as error:
            return Receipt(outcome=Outcome.UNKNOWN, detail=f"reply {type(error).__name__}", reply_token_spent=True)
        if _is_invalid_token(answer):
            return None
        outcome = _reply_outcome(answer.status)
        return _receipt("reply", answer, outcome, reply_token_spent=outcome is not Outcome.RETRY)

    async def _push(self, outgoing: Outgoing) -> Receipt:
        payload = {"to": outgoing.address, "messages": outgoing.messages}
        try:
            answer = await self._post("push", payload, {"X-Line-Retry-Key": outgoing.retry_key})
        except _BROKEN as error:
            return Receipt(outcome=Outcome.RETRY, detail=f"push {type(error).__name__}")
        return _receipt("push", answer, _push_outcome(answer.status))

    async def _post(self, call: str, payload: dict[str, Any], headers: Mapping[str, str]) -> _Answer:
        url = f"{self._base_url}/v2/bot/message/{call}"
        body = msgspec.json.encode(payload)
        async with self._pool().post(url, data=body, headers=headers, allow_redirects=False) as response:
            read = b""
            # The status has told the end; a body that breaks off changes nothing of it.
            with suppress(*_BROKEN):
                read = await response.read()
            return _Answer(status=response.status, headers=response.headers, body=read)

    def _pool(self) -> aiohttp.ClientSession:
        """Made on the first use, because aiohttp wants a running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                headers=self._headers, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


def _reply_outcome(status: int) -> Outcome:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Outcome.RETRY
    return {2: Outcome.SENT, 5: Outcome.UNKNOWN}.get(status // 100, Outcome.REFUSED)


def _push_outcome(status: int) -> Outcome:
    if status == HTTPStatus.CONFLICT:
        return Outcome.SENT
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Outcome.RETRY
    return {2: Outcome.SENT, 5: Outcome.RETRY}.get(status // 100, Outcome.REFUSED)


def _receipt(call: str, answer: _Answer, outcome: Outcome, *, reply_token_spent: bool = False) -> Receipt:
    accepted = answer.headers.get("X-Line-Accepted-Request-Id")
    return Receipt(
        outcome=outcome,
        request_id=accepted or answer.headers.get("X-Line-Request-Id", ""),
        detail=_detail(call, answer),
        retry_after_seconds=_retry_after(answer),
        reply_token_spent=reply_token_spent,
    )


def _is_invalid_token(answer: _Answer) -> bool:
    return answer.status == HTTPStatus.BAD_REQUEST and _words(_refusal(answer)).startswith(_INVALID_TOKEN)


def _detail(call: str, answer: _Answer) -> str:
    """What staff need to see of an error; LINE's own words are left out, since they may repeat ours."""
    if answer.status == HTTPStatus.OK:
        return ""
    refusal = _refusal(answer)
    where = [detail.property or "" for detail in refusal.details or () if _PROPERTY.fullmatch(detail.property or "")]
    limit = ["monthly limit"] if _words(refusal).startswith(_MONTHLY_LIMIT) else []
    return " ".join([call, str(answer.status), *limit, *where])[:200]


def _words(refusal: _Refusal) -> str:
    return (refusal.message or "").lower()


def _refusal(answer: _Answer) -> _Refusal:
    try:
        return _decode_refusal(answer.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _Refusal()


def _retry_after(answer: _Answer) -> float | None:
    seconds = answer.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else None
