"""The way to the staff channel: each post once, and away again when it has to go."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.contract import Outcome, Outgoing
from bot.clock import create_clock
from bot.service import open_store
from bot.settings import Settings
from bot.staff.handover.relay import DeskPoster
from bot.store import conversations, relays
from bot.store.store import Store
from dialogs.replies import Reply, Text
from tests.contracts.store.rows import MONTH
from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_server import serving as serving_slack

SAID = {"text": "words", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "words"}}]}


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    with serving_slack(SlackServer()) as slack:
        yield slack


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(Settings(data_dir=tmp_path / "var"), create_clock("Asia/Tokyo"))
    yield store
    store.close()


@asynccontextmanager
async def poster(slack: SlackServer, store: Store) -> AsyncIterator[DeskPoster]:
    made = DeskPoster(store=store, bot_token=slack.bot_token, api_base_url=slack.base_url)
    yield made
    await made.close()


def test_a_post_is_noted_and_not_made_again(slack: SlackServer, store: Store) -> None:
    async def post() -> None:
        async with poster(slack, store) as staff:
            order = _order(store)
            assert (await staff.send(order)).outcome is Outcome.SENT
            assert (await staff.send(replace(order, is_retry=True))).outcome is Outcome.SENT

    asyncio.run(post())

    (posted,) = slack.posts[STAFF_CHANNEL]
    assert _relay(store, 1).ts == posted["ts"]
    assert posted["metadata"]["event_payload"] == {"key": "key-1"}
    assert slack.violations == []


def test_a_try_again_that_finds_nothing_posts(slack: SlackServer, store: Store) -> None:
    asyncio.run(_send(slack, store, replace(_order(store), is_retry=True)))

    assert len(slack.posts[STAFF_CHANNEL]) == 1


def test_while_slack_cannot_be_looked_at_nothing_is_posted(slack: SlackServer, store: Store) -> None:
    slack.fail_next("conversations.history", Fault())

    outcome = asyncio.run(_send(slack, store, replace(_order(store), is_retry=True)))

    assert outcome is Outcome.RETRY
    assert slack.posts[STAFF_CHANNEL] == []


@pytest.mark.parametrize("fault", [Fault(), Fault(drops=True), Fault(accepted=True, drops=True)])
def test_a_try_whose_end_is_not_known_is_made_again(slack: SlackServer, store: Store, fault: Fault) -> None:
    slack.fail_next("chat.postMessage", fault)
    order = _order(store)

    assert asyncio.run(_send(slack, store, order)) is Outcome.RETRY
    assert asyncio.run(_send(slack, store, replace(order, is_retry=True))) is Outcome.SENT
    assert len(slack.posts[STAFF_CHANNEL]) == 1


def test_in_a_thread_it_is_looked_for_in_the_thread(slack: SlackServer, store: Store) -> None:
    card, said = _order(store), _order(store, key="key-2", under=1)
    asyncio.run(_send(slack, store, card))
    slack.fail_next("chat.postMessage", Fault(accepted=True, drops=True))

    assert asyncio.run(_send(slack, store, said)) is Outcome.RETRY
    assert asyncio.run(_send(slack, store, replace(said, is_retry=True))) is Outcome.SENT
    assert [post.get("thread_ts") for post in slack.posts[STAFF_CHANNEL]] == [None, _relay(store, 1).ts]


def test_without_its_card_nothing_is_posted_into_the_open_channel(slack: SlackServer, store: Store) -> None:
    _order(store)

    assert asyncio.run(_send(slack, store, _order(store, key="key-2", under=1))) is Outcome.REFUSED
    assert slack.posts[STAFF_CHANNEL] == []


def test_what_was_taken_back_or_forgotten_meanwhile_is_not_posted(slack: SlackServer, store: Store) -> None:
    taken_back, forgotten = _order(store), _order(store, key="key-2", sender="person-2")
    with store.begin() as transaction:
        relays.withdraw(transaction.connection, 1, "source-1")
        conversations.erase(transaction.connection, 2)

    assert asyncio.run(_send(slack, store, taken_back)) is Outcome.SENT
    assert asyncio.run(_send(slack, store, forgotten)) is Outcome.SENT
    assert slack.posts[STAFF_CHANNEL] == []


def test_what_was_posted_is_changed_and_deleted(slack: SlackServer, store: Store) -> None:
    asyncio.run(_send(slack, store, _order(store)))
    changed = {"text": "other", "blocks": SAID["blocks"]}
    change = Outgoing(address=STAFF_CHANNEL, messages=[{"relay": 1, "update": changed}], retry_key="key-9")

    assert asyncio.run(_send(slack, store, change)) is Outcome.SENT
    assert slack.posts[STAFF_CHANNEL][0]["text"] == "other"
    assert asyncio.run(_delete(slack, store, 1)) is Outcome.SENT
    assert slack.posts[STAFF_CHANNEL] == []
    assert asyncio.run(_delete(slack, store, 1)) is Outcome.SENT


def test_what_was_not_posted_cannot_be_changed(slack: SlackServer, store: Store) -> None:
    _order(store)
    change = Outgoing(address=STAFF_CHANNEL, messages=[{"relay": 1, "update": SAID}], retry_key="key-9")

    assert asyncio.run(_send(slack, store, change)) is Outcome.REFUSED


def test_a_last_word_is_tried_once(slack: SlackServer, store: Store) -> None:
    last = Outgoing(address=STAFF_CHANNEL, messages=[{"post": SAID, "thread_ts": "1.000001"}], retry_key="key-1")

    assert asyncio.run(_send(slack, store, replace(last, is_retry=True))) is Outcome.UNKNOWN
    assert asyncio.run(_send(slack, store, last)) is Outcome.SENT
    assert [post["thread_ts"] for post in slack.posts[STAFF_CHANNEL]] == ["1.000001"]


def test_it_reads_as_on_slack(slack: SlackServer, store: Store) -> None:
    staff = DeskPoster(store=store, bot_token=slack.bot_token, api_base_url=slack.base_url)

    (message,) = staff.render(Reply(bubbles=(Text(text="words"),)))

    assert message["text"] == "words"


def _order(store: Store, *, key: str = "key-1", sender: str = "person-1", under: int | None = None) -> Outgoing:
    """A post about the conversation of `sender`, noted as the hand-over notes it."""
    with store.begin() as transaction:
        kept = conversations.create(transaction, "line", sender, transaction.now + MONTH)
        relay_id = relays.add(transaction, kept.id, "said", channel=STAFF_CHANNEL, source="source-1")
    order = {"post": SAID, "relay": relay_id} | ({"under": under} if under else {})
    return Outgoing(address=STAFF_CHANNEL, messages=[order], retry_key=key)


async def _send(slack: SlackServer, store: Store, outgoing: Outgoing) -> Outcome:
    async with poster(slack, store) as staff:
        return (await staff.send(outgoing)).outcome


async def _delete(slack: SlackServer, store: Store, relay_id: int) -> Outcome:
    async with poster(slack, store) as staff:
        return (await staff.delete(_relay(store, relay_id))).outcome


def _relay(store: Store, relay_id: int) -> relays.KeptRelay:
    with store.begin() as transaction:
        found = relays.find(transaction.connection, relay_id)
    assert found is not None
    return found
