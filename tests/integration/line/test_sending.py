"""Sending, against the local LINE platform over HTTP."""

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contract import Outcome, Outgoing, Receipt
from adapters.line.adapter import LineAdapter
from adapters.line.sending import LineSender
from dialogs.replies import Choice, Reply, Text
from tests.fakes.line_platform import Fault, LinePlatform
from tests.fakes.line_server import serving
from tests.fakes.line_webhooks import user

ME = user(1)
SENT, RETRY, REFUSED, UNKNOWN = Outcome.SENT, Outcome.RETRY, Outcome.REFUSED, Outcome.UNKNOWN
GONE = Fault(drops=True)
GONE_ACCEPTED = Fault(drops=True, accepted=True)
SLOW_ACCEPTED = Fault(seconds=1, accepted=True)


@pytest.fixture
def line() -> Iterator[LinePlatform]:
    with serving(LinePlatform()) as platform:
        yield platform


def outgoing(reply_token: str | None = None, text: str = "大丈夫です", person: str = ME) -> Outgoing:
    messages = [{"type": "text", "text": text}]
    return Outgoing(address=person, messages=messages, retry_key=str(uuid.uuid4()), reply_token=reply_token)


def send(line: LinePlatform, *rows: Outgoing, base_url: str = "", access_token: str = "") -> list[Receipt]:
    async def run() -> list[Receipt]:
        sender = LineSender(
            access_token=access_token or line.access_token, api_base_url=base_url or line.base_url, timeout_seconds=0.5
        )
        try:
            return [await sender.send(row) for row in rows]
        finally:
            await sender.close()

    return asyncio.run(run())


def paths(line: LinePlatform) -> list[str]:
    return [received.path.rsplit("/", 1)[-1] for received in line.received]


def test_a_reply_goes_by_its_token_and_costs_nothing(line: LinePlatform) -> None:
    [receipt] = send(line, outgoing(line.token(ME)))
    assert receipt.outcome is SENT
    assert receipt.reply_token_spent
    assert len(receipt.request_id) == 36
    assert receipt.detail == ""
    assert (line.words(ME), line.pushes, line.violations) == (["大丈夫です"], 0, [])


def test_without_a_token_the_push_bears_the_retry_key_of_the_row(line: LinePlatform) -> None:
    row = outgoing()
    [receipt] = send(line, row)
    assert (receipt.outcome, receipt.reply_token_spent) == (SENT, False)
    assert line.received[0].headers["X-Line-Retry-Key"] == row.retry_key
    assert (line.words(ME), line.violations) == (["大丈夫です"], [])


@pytest.mark.parametrize("token", ["made up", ""])
def test_a_refused_token_is_followed_by_a_push_in_the_same_try(line: LinePlatform, token: str) -> None:
    [receipt] = send(line, outgoing(token))
    assert (receipt.outcome, receipt.reply_token_spent) == (SENT, True)
    assert paths(line) == ["reply", "push"]
    assert line.words(ME) == ["大丈夫です"]


def test_a_push_that_fails_after_a_refused_token_is_tried_again_without_it(line: LinePlatform) -> None:
    line.fail_next("push", Fault(status=503))
    row = outgoing("made up")
    first, second = send(line, row, replace(row, reply_token=None))
    assert (first.outcome, first.reply_token_spent) == (RETRY, True)
    assert second.outcome is SENT
    assert paths(line) == ["reply", "push"]
    assert line.words(ME) == ["大丈夫です"]


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        pytest.param(Fault(status=500), 0, id="500, not delivered"),
        pytest.param(Fault(status=500, accepted=True), 1, id="500, delivered"),
        pytest.param(Fault(status=503, accepted=True), 1, id="503, delivered"),
        pytest.param(GONE, 0, id="dropped, not delivered"),
        pytest.param(GONE_ACCEPTED, 1, id="dropped, delivered"),
        pytest.param(SLOW_ACCEPTED, 1, id="too late, delivered"),
    ],
)
def test_a_reply_whose_end_is_unknown_is_never_followed_by_a_push(line: LinePlatform, fault: Fault, seen: int) -> None:
    line.fail_next("reply", fault)
    [receipt] = send(line, outgoing(line.token(ME)))
    assert (receipt.outcome, receipt.reply_token_spent) == (UNKNOWN, True)
    assert (len(line.words(ME)), line.pushes) == (seen, 0)


