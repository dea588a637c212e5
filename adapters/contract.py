"""What the service and a channel's adapter say to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol, runtime_checkable

from dialogs.events import Event
from dialogs.replies import Reply

#: One message in the form of its platform, ready to be put into JSON.
Message = dict[str, Any]


class BadSignatureError(Exception):
    """The request does not bear the platform's signature; nothing of it may be used."""


class MalformedBodyError(Exception):
    """The request is signed and is still not what the platform documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One event of one person, parsed. `event_id` is the platform's own and is the dedupe key."""

    event_id: str
    #: The platform's identifier of the person. It never goes into a log or an address.
    sender: str
    event: Event
    at: datetime
    reply_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A webhook request: the events that the product knows, and the types of those that it does not."""

    incoming: tuple[Incoming, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One outbox row on its way: the exact messages that every try sends."""

    address: str
    messages: Sequence[Message]
    #: Chosen before the first try and the same in every try.
    retry_key: str
    reply_token: str | None = None
    #: It was tried before; that try may have arrived where its end is not known.
    is_retry: bool = False


class Outcome(Enum):
    """How a try to send ended."""

    SENT = "sent"
    #: It did not arrive and another try may.
    RETRY = "retry"
    #: The platform will never take it.
    REFUSED = "refused"
    #: It may have arrived; a second try could make the person read it twice.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the platform answered. `detail` never holds text of a person."""

    outcome: Outcome
    request_id: str = ""
    #: The platform's own name of the message that arrived, where it says one.
    message_id: str = ""
    detail: str = ""
    retry_after_seconds: float | None = None
    #: The reply token can no longer be used, so a later try must not send it again.
    reply_token_spent: bool = False


class Adapter(Protocol):
    """One channel."""

    channel: str

    def render(self, reply: Reply) -> list[Message]:
        """The messages of one reply, within the platform's limits."""
        ...

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Try once to send; a platform that answers badly gives a receipt, never an exception."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


@runtime_checkable
class WebhookAdapter(Adapter, Protocol):
    """A channel whose platform posts events and nothing else, so that one route answers all of it."""

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Parsed:
        """Verify the raw body, then read it; `headers` have lower-case names.

        Raises:
            BadSignatureError: before anything of the body is looked at.
            MalformedBodyError: the body is no JSON object of the documented shape.
        """
        ...
