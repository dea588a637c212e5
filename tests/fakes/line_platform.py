"""The LINE platform on this machine, with LINE's memory and LINE's strictness.

It knows reply tokens (used once, for a minute), retry keys (remembered for a day), the monthly limit and who has
blocked the account, and refuses what LINE's published limits refuse. What a person would see is in `seen`; every
refusal of what we sent is kept in `violations`, so that a test can say that there was none. Faults come on demand.

    with serving(LinePlatform()) as line:  # from line_server
        adapter = LineAdapter(line.channel_secret, line.access_token, line.base_url)
        body, headers = line.webhook(line.text(user(1), "…"))
"""

import re
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.fakes import line_webhooks
from tests.fakes.line_limits import check_messages
from tests.fakes.line_webhooks import Event

TOKEN_SECONDS = 60
REDELIVERY_SECONDS = 20 * 60
RETRY_KEY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Fault:
    """How a call goes wrong; where it is `accepted` the messages reach the person all the same."""

    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b'{"message":"fault on demand"}'
    accepted: bool = False
    drops: bool = False
    seconds: float = 0


@dataclass(frozen=True, kw_only=True)
class Received:
    """One call as it came in."""

    path: str
    body: Any
    headers: Mapping[str, str]


@dataclass
class _Token:
    user: str
    born: float
    until: float
    used: bool = False


class RefusedError(Exception):
    """An answer of LINE other than 200."""

    def __init__(
        self, status: int, message: str, faults: list[tuple[str, str]] | None = None, accepted_id: str = ""
    ) -> None:
        self.status = status
        self.content: dict[str, Any] = {"message": message}
        if faults:
            self.content["details"] = [{"message": words, "property": path} for path, words in faults]
        self.headers = {"X-Line-Accepted-Request-Id": accepted_id} if accepted_id else {}
        super().__init__(message)