def test_a_reply_that_is_too_much_for_now_keeps_its_token(line: LinePlatform) -> None:
    line.fail_next("reply", Fault(status=429, headers={"Retry-After": "7"}))
    row = outgoing(line.token(ME))
    first, second = send(line, row, row)
    assert (first.outcome, first.reply_token_spent, first.retry_after_seconds) == (RETRY, False, 7)
    assert second.outcome is SENT
    assert (line.words(ME), line.pushes) == (["大丈夫です"], 0)


def test_where_nobody_listens_nothing_was_sent_and_the_token_is_kept(line: LinePlatform) -> None:
    row = outgoing(line.token(ME))
    replied, pushed = send(line, row, replace(row, reply_token=None), base_url="http://127.0.0.1:9")
    assert (replied.outcome, replied.reply_token_spent) == (RETRY, False)
    assert pushed.outcome is RETRY
    assert send(line, row)[0].outcome is SENT


@pytest.mark.parametrize("fault", [Fault(status=500, accepted=True), GONE_ACCEPTED, SLOW_ACCEPTED])
def test_a_push_is_repeated_under_its_key_and_a_conflict_means_that_it_had_arrived(
    line: LinePlatform, fault: Fault
) -> None:
    line.fail_next("push", fault)
    row = outgoing()
    first, second = send(line, row, row)
    assert first.outcome is RETRY
    assert (second.outcome, len(second.request_id)) == (SENT, 36)
    assert first.request_id in ("", second.request_id)  # the first request is the one that LINE has accepted
    assert (line.words(ME), line.violations) == (["大丈夫です"], [])


@pytest.mark.parametrize(
    ("header", "seconds"), [("3", 3), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-1", None), ("inf", None)]
)
def test_a_limited_push_says_when_to_try_again(line: LinePlatform, header: str, seconds: float | None) -> None:
    line.fail_next("push", Fault(status=429, headers={"Retry-After": header}))
    [receipt] = send(line, outgoing())
    assert (receipt.outcome, receipt.retry_after_seconds) == (RETRY, seconds)


def test_the_monthly_limit_is_named(line: LinePlatform) -> None:
    line.monthly_limit = 0
    [receipt] = send(line, outgoing())
    assert (receipt.outcome, receipt.detail) == (RETRY, "push 429 monthly limit")


@pytest.mark.parametrize("reply_token", [True, False])
@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 410, 413, 415])
def test_what_line_will_never_take_is_refused(line: LinePlatform, status: int, *, reply_token: bool) -> None:
    kind = "reply" if reply_token else "push"
    line.fail_next("reply" if reply_token else "push", Fault(status=status, headers={"Location": "/v2/bot/info"}))
    [receipt] = send(line, outgoing(line.token(ME) if reply_token else None))
    assert (receipt.outcome, receipt.detail) == (REFUSED, f"{kind} {status}")
    assert line.words(ME) == []


def test_a_wrong_access_token_is_refused(line: LinePlatform) -> None:
    [receipt] = send(line, outgoing(line.token(ME)), access_token="wrong")
    assert (receipt.outcome, receipt.detail) == (REFUSED, "reply 401")


