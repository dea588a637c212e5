"""The ways back to one member: a response_url while it works, then Slack's Web API."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from adapters.slack.client import Client
from bot.staff.frame.answers import Answers
from bot.staff.frame.blocks import message
from tests.fakes.clock import FakeClock
from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_server import SlackServer, serving
from tests.fakes.slack_webhooks import user

ME = user(1)


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    """A workspace."""
    with serving(SlackServer()) as platform:
        yield platform


@pytest.fixture
def clock() -> FakeClock:
    """The clock by which a response_url ends."""
    return FakeClock()


def answer(
    slack: SlackServer,
    clock: FakeClock,
    work: Callable[[Answers], Awaitable[None]],
    *,
    channel: str = STAFF_CHANNEL,
    has_url: bool = True,
) -> list[str]:
    """Let `work` answer a command; what the member reads, in the channel and in their direct message."""

    async def run() -> None:
        client = Client(token=slack.bot_token, api_base_url=slack.base_url, timeout_seconds=2, waits_when_told=True)
        url = str(slack.commanded(ME, "")["response_url"]) if has_url else ""
        answers = Answers(client=client, clock=clock, member=ME, response_url=url, channel=channel, called_at=clock())
        try:
            await work(answers)
        finally:
            await client.close()

    asyncio.run(run())
    assert slack.violations == []
    return [*slack.whispered(ME), *slack.words(ME)]


async def tell(answers: Answers, *texts: str) -> None:
    for text in texts:
        await answers.tell(message(text))


def called(slack: SlackServer) -> list[str]:
    return [received.method for received in slack.received]


def test_five_answers_go_to_the_response_url_and_the_others_by_the_api(slack: SlackServer, clock: FakeClock) -> None:
    texts = [f"{number}" for number in range(7)]

    assert answer(slack, clock, lambda answers: tell(answers, *texts)) == texts
    assert called(slack) == ["chat.postEphemeral"] * 2


def test_after_half_an_hour_the_response_url_is_not_used(slack: SlackServer, clock: FakeClock) -> None:
    async def wait(answers: Answers) -> None:
        clock.move(minutes=30)
        await tell(answers, "late")

    assert answer(slack, clock, wait) == ["late"]
    assert called(slack) == ["chat.postEphemeral"]


def test_without_a_response_url_the_member_alone_is_told_in_the_channel(slack: SlackServer, clock: FakeClock) -> None:
    assert answer(slack, clock, lambda answers: tell(answers, "told"), has_url=False) == ["told"]
    assert slack.posts[STAFF_CHANNEL] == []


@pytest.mark.parametrize("channel", ["", "C0STRANGE"])
def test_where_the_app_is_not_in_the_channel_the_member_gets_a_direct_message(
    slack: SlackServer, clock: FakeClock, channel: str
) -> None:
    assert answer(slack, clock, lambda answers: tell(answers, "told"), channel=channel, has_url=False) == ["told"]
    assert slack.words(ME) == ["told"]


def test_where_the_response_url_has_ended_the_api_takes_its_place(slack: SlackServer, clock: FakeClock) -> None:
    async def used_elsewhere(answers: Answers) -> None:
        next(iter(slack.response_urls.values())).uses = 5
        await tell(answers, "told")
        slack.violations.clear()

    assert answer(slack, clock, used_elsewhere) == ["told"]


def test_too_many_requests_are_made_again_when_slack_says(slack: SlackServer, clock: FakeClock) -> None:
    slack.fail_next("chat.postEphemeral", Fault(status=429, headers={"Retry-After": "1"}))

    assert answer(slack, clock, lambda answers: tell(answers, "told"), has_url=False) == ["told"]