class LinePlatform:
    """One LINE Official Account and the people who talk with it."""

    channel_secret = "secret-of-the-fake"
    access_token = "token-of-the-fake"

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.base_url = ""
        self.webhook_url = ""
        self.monthly_limit: int | None = None
        self.pushes = 0
        self.blocked: set[str] = set()
        self.seen: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.received: list[Received] = []
        self.violations: list[str] = []
        self.loading: list[str] = []
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._now = now
        self._tokens: dict[str, _Token] = {}
        self._retry_keys: dict[str, tuple[str, Any, float]] = {}

    def fail_next(self, call: Literal["reply", "push"], *faults: Fault) -> None:
        """Let the next calls of this kind go wrong, one fault each."""
        self.faults[call].extend(faults)

    # What people do

    def text(self, person: str, words: str) -> Event:
        """The person wrote `words`."""
        return self._message(person, line_webhooks.message("text", text=words))

    def media(self, person: str, kind: str) -> Event:
        """The person sent a message of another type than text."""
        return self._message(person, line_webhooks.message(kind))

    def follow(self, person: str, *, unblocked: bool = False) -> Event:
        """The person added the account, or took it off their block list."""
        self.blocked.discard(person)
        return self._event("follow", person, replyToken=self.token(person), follow={"isUnblocked": unblocked})

    def unfollow(self, person: str) -> Event:
        """The person blocked the account."""
        self.blocked.add(person)
        return self._event("unfollow", person)

    def unsend(self, person: str, message_id: str) -> Event:
        """The person took a message back."""
        return self._event("unsend", person, unsend={"messageId": message_id})

    def postback(self, person: str, data: str) -> Event:
        """The person tapped something that carries `data`."""
        return self._event("postback", person, replyToken=self.token(person), postback={"data": data})

    def tap(self, person: str, label: str) -> Event:
        """The person tapped the quick reply with `label`, which their last message must show."""
        items = self.seen[person][-1]["quickReply"]["items"]
        action = next(item["action"] for item in items if item["action"]["label"] == label)
        if action["type"] == "message":
            return self.text(person, action["text"])
        return self.postback(person, action["data"])

    def redelivered(self, event: Event) -> Event:
        """The same event sent again, which gives an unused token another minute within 20 minutes of the event."""
        token = self._tokens.get(event.get("replyToken", ""))
        if token is not None:
            token.until = min(self._now() + TOKEN_SECONDS, token.born + REDELIVERY_SECONDS)
        return line_webhooks.redelivered(event)

    def token(self, person: str) -> str:
        """A fresh reply token."""
        token = uuid.uuid4().hex
        self._tokens[token] = _Token(user=person, born=self._now(), until=self._now() + TOKEN_SECONDS)
        return token

    def webhook(self, *events: Event) -> tuple[bytes, dict[str, str]]:
        """The body and the headers of one signed webhook request."""
        return line_webhooks.webhook(*events, channel_secret=self.channel_secret)

    def _message(self, person: str, content: dict[str, Any]) -> Event:
        return self._event("message", person, replyToken=self.token(person), message=content)

    def _event(self, kind: str, person: str, **content: Any) -> Event:
        source = {"type": "user", "userId": person}
        return line_webhooks.event(kind, int(self._now() * 1000), source, **content)

    # What people see

    def words(self, person: str) -> list[str]:
        """What the person was sent, each message as its text."""
        return [message.get("text") or message["altText"] for message in self.seen[person]]

    def labels(self, person: str) -> list[str]:
        """The quick replies that the person can tap now."""
        last = self.seen[person][-1] if self.seen[person] else {}
        return [item["action"]["label"] for item in last.get("quickReply", {}).get("items", [])]

    # What the account does

    def reply(self, token: Any, messages: Any) -> list[dict[str, str]]:
        """Deliver `messages` to whoever the reply token belongs to, once."""
        self.check(messages)
        known = self._tokens.get(token) if isinstance(token, str) else None
        if known is None or known.used or self._now() > known.until:
            raise RefusedError(400, "Invalid reply token")
        known.used = True
        return self._deliver(known.user, messages)

    def push(self, body: Any, retry_key: str | None, request_id: str) -> list[dict[str, str]]:
        """Deliver a push, or refuse it as already accepted under its retry key."""
        if retry_key is not None:
            self._check_retry_key(retry_key, body)
        self.check(body["messages"])
        if not isinstance(body["to"], str) or not re.fullmatch(r"U[0-9a-f]{32}", body["to"]):
            raise self.violation("The property, 'to', in the request body is invalid")
        if self.monthly_limit is not None and self.pushes >= self.monthly_limit:
            raise RefusedError(429, "You have reached your monthly limit.")
        self.pushes += 1
        if retry_key is not None:
            self._retry_keys[retry_key] = (request_id, body, self._now())
        return self._deliver(body["to"], body["messages"])

    def check(self, messages: Any) -> None:
        """Refuse messages outside LINE's limits."""
        if faults := check_messages(messages):
            raise self.violation(f"The request body has {len(faults)} error(s)", faults)

    def violation(
        self, message: str, faults: list[tuple[str, str]] | None = None, *, status: int = 400
    ) -> RefusedError:
        """A refusal that is the account's own fault, kept for the test to see."""
        self.violations.append(f"{message} {faults or ''}".strip())
        return RefusedError(status, message, faults)

    def _check_retry_key(self, retry_key: str, body: Any) -> None:
        if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", retry_key):
            raise self.violation("The retry key is invalid")
        if retry_key not in self._retry_keys:
            return
        request_id, first_body, at = self._retry_keys[retry_key]
        if self._now() - at > RETRY_KEY_SECONDS:
            return
        if body != first_body:
            self.violations.append("the same retry key with another body")
        raise RefusedError(409, "The retry key is already accepted", accepted_id=request_id)

    def _deliver(self, person: str, messages: list[dict[str, Any]]) -> list[dict[str, str]]:
        """LINE answers 200 for people who have blocked the account, too."""
        if person not in self.blocked:
            self.seen[person].extend(messages)
        return [{"id": line_webhooks.message_id(), "quoteToken": uuid.uuid4().hex} for _ in messages]
