"""Slack as a channel."""

import asyncio
from collections.abc import Mapping
from typing import Any

from adapters.contract import Message, Outgoing, Parsed, Receipt
from adapters.slack.parsing import parse_payload
from adapters.slack.rendering import render_reply
from adapters.slack.sending import SlackSender
from adapters.slack.taps import read_tap
from dialogs.replies import Reply


class SlackAdapter:
    """One Slack app in one workspace; everything asynchronous belongs to one event loop."""

    channel = "slack"

    def __init__(self, bot_token: str, api_base_url: str = "https://slack.com/api") -> None:
        if not bot_token:
            raise ValueError("the bot token must not be empty")
        self._sender = SlackSender(bot_token=bot_token, api_base_url=api_base_url)
        self._updates: set[asyncio.Task[None]] = set()

    def parse_payload(self, payload: Mapping[str, Any]) -> Parsed:
        """The events of one payload of Slack, which somebody else has verified."""
        return parse_payload(payload)

    def render(self, reply: Reply) -> list[Message]:
        """The message of one reply, within Slack's limits."""
        return render_reply(reply)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Try once to post."""
        return await self._sender.send(outgoing)

    def show_choice(self, payload: Mapping[str, Any]) -> None:
        """Let the buttons of a message give way to the one that was tapped, after the tap was taken for good."""
        tap = read_tap(payload)
        if tap is not None:
            update = asyncio.create_task(self._sender.show_choice(tap.place, tap.message))
            self._updates.add(update)
            update.add_done_callback(self._updates.discard)

    async def close(self) -> None:
        """Let the updates under way end and close the connections to Slack."""
        await asyncio.gather(*self._updates)
        await self._sender.close()
