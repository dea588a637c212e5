"""What Slack gets for what it posts: refused, ignored, acknowledged in time, and answered once."""

import asyncio
import json
import logging
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from sqlalchemy import create_engine, text

from bot.webhooks import MAX_BODY_BYTES
from tests.fakes.slack_platform import Fault
from tests.fakes.slack_webhooks import posted, sign, submitted, user
from tests.integration.slack.on_slack import OnSlack, on_slack

ME = user(1)
DOORS = ("events", "interactions", "commands")
WORDS = "外付けHDDが認識しなくなりました"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: {},
        lambda body: sign(body, "another secret"),
        lambda body: sign(body + b" ", "secret-of-the-fake"),
        lambda body: sign(body, "secret-of-the-fake", time.time() - 301),
        lambda body: sign(body, "secret-of-the-fake", time.time() + 301),
    ],
    ids=["missing", "another secret", "another body", "old", "of the future"],
)
def test_a_wrong_signature_is_401_and_stores_nothing(
    service: OnSlack, door: str, spoil: Callable[[bytes], dict[str, str]]
) -> None:
    body, _ = service.slack.deliver(service.slack.text(ME, WORDS))

    assert service.send(door, body, {"content-type": "application/json", **spoil(body)}).status_code == 401
    assert service.query("SELECT * FROM seen_events") == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"event":[]}'])
def test_malformed_with_a_good_signature_is_400(service: OnSlack, body: bytes) -> None:
    headers = {"content-type": "application/json", **sign(body, service.slack.signing_secret)}

    assert service.send("events", body, headers).status_code == 400


@pytest.mark.parametrize("payload", [None, "", "{", "[]", '{"actions":[]}', '{"actions":[1]}'])
def test_a_malformed_form_is_400(service: OnSlack, payload: str | None) -> None:
    fields = {} if payload is None else {"payload": payload}
    assert service.send("interactions", *submitted(fields, service.slack.signing_secret)).status_code == 400


@pytest.mark.parametrize(
    "odd", [{"team": []}, {"user": 1}, {"authorizations": "x"}, {"channel": [1]}, {"event": {"channel": 1}}]
)
def test_an_odd_shape_is_never_an_exception(service: OnSlack, odd: dict[str, object]) -> None:
    request = posted({"type": "event_callback", **odd}, service.slack.signing_secret)

    assert service.send("events", *request).status_code in {200, 400}


def test_neither_json_nor_a_form_is_400(service: OnSlack) -> None:
    headers = {"content-type": "text/plain", **sign(b"{}", service.slack.signing_secret)}

    assert service.send("events", b"{}", headers).status_code == 400


def test_more_than_1_mib_is_413(service: OnSlack) -> None:
    body = b" " * (MAX_BODY_BYTES + 1)

    assert service.send("events", body, sign(body, service.slack.signing_secret)).status_code == 413


@pytest.mark.parametrize("path", ["", "/nothing", "/events/more"])
def test_there_is_no_other_door(service: OnSlack, path: str) -> None:
    assert service.client.post(f"/webhooks/slack{path}", content=b"{}").status_code == 404


def test_slack_finds_the_address_that_it_is_given(service: OnSlack) -> None:
    request = posted({"type": "url_verification", "challenge": "a challenge"}, service.slack.signing_secret)

    answer = service.send("events", *request)

    assert (answer.status_code, answer.json()) == (200, {"challenge": "a challenge"})


@pytest.mark.parametrize(
    "fields",
    [
        {"command": "/nobody", "text": "payload " + "あ" * 40_000, "user_id": ME, "team_id": "T1"},
        {"ssl_check": "1", "token": "placeholder"},
        {"payload": json.dumps({"type": "hologram", "user": {"id": ME}})},
        {"payload": json.dumps({"type": "block_actions", "user": {"id": ME}, "actions": [{"action_id": "other"}]})},
        {
            "payload": json.dumps(
                {"type": "view_submission", "user": {"id": ME}, "view": {"type": "modal", "callback_id": "x"}}
            )
        },
    ],
)
def test_what_nobody_listens_to_is_acknowledged_and_ignored(service: OnSlack, fields: dict[str, str]) -> None:
    assert service.send("commands", *submitted(fields, service.slack.signing_secret)).status_code == 200


def test_a_retry_and_a_replay_are_answered_once(service: OnSlack) -> None:
    payload = service.slack.text(ME, WORDS)
    recorded = service.slack.deliver(payload)

    answers = [service.send("events", *recorded), service.send("events", *recorded)]
    answers += [service.post(payload, retry=number) for number in (1, 2, 3)]
    service.ask(ME, service.slack.text(ME, "188に相談したいです"))

    assert [answer.status_code for answer in answers] == [200] * 5
    assert len(service.slack.seen(ME)) == 2


