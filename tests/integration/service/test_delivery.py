"""Answers on their way: right after the turn, again where that failed, and after a crash."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text

from adapters.contract import Outcome, Receipt
from bot.store.tables import outbox
from tests.fakes.channel import FakeChannel, text_event
from tests.integration.service.running import Running, Start, running, wait_until

PROJECT = Path(__file__).parents[3]


def fates(service: Running) -> list[tuple[str, int]]:
    """Status and tries of every row of the outbox."""
    with service.service.store.begin() as transaction:
        rows = transaction.connection.execute(select(outbox.c.status, outbox.c.attempts).order_by(outbox.c.id))
        return [(row.status, row.attempts) for row in rows]


def settled(service: Running, *expected: tuple[str, int]) -> bool:
    """Wait until the outbox looks as expected."""
    wait_until(lambda: fates(service) == list(expected))
    return True


def die_at(folder: Path, point: str, token: str = "") -> None:
    """Let another process take one event and be killed at `point`."""
    command = [sys.executable, "-m", "tests.fakes.doomed", str(folder), point, token]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, timeout=30)
    assert ended.returncode == -9, ended.stderr.decode()


def test_an_answer_is_sent_with_its_reply_token_and_settled(start: Start) -> None:
    service = start()

    service.post({**text_event("e1", "person-1", "hello"), "reply_token": "token-1"})

    assert settled(service, ("sent", 1))
    (sent,) = service.channel.sent
    assert (sent.address, sent.reply_token, len(sent.retry_key)) == ("person-1", "token-1", 36)


def test_a_failed_try_is_repeated_with_the_same_key_and_without_the_spent_token(start: Start) -> None:
    failed = Receipt(outcome=Outcome.RETRY, reply_token_spent=True)
    service = start(FakeChannel([failed]))

    service.post({**text_event("e1", "person-1", "hello"), "reply_token": "token-1"})

    assert settled(service, ("sent", 2))
    first, second = service.channel.sent
    assert (first.retry_key, first.messages) == (second.retry_key, second.messages)
    assert (first.reply_token, second.reply_token) == ("token-1", None)


def test_a_later_answer_waits_for_an_earlier_one_that_failed(start: Start) -> None:
    service = start(FakeChannel([Receipt(outcome=Outcome.RETRY)]))

    service.post(text_event("e1", "person-1", "first"), text_event("e2", "person-1", "second"))
    service.post(text_event("e3", "person-2", "other"))

    texts = service.wait_for_texts(4)
    assert [said for to, said in texts if to == "person-1"] == ["1: first", "1: first", "2: second"]
    assert texts[1] == ("person-2", "1: other")


@pytest.mark.parametrize(
    ("receipt", "status"),
    [
        (Receipt(outcome=Outcome.UNKNOWN), "unknown"),
        (Receipt(outcome=Outcome.REFUSED, detail="400"), "dead"),
        (RuntimeError("not as agreed"), "unknown"),
    ],
)
def test_what_must_not_be_repeated_is_not(start: Start, receipt: Receipt | Exception, status: str) -> None:
    service = start(FakeChannel([receipt]))

    service.post(text_event("e1", "person-1", "hello"))
    assert settled(service, (status, 1))
    service.post(text_event("e2", "person-1", "again"))

    assert settled(service, (status, 1), ("sent", 1))
    assert service.channel.texts == [("person-1", "1: hello"), ("person-1", "2: again")]


def test_the_end_of_the_service_waits_for_a_try_under_way(tmp_path: Path) -> None:
    channel = FakeChannel(seconds_under_way=0.3)
    with running(tmp_path, channel) as service:
        service.post(text_event("e1", "person-1", "hello"))
        wait_until(lambda: channel.sent != [])

    assert channel.is_closed
    with running(tmp_path, FakeChannel()) as again:
        assert fates(again) == [("sent", 1)]


def test_killed_before_the_commit_nothing_is_kept_and_redelivery_is_answered(start: Start, tmp_path: Path) -> None:
    die_at(tmp_path / "var", "before the commit")

    service = start()
    assert fates(service) == []
    service.post(text_event("e1", "person-1", "hello"))

    assert service.wait_for_texts(1) == [("person-1", "1: hello")]


def test_killed_between_commit_and_sending_it_is_sent_once(start: Start, tmp_path: Path) -> None:
    die_at(tmp_path / "var", "after the commit", "token-1")

    service = start()
    service.wait_for_texts(1)
    service.post(text_event("e1", "person-1", "hello"))

    assert settled(service, ("sent", 1))
    assert service.channel.texts == [("person-1", "1: hello")]


def test_killed_in_the_middle_of_a_push_it_is_sent_again_with_its_key(start: Start, tmp_path: Path) -> None:
    die_at(tmp_path / "var", "in the middle of sending")

    too_early = start()
    time.sleep(0.3)
    assert fates(too_early) == [("sending", 1)]
    service = start(hours_later=1)

    assert settled(service, ("sent", 2))
    assert service.channel.texts == [("person-1", "1: hello")]


def test_killed_in_the_middle_of_a_reply_it_is_never_sent_twice(start: Start, tmp_path: Path) -> None:
    die_at(tmp_path / "var", "in the middle of sending", "token-1")

    service = start(hours_later=1)

    assert settled(service, ("unknown", 1))
    assert service.channel.texts == []


def test_a_database_that_is_away_for_a_while_costs_no_answer(start: Start) -> None:
    service = start(FakeChannel(seconds_under_way=0.3))
    service.post(text_event("e1", "person-1", "hello"))
    wait_until(lambda: service.channel.sent != [])
    rename(service, "outbox", "outbox_away")
    time.sleep(0.5)

    rename(service, "outbox_away", "outbox")

    assert settled(service, ("sent", 1))
    assert len(service.channel.sent) == 1


def rename(service: Running, name: str, new_name: str) -> None:
    """Take a table away, or bring it back."""
    with service.service.store.begin() as transaction:
        transaction.connection.execute(text(f"ALTER TABLE {name} RENAME TO {new_name}"))
