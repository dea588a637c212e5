"""The local LINE platform keeps LINE's published rules, seen with LINE's own SDK as the client."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from linebot.v3 import messaging  # type: ignore[import-untyped]  # the SDK is not typed

from tests.fakes.clock import Seconds
from tests.fakes.line_platform import REDELIVERY_SECONDS, RETRY_KEY_SECONDS, TOKEN_SECONDS, Fault, LinePlatform
from tests.fakes.line_server import serving
from tests.fakes.line_webhooks import user

ME = user(1)
TEXT = {"type": "text", "text": "x"}


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def line(clock: Seconds) -> Iterator[LinePlatform]:
    with serving(LinePlatform(now=clock)) as platform:
        yield platform


def call(line: LinePlatform, use: Callable[[Any], Awaitable[Any]], access_token: str = "") -> Any:
    """What the SDK gets: the answer, or the error with its status, message and headers."""

    async def run() -> Any:
        token = access_token or line.access_token
        configuration = messaging.Configuration(host=line.base_url, access_token=token)
        async with messaging.AsyncApiClient(configuration) as client:
            try:
                return await use(messaging.AsyncMessagingApi(client))
            except messaging.ApiException as error:
                return error

    return asyncio.run(run())


def reply(line: LinePlatform, token: str, *messages: dict[str, Any]) -> Any:
    body = messaging.ReplyMessageRequest.from_dict({"replyToken": token, "messages": list(messages or [TEXT])})
    return call(line, lambda api: api.reply_message_with_http_info(body))


def push(line: LinePlatform, retry_key: str | None = None, person: str = ME, text: str = "x") -> Any:
    body = messaging.PushMessageRequest.from_dict({"to": person, "messages": [{"type": "text", "text": text}]})
    return call(line, lambda api: api.push_message_with_http_info(body, x_line_retry_key=retry_key))


def said(error: Any) -> tuple[int, str]:
    return error.status, json.loads(error.body)["message"]


def test_a_reply_reaches_the_person_whose_token_it_is(line: LinePlatform) -> None:
    answer = reply(line, line.token(ME), TEXT, TEXT)
    assert len(answer.data.sent_messages) == 2
    assert len(answer.headers["X-Line-Request-Id"]) == 36
    assert line.words(ME) == ["x", "x"]
    assert line.violations == []


def test_a_reply_token_can_be_used_once(line: LinePlatform) -> None:
    token = line.token(ME)
    reply(line, token)
    assert said(reply(line, token)) == (400, "Invalid reply token")
    assert line.words(ME) == ["x"]


def test_a_refused_message_leaves_the_token_usable(line: LinePlatform) -> None:
    token = line.token(ME)
    refused = reply(line, token, {"type": "text", "text": "x" * 5001})
    assert said(refused) == (400, "The request body has 1 error(s)")
    assert json.loads(refused.body)["details"][0]["property"] == "messages[0].text"
    assert line.violations != []
    assert reply(line, token).status_code == 200


def test_a_reply_token_lives_one_minute(line: LinePlatform, clock: Seconds) -> None:
    token = line.token(ME)
    clock.seconds += TOKEN_SECONDS + 1
    assert said(reply(line, token)) == (400, "Invalid reply token")


def test_a_redelivery_gives_the_token_another_minute(line: LinePlatform, clock: Seconds) -> None:
    event = line.text(ME, "x")
    clock.seconds += 300
    line.redelivered(event)
    assert reply(line, event["replyToken"]).status_code == 200


def test_a_redelivery_gives_no_token_to_an_event_older_than_twenty_minutes(line: LinePlatform, clock: Seconds) -> None:
    event = line.text(ME, "x")
    clock.seconds += REDELIVERY_SECONDS + 1
    line.redelivered(event)
    assert said(reply(line, event["replyToken"])) == (400, "Invalid reply token")


def test_a_reply_takes_no_retry_key(line: LinePlatform) -> None:
    body = messaging.ReplyMessageRequest.from_dict({"replyToken": line.token(ME), "messages": [TEXT]})
    headers = {"X-Line-Retry-Key": str(uuid.uuid4())}
    error = call(line, lambda api: api.reply_message_with_http_info(body, _headers=headers))
    assert error.status == 400
    assert line.words(ME) == []


def test_a_retry_key_is_accepted_once_and_names_the_first_request(line: LinePlatform) -> None:
    key = str(uuid.uuid4())
    first = push(line, key)
    again = push(line, key)
    assert again.status == 409
    assert again.headers["X-Line-Accepted-Request-Id"] == first.headers["X-Line-Request-Id"]
    assert line.words(ME) == ["x"]
    assert line.violations == []


def test_a_retry_key_with_another_body_is_our_fault(line: LinePlatform) -> None:
    key = str(uuid.uuid4())
    push(line, key)
    assert push(line, key, text="y").status == 409
    assert line.violations == ["the same retry key with another body"]


def test_a_retry_key_is_remembered_for_a_day(line: LinePlatform, clock: Seconds) -> None:
    key = str(uuid.uuid4())
    push(line, key)
    clock.seconds += RETRY_KEY_SECONDS + 1
    assert push(line, key).status_code == 200


@pytest.mark.parametrize(("person", "key"), [("me", None), (ME, "once")])
def test_a_push_to_nobody_or_with_an_odd_retry_key_is_refused(line: LinePlatform, person: str, key: str | None) -> None:
    assert push(line, key, person).status == 400
    assert len(line.violations) == 1


def test_pushes_end_at_the_monthly_limit_and_replies_do_not(line: LinePlatform) -> None:
    line.monthly_limit = 1
    push(line)
    assert said(push(line)) == (429, "You have reached your monthly limit.")
    assert reply(line, line.token(ME)).status_code == 200
    assert line.violations == []


def test_who_has_blocked_the_account_sees_nothing_and_line_does_not_say_so(line: LinePlatform) -> None:
    line.unfollow(ME)
    assert push(line).status_code == 200
    assert line.words(ME) == []


def test_a_wrong_access_token_is_refused(line: LinePlatform) -> None:
    error = call(line, lambda api: api.get_bot_info(), access_token="wrong")
    assert error.status == 401


def test_messages_can_be_checked_without_being_sent(line: LinePlatform) -> None:
    good, bad = (
        messaging.ValidateMessageRequest.from_dict({"messages": [{"type": "text", "text": text}]}) for text in ("x", "")
    )
    call(line, lambda api: api.validate_reply(good))
    assert line.violations == []
    assert call(line, lambda api: api.validate_push(bad)).status == 400


@pytest.mark.parametrize(("seconds", "status"), [(5, 202), (60, 202), (7, 400)])
def test_the_loading_animation_takes_steps_of_five_seconds(line: LinePlatform, seconds: int, status: int) -> None:
    body = messaging.ShowLoadingAnimationRequest(chatId=ME, loadingSeconds=seconds)
    answer = call(line, lambda api: api.show_loading_animation_with_http_info(body))
    assert getattr(answer, "status_code", None) or answer.status == status
    assert line.loading == ([ME] if status == 202 else [])


def test_faults_come_once_and_in_order(line: LinePlatform) -> None:
    line.fail_next("push", Fault(status=429, headers={"Retry-After": "3"}), Fault(status=500, accepted=True))
    limited, failed, fine = push(line), push(line), push(line)
    assert (limited.status, limited.headers["Retry-After"]) == (429, "3")
    assert failed.status == 500
    assert fine.status_code == 200
    assert line.words(ME) == ["x", "x"]


def test_a_tap_sends_what_the_quick_reply_carries(line: LinePlatform) -> None:
    items = [{"type": "action", "action": {"type": "postback", "label": "はい", "data": "d", "displayText": "はい"}}]
    reply(line, line.token(ME), {**TEXT, "quickReply": {"items": items}})
    assert line.labels(ME) == ["はい"]
    assert line.tap(ME, "はい")["postback"] == {"data": "d"}