def test_a_retry_of_what_was_never_taken_is_answered(service: OnSlack) -> None:
    assert service.post(service.slack.text(ME, WORDS), retry=2).status_code == 200
    service.wait_for(ME, 1)


def test_retries_at_the_same_moment_are_answered_once(service: OnSlack) -> None:
    payload = service.slack.text(ME, WORDS)

    with ThreadPoolExecutor(8) as pool:
        statuses = {
            answer.status_code for answer in pool.map(lambda number: service.post(payload, retry=number), range(8))
        }

    service.wait_for(ME, 1)
    assert (statuses, len(service.slack.seen(ME))) == ({200}, 1)


def test_what_cannot_be_kept_is_503_and_taken_when_it_comes_again(service: OnSlack) -> None:
    payload = service.slack.text(ME, WORDS)
    engine = create_engine(f"sqlite:///{service.folder / 'hitoiki.db'}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
    assert service.post(payload).status_code == 503
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO outbox"))
    engine.dispose()

    assert len(service.ask(ME, payload)) == 1


def test_forty_thousand_characters_are_answered(service: OnSlack) -> None:
    assert len(service.ask(ME, service.slack.text(ME, "今日中に契約しないともう直らないと言われました。" * 1700))) == 1
    assert service.slack.violations == []


def test_half_of_an_emoji_is_answered(service: OnSlack) -> None:
    body = json.dumps(service.slack.text(ME, "\ud83d と言われました")).encode()
    headers = {"content-type": "application/json", **sign(body, service.slack.signing_secret)}

    assert service.send("events", body, headers).status_code == 200
    service.wait_for(ME, 1)


def test_acknowledged_at_once_while_slack_takes_five_seconds(service: OnSlack) -> None:
    service.slack.fail_next("chat.postMessage", *[Fault(seconds=5, status=200, body=b'{"ok":true}')] * 3)
    for number in (7, 8, 9):
        assert service.post(service.slack.text(user(number), WORDS)).status_code == 200

    assert_prompt(service)


def test_acknowledged_at_once_while_another_request_works_for_five_seconds(tmp_path: Path) -> None:
    began = threading.Event()

    async def work(ack: AsyncAck) -> None:
        began.set()
        await asyncio.sleep(5)
        await ack()

    with (
        on_slack(tmp_path, register=lambda app: app.command("/slow")(work)) as service,
        ThreadPoolExecutor(1) as pool,
    ):
        slow = pool.submit(service.send, "commands", *submitted({"command": "/slow"}, service.slack.signing_secret))
        assert began.wait(5)

        assert_prompt(service)

        assert not slow.done()
        assert slow.result(10).status_code == 200


def assert_prompt(service: OnSlack) -> None:
    """A hundred messages are acknowledged well before Slack's three seconds are over."""
    seconds = []
    for number in range(100, 200):
        began = time.perf_counter()
        assert service.post(service.slack.text(user(number), WORDS)).status_code == 200
        seconds.append(time.perf_counter() - began)
    assert statistics.quantiles(seconds, n=100)[98] < 0.3
    assert max(seconds) < 3


def test_a_listener_that_fails_is_500_and_tells_the_log_nothing_personal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise ValueError(WORDS)

    with on_slack(tmp_path, register=lambda app: app.command("/broken")(fail)) as service:
        fields = {"command": "/broken", "text": WORDS, "user_id": ME}

        assert service.send("commands", *submitted(fields, service.slack.signing_secret)).status_code == 500

    assert "a listener failed: ValueError at test_doors.py" in caplog.text
    assert not any(word in caplog.text for word in (WORDS, ME))


def test_without_a_way_in_slack_is_off(tmp_path: Path) -> None:
    with on_slack(tmp_path, is_socket_mode=True) as service:
        answers = [httpx.post(f"{service.client.base_url}/webhooks/slack/{door}") for door in DOORS]

    assert {answer.status_code for answer in answers} == {404}


def test_many_people_at_once(service: OnSlack) -> None:
    people = [user(number) for number in range(20)]
    gate = threading.Barrier(4)

    def talk(some: list[str]) -> None:
        gate.wait()
        for person in some:
            assert service.post(service.slack.text(person, WORDS)).status_code == 200

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(talk, [people[start::4] for start in range(4)]))
    for person in people:
        service.wait_for(person, 1)

    assert {len(service.slack.seen(person)) for person in people} == {1}


def test_no_logger_of_ours_is_changed(service: OnSlack) -> None:
    service.ask(ME, service.slack.text(ME, WORDS))

    names = [name for name in logging.root.manager.loggerDict if name.startswith("bot.") and name in sys.modules]
    ours = [logging.getLogger(name) for name in names]
    assert "bot.slack.app" in names
    assert [
        logger.name for logger in ours if logger.level or logger.disabled or logger.handlers or logger.filters
    ] == []
