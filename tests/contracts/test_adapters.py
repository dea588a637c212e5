"""What the service relies on, whichever channel it is."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given

from adapters.contract import Adapter, Outcome, Outgoing
from adapters.line.adapter import LineAdapter
from adapters.slack.adapter import SlackAdapter
from adapters.web.adapter import WebAdapter
from dialogs.replies import Reply, Text
from tests.fakes.channel import FakeChannel
from tests.unit.line.replies import REPLIES

NOBODY = "http://127.0.0.1:9"
CHANNELS: dict[str, Callable[[], Adapter]] = {
    "line": lambda: LineAdapter("a secret", "a token", NOBODY),
    "slack": lambda: SlackAdapter("a token", NOBODY),
    "web": lambda: WebAdapter(lambda: datetime.now(UTC)),  # noqa: TID251  (never called)
    "fake": FakeChannel,
}


@pytest.fixture(params=CHANNELS)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    assert CHANNELS[request.param]().channel == request.param
    return CHANNELS[request.param]()


@pytest.mark.parametrize("channel", CHANNELS)
@given(reply=REPLIES)
def test_what_is_rendered_is_the_same_after_it_was_kept(channel: str, reply: Reply) -> None:
    messages = CHANNELS[channel]().render(reply)

    assert msgspec.json.decode(msgspec.json.encode(messages)) == messages
    assert CHANNELS[channel]().render(reply) == messages
    assert messages


def test_a_reply_that_says_nothing_is_no_message(adapter: Adapter) -> None:
    assert adapter.render(Reply(bubbles=())) == []


@pytest.mark.parametrize("reply_token", [None, "a token"])
def test_trouble_is_a_receipt_and_never_an_exception(adapter: Adapter, reply_token: str | None) -> None:
    messages = adapter.render(Reply(bubbles=(Text(text="大丈夫です"),)))
    row = Outgoing(address="nobody", messages=messages, retry_key="a key", reply_token=reply_token)

    async def run() -> Outcome:
        receipt = await adapter.send(row)
        await adapter.close()
        await adapter.close()
        assert "nobody" not in receipt.detail
        return receipt.outcome

    assert asyncio.run(run()) is (Outcome.RETRY if adapter.channel in {"line", "slack"} else Outcome.SENT)
