"""The local Slack platform keeps Slack's published rules, seen with Slack's own SDK as the client."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.clock import Seconds
from tests.fakes.slack_limits import check_blocks
from tests.fakes.slack_platform import STAFF_CHANNEL, TRIGGER_SECONDS, Fault
from tests.fakes.slack_server import SlackServer, serving
from tests.fakes.slack_webhooks import BOT_USER, direct, user

ME = user(1)
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "題"}, "blocks": [{"type": "divider"}]}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def slack(clock: Seconds) -> Iterator[SlackServer]:
    with serving(SlackServer(now=clock)) as platform:
        yield platform


def call(slack: SlackServer, use: Callable[[AsyncWebClient], Awaitable[Any]], token: str = "") -> Any:
    """What the SDK gets: the answer, or the error code."""

    async def run() -> Any:
        client = AsyncWebClient(token=token or slack.bot_token, base_url=f"{slack.base_url}/", retry_handlers=[])
        try:
            return await use(client)
        except SlackApiError as error:
            return error.response["error"] or error.response.status_code

    return asyncio.run(run())


def post(slack: SlackServer, channel: str = STAFF_CHANNEL, **more: Any) -> Any:
    return call(slack, lambda api: api.chat_postMessage(channel=channel, **{"text": "x", **more}))


def section(words: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": words}}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": "はい"}, "action_id": "a", **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def test_the_app_knows_itself_by_its_token(slack: SlackServer) -> None:
    assert call(slack, lambda api: api.auth_test())["user_id"] == BOT_USER
    assert call(slack, lambda api: api.auth_test(), token="wrong") == "invalid_auth"


def test_a_message_stands_in_its_channel_and_can_be_changed(slack: SlackServer) -> None:
    posted = post(slack, blocks=[section("一")])
    call(slack, lambda api: api.chat_update(channel=posted["channel"], ts=posted["ts"], text="y"))

    assert [(one["text"], one["blocks"]) for one in slack.posts[STAFF_CHANNEL]] == [("y", [])]
    assert call(slack, lambda api: api.chat_update(channel=STAFF_CHANNEL, ts="1.1", text="y")) == "message_not_found"


def test_a_person_stands_for_their_direct_message(slack: SlackServer) -> None:
    assert post(slack, ME)["channel"] == direct(ME)
    assert call(slack, lambda api: api.conversations_open(users=ME))["channel"]["user"] == ME
    assert post(slack, "C0NOWHERE") == "channel_not_found"


GOOD = [section("一"), actions(button(value="v" * 2000), button(action_id="b", url="https://example.com/"))]
BAD: dict[str, list[dict[str, Any]]] = {
    "51 blocks": [{"type": "divider"}] * 51,
    "a section of 3001": [section("x" * 3001)],
    "a blank text": [section(" ")],
    "a section without a text": [{"type": "section"}],
    "a heading of 151": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    "a label of 76": [actions(button(text={"type": "plain_text", "text": "x" * 76}))],
    "a value of 2001": [actions(button(value="v" * 2001))],
    "26 buttons": [actions(*(button(action_id=str(number)) for number in range(26)))],
    "no buttons": [actions()],
    "an action id twice": [actions(button(), button())],
    "an action id twice over two blocks": [actions(button()), actions(button())],
    "a block id twice": [{"type": "divider", "block_id": "b"}] * 2,
    "an unknown type": [{"type": "hologram"}],
    "an unknown property": [{**section("x"), "colour": "red"}],
    "an unknown style": [actions(button(style="loud"))],
    "a number to dial": [actions(button(url="tel:188"))],
}


def test_good_blocks_are_taken(slack: SlackServer) -> None:
    assert post(slack, blocks=GOOD)["ok"]
    assert slack.violations == []


@pytest.mark.parametrize("label", BAD)
def test_bad_blocks_are_refused(slack: SlackServer, label: str) -> None:
    assert check_blocks(BAD[label]) != []
    assert post(slack, blocks=BAD[label]) == "invalid_blocks"
    assert len(slack.violations) == 1


def test_a_message_must_say_something_and_not_too_much(slack: SlackServer) -> None:
    # The SDK's own method would warn before it asks.
    empty = {"channel": STAFF_CHANNEL, "text": ""}
    assert call(slack, lambda api: api.api_call("chat.postMessage", json=empty)) == "no_text"
    assert post(slack, text="x" * 40_001) == "msg_too_long"
    assert post(slack, blocks=[section("x" * 3000)] * 4) == "msg_blocks_too_long"


def test_threads_and_history_can_be_read(slack: SlackServer) -> None:
    root = post(slack)["ts"]
    post(slack, thread_ts=root)

    history = call(slack, lambda api: api.conversations_history(channel=STAFF_CHANNEL))
    replies = call(slack, lambda api: api.conversations_replies(channel=STAFF_CHANNEL, ts=root))
    assert (len(history["messages"]), len(replies["messages"])) == (1, 2)
    missing = call(slack, lambda api: api.conversations_replies(channel=STAFF_CHANNEL, ts="1.1"))
    assert missing == "thread_not_found"


def test_people_and_channels_can_be_looked_up(slack: SlackServer) -> None:
    assert call(slack, lambda api: api.users_info(user=ME))["user"]["id"] == ME
    assert call(slack, lambda api: api.conversations_info(channel=STAFF_CHANNEL))["channel"]["name"] == "desk"
    assert len(call(slack, lambda api: api.conversations_list())["channels"]) == 1


def test_a_view_opens_once_and_within_the_life_of_its_trigger(slack: SlackServer, clock: Seconds) -> None:
    post(slack, ME, blocks=[actions(button())])
    used, late = (slack.tapped(ME, "はい")["trigger_id"] for _ in range(2))

    assert call(slack, lambda api: api.views_open(trigger_id=used, view=MODAL))["view"]["type"] == "modal"
    assert call(slack, lambda api: api.views_open(trigger_id=used, view=MODAL)) == "invalid_trigger_id"
    clock.seconds += TRIGGER_SECONDS + 1
    assert call(slack, lambda api: api.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"


def test_the_home_tab_of_a_person(slack: SlackServer) -> None:
    assert call(slack, lambda api: api.views_publish(user_id=ME, view=HOME))["ok"]
    assert (
        call(slack, lambda api: api.views_publish(user_id=ME, view={**HOME, "blocks": BAD["no buttons"]}))
        == "invalid_arguments"
    )
    assert slack.homes[ME]["blocks"] == HOME["blocks"]


def test_a_file_is_uploaded_in_three_steps(slack: SlackServer) -> None:
    call(slack, lambda api: api.files_upload_v2(content=b"picture", filename="chart.png", channel=STAFF_CHANNEL))

    (file,) = slack.files.values()
    assert (file["content"], file["filename"], file["channel"]) == (b"picture", "chart.png", STAFF_CHANNEL)


def test_faults_come_on_demand(slack: SlackServer) -> None:
    slack.fail_next("chat.postMessage", Fault(status=429, headers={"Retry-After": "3"}), Fault(accepted=True))

    assert [post(slack), post(slack)] == ["fatal_error", "fatal_error"]
    assert len(slack.posts[STAFF_CHANNEL]) == 1


def test_an_unknown_method_is_refused(slack: SlackServer) -> None:
    assert call(slack, lambda api: api.api_call("no.such")) == "unknown_method"
