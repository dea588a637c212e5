"""A channel in memory: signed JSON in, scripted receipts out."""

import asyncio
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters.contract import (
    BadSignatureError,
    Incoming,
    MalformedBodyError,
    Message,
    Outcome,
    Outgoing,
    Parsed,
    Receipt,
)
from dialogs.events import (
    ChoiceSelected,
    ConversationClosed,
    ConversationOpened,
    Event,
    MediaSent,
    MessageWithdrawn,
    TextSaid,
)
from dialogs.replies import Card, Reply

SECRET = b"a secret for tests"
_KINDS: dict[str, type[Event]] = {
    "text": TextSaid,
    "choice": ChoiceSelected,
    "media": MediaSent,
    "opened": ConversationOpened,
    "closed": ConversationClosed,
    "withdrawn": MessageWithdrawn,
}


def sign(body: bytes) -> dict[str, str]:
    """The headers of a request that the fake channel accepts."""
    return {"x-fake-signature": hmac.digest(SECRET, body, "sha256").hex()}


def text_event(event_id: str, sender: str, text: str, *, at: float = 0.0) -> dict[str, Any]:
    """A message as the fake platform sends it."""
    return {"id": event_id, "sender": sender, "at": at, "kind": "text", "text": text, "message_id": f"m-{event_id}"}


class FakeChannel:
    """An `Adapter` whose platform is a list."""

    channel = "fake"

    def __init__(self, receipts: Sequence[Receipt | Exception] = (), *, seconds_under_way: float = 0) -> None:
        self.sent: list[Outgoing] = []
        self.is_closed = False
        self._receipts = list(receipts)
        self._seconds_under_way = seconds_under_way

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Parsed:
        """Verify, then read ``{"events": [...]}``."""
        if not hmac.compare_digest(headers.get("x-fake-signature", ""), sign(body)["x-fake-signature"]):
            raise BadSignatureError
        try:
            events = json.loads(body)["events"]
        except (ValueError, KeyError) as error:
            raise MalformedBodyError from error
        known = [_incoming(event) for event in events if event["kind"] in _KINDS]
        return Parsed(
            incoming=tuple(known), ignored=tuple(event["kind"] for event in events if event["kind"] not in _KINDS)
        )

    def render(self, reply: Reply) -> list[Message]:
        """One message a bubble."""
        return [
            {"text": bubble.plain if isinstance(bubble, Card) else bubble.text, "state": reply.state}
            for bubble in reply.bubbles
        ]

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Note the try; answer what the script says, else that it was sent."""
        self.sent.append(outgoing)
        await asyncio.sleep(self._seconds_under_way)
        receipt = self._receipts.pop(0) if self._receipts else Receipt(outcome=Outcome.SENT, request_id="r")
        if isinstance(receipt, Exception):
            raise receipt
        return receipt

    async def close(self) -> None:
        """Note that the service has let go."""
        self.is_closed = True

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Who was sent what, in order."""
        return [(outgoing.address, message["text"]) for outgoing in self.sent for message in outgoing.messages]


def _incoming(event: dict[str, Any]) -> Incoming:
    given = dict(event)
    event_id, sender = given.pop("id"), given.pop("sender")
    at, kind, token = given.pop("at", 0.0), given.pop("kind"), given.pop("reply_token", None)
    return Incoming(
        event_id=event_id,
        sender=sender,
        event=_KINDS[kind](**given),
        at=datetime.fromtimestamp(at, UTC),
        reply_token=token,
    )
