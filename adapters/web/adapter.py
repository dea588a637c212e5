"""The web chat as a channel like any other."""

from collections.abc import Callable, Mapping
from datetime import datetime

from adapters.contract import Message, Outgoing, Parsed, Receipt
from adapters.web.parsing import parse_event
from adapters.web.rendering import render_reply
from adapters.web.sending import DELIVERED
from dialogs.replies import Reply


class WebAdapter:
    """The page that the service itself serves; see `adapters.web.parsing` for what stands in for a signature."""

    channel = "web"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Parsed:
        """Read the one event of a request; its time is ours, since a page's clock may be wrong."""
        return Parsed(incoming=(parse_event(body, headers, self._now()),))

    def render(self, reply: Reply) -> list[Message]:
        """The bubbles of one reply."""
        return render_reply(reply)

    async def send(self, outgoing: Outgoing) -> Receipt:  # noqa: ARG002  (the contract of every channel)
        """Delivered as it stands: the outbox row is the page's mailbox."""
        return DELIVERED

    async def close(self) -> None:
        """No connection is held."""