def test_a_refused_message_is_named_by_its_place_and_never_by_its_words(line: LinePlatform) -> None:
    [receipt] = send(line, outgoing(line.token(ME), text="内緒" * 3000))
    assert (receipt.outcome, receipt.detail) == (REFUSED, "reply 400 messages[0].text")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"message":1}',
        b'{"details":"x"}',
        '{"message":"内緒","details":[{"property":"内緒"},{}]}'.encode(),
        b"\xff",
        b"[" * 50_000,
    ],
)
def test_any_error_body_gives_a_receipt(line: LinePlatform, body: bytes) -> None:
    line.fail_next("reply", Fault(status=400, body=body))
    [receipt] = send(line, outgoing(line.token(ME)))
    assert (receipt.outcome, receipt.detail) == (REFUSED, "reply 400")


def test_any_body_of_a_success_is_a_success(line: LinePlatform) -> None:
    line.fail_next("reply", Fault(status=200, body=b"<html>", accepted=True))
    assert send(line, outgoing(line.token(ME)))[0].outcome is SENT


def test_one_pool_serves_many_people_at_once(line: LinePlatform) -> None:
    async def run() -> list[Receipt]:
        adapter = LineAdapter(line.channel_secret, line.access_token, f"{line.base_url}/")
        try:
            rows = [outgoing(line.token(user(n)), str(n), user(n)) for n in range(50)]
            return await asyncio.gather(*(adapter.send(row) for row in rows))
        finally:
            await adapter.close()

    assert {receipt.outcome for receipt in asyncio.run(run())} == {SENT}
    assert [line.words(user(n)) for n in range(50)] == [[str(n)] for n in range(50)]


def test_closing_can_come_first_and_twice(line: LinePlatform) -> None:
    async def run() -> Receipt:
        adapter = LineAdapter(line.channel_secret, line.access_token, line.base_url)
        await adapter.close()
        receipt = await adapter.send(outgoing(line.token(ME)))
        await adapter.close()
        await adapter.close()
        return receipt

    assert asyncio.run(run()).outcome is SENT


def test_a_tap_on_what_was_sent_comes_back_as_its_choice(line: LinePlatform) -> None:
    adapter = LineAdapter(line.channel_secret, line.access_token, line.base_url)
    reply = Reply(bubbles=(Text(text="?"),), choices=(Choice(id="yes", label="はい"),), state="a/b")

    async def run() -> Any:
        row = Outgoing(
            address=ME, messages=adapter.render(reply), retry_key=str(uuid.uuid4()), reply_token=line.token(ME)
        )
        await adapter.send(row)
        await adapter.close()
        return adapter.parse(*line.webhook(line.tap(ME, "はい"))).incoming[0].event

    event = asyncio.run(run())
    assert (event.choice_id, event.state) == ("yes", "a/b")


@pytest.fixture(scope="module")
def busy_line() -> Iterator[LinePlatform]:
    with serving(LinePlatform()) as platform:
        yield platform


FAULTS = st.lists(
    st.sampled_from([400, 401, 403, 429]).map(lambda status: Fault(status=status))
    | st.builds(Fault, status=st.sampled_from([500, 502, 503]), accepted=st.booleans())
    | st.builds(Fault, drops=st.just(value=True), accepted=st.booleans()),
    max_size=4,
)


@settings(deadline=None)
@given(reply_faults=FAULTS, push_faults=FAULTS, token=st.sampled_from(["good", "bad", None]))
def test_whatever_goes_wrong_a_person_reads_an_answer_at_most_once(
    busy_line: LinePlatform, reply_faults: list[Fault], push_faults: list[Fault], token: str | None
) -> None:
    line, person = busy_line, user(uuid.uuid4().int)
    line.faults.clear()
    line.fail_next("reply", *reply_faults)
    line.fail_next("push", *push_faults)
    row = outgoing(line.token(person) if token == "good" else token, person=person)
    for _ in range(10):
        [receipt] = send(line, row)
        if receipt.outcome is not RETRY:
            break
        row = replace(row, reply_token=None if receipt.reply_token_spent else row.reply_token)
    seen = len(line.words(person))
    assert seen == 1 if receipt.outcome is SENT else seen <= 1
    assert receipt.outcome is not RETRY
    assert line.violations == []
