"""The listeners of a person's talk: what they do goes the way of every other channel, `Service.receive`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.contract import Incoming
from adapters.slack import buttons
from adapters.slack.adapter import SlackAdapter
from bot.service import Service
from bot.store import conversations

Payload = Mapping[str, Any]


def register_talk(app: AsyncApp, *, adapter: SlackAdapter, service: Service) -> None:
    """Let `app` listen to people; other listeners may stand before or after these."""

    def read(body: Payload) -> Sequence[Incoming]:
        parsed = adapter.parse_payload(body)
        for kind in parsed.ignored:
            service.metrics.count_ignored(adapter.channel, kind)
        return parsed.incoming

    async def take(body: Payload, ack: AsyncAck) -> None:
        await service.receive(adapter, read(body))
        await ack()

    async def take_choice(body: Payload, ack: AsyncAck) -> None:
        incoming = read(body)
        await service.receive(adapter, incoming)
        await ack()
        if incoming:
            adapter.show_choice(body)

    async def greet(body: Payload, ack: AsyncAck) -> None:
        opened = read(body)
        await service.receive(adapter, await service.store.run(lambda: _first(service, opened)))
        await ack()

    app.event("message", matchers=[_is_direct])(take)
    app.event("app_mention")(take)
    app.event("app_home_opened", matchers=[_is_messages_tab])(greet)
    app.action(re.compile(f"^{buttons.TALK}"))(take_choice)


async def _is_direct(event: Payload) -> bool:
    return event.get("channel_type") == "im"


async def _is_messages_tab(event: Payload) -> bool:
    return event.get("tab") == "messages"


def _first(service: Service, opened: Sequence[Incoming]) -> list[Incoming]:
    """The opening of a talk where there is none yet: Slack tells of every look at the tab.

    The person's keyed digest is the id of the event, so that two looks at once, or one right after an erasure,
    greet nobody twice.
    """
    vault = service.store.vault
    with service.store.begin() as transaction:
        new = [one for one in opened if conversations.find(transaction.connection, vault, "slack", one.sender) is None]
    return [replace(one, event_id="opened-" + vault.digest(f"slack opened:{one.sender}")) for one in new]
