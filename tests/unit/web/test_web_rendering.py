"""Replies in the form of the page."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from adapters.contract import Adapter, Message, Outcome, Outgoing
from adapters.web.adapter import WebAdapter
from dialogs.replies import Bubble, Card, Choice, Link, Reply, Text

ADAPTER: Adapter = WebAdapter(lambda: datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("bubble", "message"),
    [
        pytest.param(
            Text(text="今日は決めなくて\n大丈夫です。"),
            {"type": "text", "text": "今日は決めなくて\n大丈夫です。"},
            id="text",
        ),
        pytest.param(
            Card(
                title="窓口",
                lines=("一行", "二行"),
                links=(Link(label="開く", url="https://x.example/"),),
                tone="caution",
            ),
            {
                "type": "card",
                "title": "窓口",
                "lines": ["一行", "二行"],
                "links": [{"label": "開く", "url": "https://x.example/"}],
                "tone": "caution",
            },
            id="card",
        ),
        pytest.param(
            Card(title="だけ"),
            {"type": "card", "title": "だけ", "lines": [], "links": [], "tone": "plain"},
            id="bare card",
        ),
    ],
)
def test_bubbles(bubble: Bubble, message: Message) -> None:
    assert ADAPTER.render(Reply(bubbles=(bubble,))) == [message]


def test_the_choices_hang_under_the_last_bubble_with_their_state() -> None:
    reply = Reply(bubbles=(Text(text="一"), Text(text="二")), choices=(Choice(id="yes", label="はい"),), state="a/b")
    assert ADAPTER.render(reply) == [
        {"type": "text", "text": "一"},
        {"type": "text", "text": "二", "choices": [{"id": "yes", "label": "はい"}], "state": "a/b"},
    ]


def test_a_reply_without_bubbles_is_no_message() -> None:
    assert ADAPTER.render(Reply(bubbles=(), choices=(Choice(id="yes", label="はい"),))) == []


@pytest.mark.parametrize(
    ("link", "label"),
    [
        pytest.param(Link(label="電話する", url="tel:188"), "電話する 188", id="a desktop computer needs the number"),
        pytest.param(Link(label="188に電話する", url="tel:188"), "188に電話する", id="the number is there already"),
        pytest.param(
            Link(label="電話 00-0000-0000", url="tel:0000000000"), "電話 00-0000-0000", id="written with hyphens"
        ),
        pytest.param(Link(label="くわしく", url="https://x.example/188"), "くわしく", id="no telephone"),
    ],
)
def test_a_telephone_number_can_be_read(link: Link, label: str) -> None:
    (card,) = ADAPTER.render(Reply(bubbles=(Card(title="窓口", links=(link,)),)))
    assert card["links"] == [{"label": label, "url": link.url}]


def test_messages_are_plain_json() -> None:
    messages = ADAPTER.render(Reply(bubbles=(Card(title="窓口", lines=("一",)),), choices=(Choice(id="a", label="b"),)))
    assert json.loads(json.dumps(messages)) == messages


def test_a_reply_counts_as_sent_as_soon_as_it_lies_in_the_outbox() -> None:
    async def send() -> Outcome:
        receipt = await ADAPTER.send(Outgoing(address="someone", messages=[], retry_key="k"))
        await ADAPTER.close()
        return receipt.outcome

    assert asyncio.run(send()) is Outcome.SENT
