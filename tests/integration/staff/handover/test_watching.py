"""The look that nobody has to start: it deletes what has to go, as Slack lets it, and outlives every trouble."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.clock import create_clock
from bot.desk import create_desk, create_poster, create_switchboard
from bot.service import create_service, open_store
from bot.settings import Settings
from bot.staff.frame.desk import Desk
from bot.staff.handover.watching import Watch
from bot.store import conversations, relays
from bot.store.transaction import Transaction
from tests.contracts.store.rows import MONTH
from tests.fakes.dialog import FakeDialog
from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_server import serving as serving_slack
from tests.integration.staff.on_desk import loaded_content


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    with serving_slack(SlackServer()) as slack:
        yield slack


@pytest.fixture
def desk(slack: SlackServer, tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(
        data_dir=tmp_path / "var",
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_bot_token=SecretStr(slack.bot_token),
        slack_api_base_url=slack.base_url,
        staff_channel=STAFF_CHANNEL,
    )
    clock, content = create_clock(settings.timezone), loaded_content()
    store = open_store(settings, clock)
    service = create_service(
        settings,
        dialog=FakeDialog(),
        adapters=[create_poster(settings, store)],
        clock=clock,
        store=store,
        switchboard=create_switchboard(settings, content),
    )
    yield create_desk(settings, service, content, clock)
    store.close()


def test_the_posts_of_who_is_forgotten_go_and_those_of_others_stay(slack: SlackServer, desk: Desk) -> None:
    _post(slack, desk, "person-1", "mine", "mine too")
    _post(slack, desk, "person-2", "theirs")
    _erase(desk, 1)

    _look(desk)

    assert [post["text"] for post in slack.posts[STAFF_CHANNEL]] == ["theirs"]
    assert _left(desk) == ["theirs"]


def test_slack_that_asks_for_patience_is_asked_again_later(slack: SlackServer, desk: Desk) -> None:
    _post(slack, desk, "person-1", "one", "two")
    _erase(desk, 1)
    slack.fail_next("chat.delete", Fault(status=429, headers={"Retry-After": "1"}, body=b'{"ok":false}'))

    _look(desk)
    assert [post["text"] for post in slack.posts[STAFF_CHANNEL]] == ["one", "two"]
    assert sum(received.method == "chat.delete" for received in slack.received) == 0

    _look(desk)
    assert slack.posts[STAFF_CHANNEL] == []


def test_what_slack_will_never_delete_is_asked_for_once(slack: SlackServer, desk: Desk) -> None:
    _post(slack, desk, "person-1", "one")
    _erase(desk, 1)
    slack.fail_next("chat.delete", Fault(status=200, body=b'{"ok":false,"error":"cant_delete_message"}'))

    _look(desk)
    _look(desk)

    assert _left(desk) == []
    assert [post["text"] for post in slack.posts[STAFF_CHANNEL]] == ["one"]


def test_what_somebody_deleted_by_hand_counts_as_deleted(slack: SlackServer, desk: Desk) -> None:
    _post(slack, desk, "person-1", "one")
    slack.posts[STAFF_CHANNEL].clear()
    _erase(desk, 1)

    _look(desk)

    assert _left(desk) == []


def test_what_is_just_being_posted_is_waited_for(slack: SlackServer, desk: Desk) -> None:
    with desk.store.begin() as transaction:
        kept = conversations.create(transaction, "line", "person-1", transaction.now + MONTH)
        fresh = relays.add(transaction, kept.id, "said", channel=STAFF_CHANNEL)
        earlier = Transaction(
            connection=transaction.connection, vault=transaction.vault, now=transaction.now - timedelta(hours=2)
        )
        never = relays.add(earlier, kept.id, "said", channel=STAFF_CHANNEL)
        relays.add(transaction, kept.id, "reply", channel=STAFF_CHANNEL)
    _erase(desk, kept.id)

    _look(desk)

    with desk.store.begin() as transaction:
        assert relays.find(transaction.connection, fresh) is not None
        assert relays.find(transaction.connection, never) is None
        assert len(relays.list_to_go(transaction.connection, 9)) == 1
    assert slack.received == []


def test_it_looks_again_and_again_and_outlives_trouble(slack: SlackServer, desk: Desk) -> None:
    _post(slack, desk, "person-1", "one")
    _erase(desk, 1)
    slack.fail_next("chat.delete", Fault(drops=True), Fault(status=500), Fault(body=b"no json"))

    async def watch() -> None:
        async with Watch(desk, every_seconds=0.02).running():
            for _ in range(500):
                await asyncio.sleep(0.02)
                if not slack.posts[STAFF_CHANNEL]:
                    break
        await _close(desk)

    asyncio.run(watch())

    assert slack.posts[STAFF_CHANNEL] == []


def _post(slack: SlackServer, desk: Desk, sender: str, *texts: str) -> None:
    with desk.store.begin() as transaction:
        kept = conversations.create(transaction, "line", sender, transaction.now + MONTH)
        for text in texts:
            posted = slack.post({"channel": STAFF_CHANNEL, "text": text})
            relay = relays.add(transaction, kept.id, "said", channel=STAFF_CHANNEL, source=text)
            relays.note_post(transaction.connection, relay, posted["ts"])


def _erase(desk: Desk, conversation_id: int) -> None:
    with desk.store.begin() as transaction:
        conversations.erase(transaction.connection, conversation_id)


def _look(desk: Desk) -> None:
    async def look() -> None:
        await Watch(desk).look()
        await _close(desk)

    asyncio.run(look())


async def _close(desk: Desk) -> None:
    for adapter in desk.service.adapters.values():
        await adapter.close()


def _left(desk: Desk) -> list[str]:
    """The sources of the rows that are still there."""
    with desk.store.begin() as transaction:
        return list(transaction.connection.exec_driver_sql("SELECT source FROM relays ORDER BY id").scalars())
