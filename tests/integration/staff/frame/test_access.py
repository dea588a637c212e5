"""Who may: asked of Slack, believed for a minute, and never in doubt."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import pytest

from adapters.slack.client import Client
from bot.staff.frame.access import Members, Standing
from tests.fakes.clock import FakeClock
from tests.fakes.slack_platform import STAFF_CHANNEL, STAFF_GROUP, Fault
from tests.fakes.slack_server import SlackServer, serving
from tests.fakes.slack_webhooks import user

ME, OTHER, STRANGER = user(1), user(2), user(3)
YES = Standing(may=True, language="ja")
LISTS = ("usergroups.users.list", "conversations.members")


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    """A workspace with a staff group."""
    with serving(SlackServer()) as platform:
        platform.groups[STAFF_GROUP] |= {ME, OTHER}
        yield platform


@pytest.fixture
def clock() -> FakeClock:
    """The clock by which answers grow old."""
    return FakeClock()


@asynccontextmanager
async def asking(
    slack: SlackServer,
    clock: FakeClock,
    *,
    groups: Sequence[str] = (STAFF_GROUP,),
    channels: Sequence[str] = (),
    token: str = "",
) -> AsyncIterator[Members]:
    """Members of the groups and channels."""
    client = Client(token=token or slack.bot_token, api_base_url=slack.base_url, timeout_seconds=1)
    members = Members(client=client, groups=groups, channels=channels, clock=clock)
    try:
        yield members
    finally:
        await members.close()


def ask(slack: SlackServer, clock: FakeClock, *people: str, **more: object) -> list[Standing]:
    """What each of `people` may, asked one after the other of one `Members`."""

    async def run() -> list[Standing]:
        async with asking(slack, clock, **more) as members:  # type: ignore[arg-type]  # handed through as it is
            return [await members.ask(person) for person in people]

    return asyncio.run(run())


def called(slack: SlackServer, *methods: str) -> int:
    return sum(received.method in methods for received in slack.received)


def test_who_is_in_the_group_may_and_nobody_else(slack: SlackServer, clock: FakeClock) -> None:
    assert ask(slack, clock, ME, OTHER, STRANGER) == [YES, YES, Standing()]
    assert called(slack, *LISTS) == 1


def test_who_is_in_the_channel_may_on_whatever_page_they_stand(slack: SlackServer, clock: FakeClock) -> None:
    slack.members[STAFF_CHANNEL] |= {user(number) for number in range(1, 8)}

    people = [user(number) for number in range(1, 9)]
    standings = ask(slack, clock, *people, groups=(), channels=(STAFF_CHANNEL,))

    assert [standing.may for standing in standings] == [True] * 7 + [False]
    assert called(slack, *LISTS) == 4


def test_without_a_list_nobody_may_and_slack_is_not_asked(slack: SlackServer, clock: FakeClock) -> None:
    assert ask(slack, clock, ME, groups=()) == [Standing()]
    assert slack.received == []


@pytest.mark.parametrize("person", ["", "U1 ", "<@U1>", "U" * 65, "../U1", "う"])
def test_what_is_no_id_may_nothing(slack: SlackServer, clock: FakeClock, person: str) -> None:
    slack.groups[STAFF_GROUP].add(person)

    assert ask(slack, clock, person) == [Standing()]


@pytest.mark.parametrize("mark", ["deleted", "is_bot", "is_stranger"])
def test_who_has_left_or_is_a_bot_or_of_another_workspace_may_not(
    slack: SlackServer, clock: FakeClock, mark: str
) -> None:
    slack.marks[ME][mark] = True

    assert ask(slack, clock, ME) == [Standing()]


@pytest.mark.parametrize(("locale", "language"), [("ja-JP", "ja"), ("en-GB", "en"), ("de-DE", "en"), ("", "ja")])
def test_the_language_is_that_of_their_slack(slack: SlackServer, clock: FakeClock, locale: str, language: str) -> None:
    slack.locales[ME] = slack.locales[STRANGER] = locale

    assert [standing.language for standing in ask(slack, clock, ME, STRANGER)] == [language, language]


def test_an_answer_is_believed_for_a_minute_and_no_longer(slack: SlackServer, clock: FakeClock) -> None:
    async def run() -> list[bool]:
        async with asking(slack, clock) as members:
            may = [(await members.ask(ME)).may]
            slack.groups[STAFF_GROUP].discard(ME)
            for seconds in (59, 1):
                clock.move(seconds=seconds)
                may.append((await members.ask(ME)).may)
            return may

    assert asyncio.run(run()) == [True, True, False]


@pytest.mark.parametrize("method", ["usergroups.users.list", "users.info"])
@pytest.mark.parametrize(
    "fault",
    [
        Fault(),
        Fault(status=429, headers={"Retry-After": "30"}),
        Fault(status=200, body=b"<html>"),
        Fault(status=200, body=b'{"ok":true}'),
        Fault(drops=True),
        Fault(seconds=3),
    ],
    ids=["error", "too many", "no JSON", "without members", "broken off", "slow"],
)
def test_where_slack_fails_the_answer_is_no_at_once(
    slack: SlackServer, clock: FakeClock, method: str, fault: Fault
) -> None:
    slack.fail_next(method, fault, fault)  # a question that was broken off is asked once more by aiohttp

    async def run() -> bool:
        async with asking(slack, clock) as members:
            return (await asyncio.wait_for(members.ask(ME), 2.8)).may

    assert not asyncio.run(run())


def test_an_old_yes_counts_for_nothing_when_slack_fails(slack: SlackServer, clock: FakeClock) -> None:
    async def run() -> list[bool]:
        async with asking(slack, clock) as members:
            may = [(await members.ask(ME)).may]
            clock.move(seconds=60)
            slack.fail_next("usergroups.users.list", Fault())
            return [*may, (await members.ask(ME)).may]

    assert asyncio.run(run()) == [True, False]


def test_one_list_that_fails_takes_nothing_from_the_other(slack: SlackServer, clock: FakeClock) -> None:
    slack.members[STAFF_CHANNEL].add(ME)
    slack.fail_next("usergroups.users.list", Fault())

    standings = ask(slack, clock, ME, OTHER, channels=(STAFF_CHANNEL,))

    assert [standing.may for standing in standings] == [True, False]


def test_slack_is_left_alone_for_as_long_as_it_says(slack: SlackServer, clock: FakeClock) -> None:
    slack.fail_next("usergroups.users.list", Fault(status=429, headers={"Retry-After": "30"}))

    async def run() -> list[tuple[bool, int]]:
        async with asking(slack, clock) as members:
            seen = []
            for seconds in (0, 29, 1):
                clock.move(seconds=seconds)
                seen.append(((await members.ask(ME)).may, called(slack, "usergroups.users.list")))
            return seen

    assert asyncio.run(run()) == [(False, 0), (False, 0), (True, 1)]


def test_those_who_ask_at_the_same_time_ask_slack_once(slack: SlackServer, clock: FakeClock) -> None:
    async def run() -> list[Standing]:
        async with asking(slack, clock) as members:
            return list(await asyncio.gather(*(members.ask(ME) for _ in range(20))))

    assert asyncio.run(run()) == [YES] * 20
    assert (called(slack, *LISTS), called(slack, "users.info")) == (1, 1)


def test_a_token_that_slack_does_not_know_lets_nobody_in(
    slack: SlackServer, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(slack, clock, ME, token="xoxb-wrong") == [Standing()]
    assert "did not say who belongs to the staff" in caplog.text
    assert ME not in caplog.text
    assert "xoxb" not in caplog.text


def test_a_group_or_channel_that_is_gone_lets_nobody_in(slack: SlackServer, clock: FakeClock) -> None:
    assert ask(slack, clock, ME, groups=("S0GONE",), channels=("C0GONE",)) == [Standing()]
