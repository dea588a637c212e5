"""Sending, against the local Slack platform over HTTP."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contract import Outcome, Outgoing, Receipt
from adapters.slack.adapter import SlackAdapter
from adapters.slack.rendering import render_reply
from adapters.slack.sending import SlackSender
from dialogs.replies import Reply, Text
from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_server import SlackServer, serving
from tests.fakes.slack_webhooks import direct, user

ME = user(1)
SENT, RETRY, REFUSED, UNKNOWN = Outcome.SENT, Outcome.RETRY, Outcome.REFUSED, Outcome.UNKNOWN
SAID = "大丈夫です"


@pytest.fixture(scope="module")
def running() -> Iterator[SlackServer]:
    with serving(SlackServer()) as platform:
        yield platform


@pytest.fixture
def slack(running: SlackServer) -> SlackServer:
    """The platform with nothing in it."""
    for kept in (running.posts, running.received, running.violations, running.faults, running.gone):
        kept.clear()
    running.text(ME, "opens the direct message")
    return running


def outgoing(place: str | None = None, text: str = SAID, person: str = ME) -> Outgoing:
    messages = render_reply(Reply(bubbles=(Text(text=text),)))
    return Outgoing(address=person, messages=messages, retry_key="a key", reply_token=place)


def send(slack: SlackServer, *rows: Outgoing, base_url: str = "", token: str = "") -> list[Receipt]:
    async def run() -> list[Receipt]:
        sender = SlackSender(
            bot_token=token or slack.bot_token, api_base_url=base_url or slack.base_url, timeout_seconds=0.5
        )
        try:
            return [await sender.send(row) for row in rows]
        finally:
            await sender.close()

    return asyncio.run(run())


def refusal(code: str, status: int = 200) -> Fault:
    return Fault(status=status, body=f'{{"ok":false,"error":"{code}"}}'.encode())


def test_an_answer_goes_where_the_person_wrote(slack: SlackServer) -> None:
    [receipt] = send(slack, outgoing(f"{direct(ME)} 1.000001"))

    assert (receipt.outcome, receipt.detail, len(receipt.request_id)) == (SENT, "", 32)
    [post] = slack.seen(ME)
    assert (post["thread_ts"], slack.words(ME), slack.violations) == ("1.000001", [SAID], [])


def test_without_a_place_it_goes_to_the_person(slack: SlackServer) -> None:
    assert send(slack, outgoing())[0].outcome is SENT
    assert slack.words(ME) == [SAID]


@pytest.mark.parametrize("code", ["channel_not_found", "thread_not_found", "is_archived"])
def test_where_the_place_is_gone_it_goes_to_the_person_in_the_same_try(slack: SlackServer, code: str) -> None:
    slack.fail_next("chat.postMessage", refusal(code))

    assert send(slack, outgoing(direct(ME)))[0].outcome is SENT
    assert slack.words(ME) == [SAID]


def test_where_the_person_is_gone_too_it_is_refused(slack: SlackServer) -> None:
    slack.gone |= {direct(ME), ME}

    [receipt] = send(slack, outgoing(direct(ME)))

    assert (receipt.outcome, receipt.detail) == (REFUSED, "200 channel_not_found")


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        pytest.param(Fault(status=500, body=b""), 0, id="500"),
        pytest.param(Fault(status=502, body=b"<html>", content_type="text/html"), 0, id="a page from in between"),
        pytest.param(refusal("fatal_error"), 0, id="fatal"),
        pytest.param(refusal("internal_error", 500), 0, id="internal"),
        pytest.param(Fault(drops=True), 0, id="dropped, not delivered"),
        pytest.param(Fault(drops=True, accepted=True), 1, id="dropped, delivered"),
        pytest.param(Fault(seconds=1, accepted=True), 1, id="too late, delivered"),
        pytest.param(Fault(status=200, body=b"<html>", accepted=True), 1, id="200 that is no JSON"),
        pytest.param(Fault(status=200, body=b"[1]", accepted=True), 1, id="200 of another shape"),
        pytest.param(
            Fault(status=200, body=b"ok", content_type="text/plain", accepted=True), 1, id="200 in plain text"
        ),
        pytest.param(Fault(status=200, body=b"\xff", accepted=True), 1, id="200 that is no text"),
    ],
)
def test_a_try_whose_end_is_unknown_is_said_to_be(slack: SlackServer, fault: Fault, seen: int) -> None:
    slack.fail_next("chat.postMessage", fault)

    [receipt] = send(slack, outgoing(direct(ME)))

    assert receipt.outcome is UNKNOWN
    assert len(slack.seen(ME)) == seen


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("", None), ("soon", None), ("-1", None), ("Wed, 21 Oct 2026 07:28:00 GMT", None)],
)
def test_what_is_too_much_for_now_is_tried_again_when_slack_says(
    slack: SlackServer, header: str, seconds: float | None
) -> None:
    limited = Fault(status=429, headers={"Retry-After": header}, body=b'{"ok":false,"error":"ratelimited"}')
    slack.fail_next("chat.postMessage", limited)
    row = outgoing(direct(ME))

    first, second = send(slack, row, row)

    assert (first.outcome, first.detail, first.retry_after_seconds) == (RETRY, "429 ratelimited", seconds)
    assert (second.outcome, first.reply_token_spent) == (SENT, False)
    assert slack.words(ME) == [SAID]


@pytest.mark.parametrize(
    "fault", [Fault(status=429, body=b"", content_type="text/plain"), refusal("service_unavailable", 503)]
)
def test_what_slack_did_not_take_is_tried_again(slack: SlackServer, fault: Fault) -> None:
    slack.fail_next("chat.postMessage", fault)

    assert send(slack, outgoing(direct(ME)))[0].outcome is RETRY


def test_where_nobody_listens_nothing_was_sent(slack: SlackServer) -> None:
    assert send(slack, outgoing(), base_url="http://127.0.0.1:9/api")[0].outcome is RETRY


@pytest.mark.parametrize(
    "code", ["invalid_blocks", "msg_too_long", "account_inactive", "restricted_action", "new_in_2030"]
)
def test_what_slack_will_never_take_is_refused(slack: SlackServer, code: str) -> None:
    slack.fail_next("chat.postMessage", refusal(code))

    [receipt] = send(slack, outgoing(direct(ME)))

    assert (receipt.outcome, receipt.detail) == (REFUSED, f"200 {code}")


@pytest.mark.parametrize("status", [302, 400, 403, 404, 413])
def test_a_status_that_is_no_success_is_refused(slack: SlackServer, status: int) -> None:
    slack.fail_next("chat.postMessage", Fault(status=status, body=b"", headers={"Location": "/elsewhere"}))

    assert send(slack, outgoing(direct(ME)))[0].outcome is REFUSED


def test_a_wrong_token_is_refused(slack: SlackServer) -> None:
    assert send(slack, outgoing(), token="wrong")[0].detail == "200 invalid_auth"


def test_a_refused_message_is_named_by_its_place_and_never_by_its_words(slack: SlackServer) -> None:
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "内緒" * 2000}}]
    row = replace(outgoing(), messages=[{"text": "内緒", "blocks": blocks}])

    [receipt] = send(slack, row)

    assert (receipt.outcome, receipt.detail) == (REFUSED, "200 invalid_blocks /blocks/0")


def test_nothing_personal_is_logged(slack: SlackServer, caplog: pytest.LogCaptureFixture) -> None:
    slack.fail_next("chat.postMessage", Fault(status=200, body=b"<html>"), refusal("internal_error"), Fault(drops=True))
    with caplog.at_level(logging.DEBUG):
        send(slack, *[outgoing(direct(ME))] * 4)

    assert not any(word in caplog.text for word in (SAID, ME, direct(ME), slack.bot_token))


def test_one_pool_serves_many_people_at_once_and_can_be_closed_twice(slack: SlackServer) -> None:
    async def run() -> list[Receipt]:
        adapter = SlackAdapter(slack.bot_token, f"{slack.base_url}/")
        await adapter.close()
        receipts = await asyncio.gather(*(adapter.send(outgoing(text=str(n), person=user(n))) for n in range(50)))
        await adapter.close()
        await adapter.close()
        return receipts

    assert {receipt.outcome for receipt in asyncio.run(run())} == {SENT}
    assert [slack.words(user(n)) for n in range(50)] == [[str(n)] for n in range(50)]


def test_an_adapter_without_a_token_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        SlackAdapter("")


FAULTS = st.lists(
    st.sampled_from(["ratelimited", "service_unavailable", "fatal_error", "channel_not_found", "invalid_blocks"]).map(
        refusal
    )
    | st.builds(Fault, status=st.sampled_from([500, 502]), accepted=st.booleans())
    | st.builds(Fault, drops=st.just(value=True), accepted=st.booleans()),
    max_size=4,
)


@settings(max_examples=50)
@given(faults=FAULTS, place=st.sampled_from([None, "direct", STAFF_CHANNEL, "D0GONE"]))
def test_whatever_goes_wrong_a_person_reads_an_answer_at_most_once(
    running: SlackServer, faults: list[Fault], place: str | None
) -> None:
    running.faults.clear()
    running.posts.clear()
    running.fail_next("chat.postMessage", *faults)
    row = outgoing(direct(ME) if place == "direct" else place)
    for _ in range(10):
        [receipt] = send(running, row)
        if receipt.outcome is not RETRY:
            break

    seen = sum(map(len, running.posts.values()))
    assert receipt.outcome is not RETRY
    assert seen == 1 if receipt.outcome is SENT else seen <= 1
