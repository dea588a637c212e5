"""LINE as a channel."""

from collections.abc import Mapping

from adapters.contract import Message, Outgoing, Parsed, Receipt
from adapters.line.parsing import parse_webhook
from adapters.line.rendering import render_reply
from adapters.line.sending import LineSender
from dialogs.replies import Reply


class LineAdapter:
    """One LINE Official Account; `send` and `close` belong to one event loop."""

    channel = "line"

    def __init__(self, channel_secret: str, access_token: str, api_base_url: str = "https://api.line.me") -> None:
        if not channel_secret or not access_token:
            # An empty secret would accept what anybody signs with an empty key.
            raise ValueError("the channel secret and the channel access token must not be empty")
        self._channel_secret = channel_secret.encode()
        self._sender = LineSender(access_token=access_token, api_base_url=api_base_url)

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Parsed:
        """Verify the raw body, then read its events; `headers` have lower-case names."""
        return parse_webhook(body, headers, self._channel_secret)

    def render(self, reply: Reply) -> list[Message]:
        """The messages of one reply, within LINE's limits."""
        return render_reply(reply)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Try once to reply, or to push where the reply token is missing or invalid."""
        return await self._sender.send(outgoing)

    async def close(self) -> None:
        """Close the connections to LINE."""
        await self._sender.close()
