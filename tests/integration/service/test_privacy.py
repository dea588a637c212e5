"""Sealed at rest, erased when asked, silent in the log."""

import io
import json
import logging
import logging.config
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.logs import log_config
from bot.store.tables import conversations, outbox
from tests.fakes.channel import FakeChannel, text_event
from tests.integration.service.running import Running, Start, wait_until
from tests.integration.service.test_webhooks import rows

WORDS = "the vendor said it must be today"
PERSON = "person-0123456789"
TOKEN = "reply-token-0123456789"


def bytes_of(folder: Path) -> bytes:
    """Everything in the data folder but the key: the database, its log and its index."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name != "secret.key")


def say(service: Running, event_id: str, text: str) -> None:
    """Say one thing with a reply token and wait until it is answered."""
    before = len(service.channel.sent)
    assert service.post({**text_event(event_id, PERSON, text), "reply_token": TOKEN}).status_code == 200
    wait_until(lambda: len(service.channel.sent) > before)


def sealed(service: Running) -> list[bytes]:
    """The sealed values of the one conversation as they stand in the tables."""
    with service.service.store.begin() as transaction:
        kept = transaction.connection.execute(select(conversations.c.address, conversations.c.body)).one()
        answers = transaction.connection.scalars(select(outbox.c.messages)).all()
    return [*kept, *answers]


def test_nothing_personal_is_readable_in_the_files(start: Start) -> None:
    service = start()
    for number, text in enumerate((WORDS, "boom", WORDS)):
        say(service, f"e{number}", text)

    kept = bytes_of(service.folder)
    assert all(value in kept for value in sealed(service))
    assert not any(word.encode() in kept for word in (WORDS, "boom", PERSON, TOKEN))


@pytest.mark.parametrize(
    "closing", [text_event("e9", PERSON, "erase"), {"id": "e9", "sender": PERSON, "kind": "closed"}]
)
def test_erased_means_erased_even_in_sealed_form(start: Start, closing: dict[str, object]) -> None:
    service = start()
    say(service, "e1", WORDS)
    say(service, "e2", "form")
    say(service, "e3", "boom")
    wait_until(lambda: "sending" not in statuses(service))
    values = sealed(service)
    assert all(value in bytes_of(service.folder) for value in values)

    assert service.post(closing).status_code == 200

    # What was counted names nobody.
    nameless = {"seen_events", "daily_counts"}
    wait_until(lambda: not any(count for name, count in rows(service).items() if name not in nameless))
    assert not any(value in bytes_of(service.folder) for value in values)
    assert service.channel.texts[3:] == ([(PERSON, "erased")] if closing["kind"] == "text" else [])


def statuses(service: Running) -> list[str]:
    """The statuses in the outbox."""
    with service.service.store.begin() as transaction:
        return list(transaction.connection.scalars(select(outbox.c.status)))


def test_after_an_erasure_the_person_is_new(start: Start) -> None:
    service = start()
    said = ("one", "erase", "two")

    service.post(*(text_event(f"e{at}", PERSON, text, at=at) for at, text in enumerate(said)))

    assert [text for _, text in service.wait_for_texts(2)] == ["erased", "1: two"]
    assert rows(service)["conversations"] == 1


def test_a_withdrawn_message_is_gone_with_the_answers_that_may_quote_it(start: Start) -> None:
    service = start()
    say(service, "e1", WORDS)
    say(service, "e2", "boom")
    wait_until(lambda: statuses(service) == ["sent", "sent"])

    service.post({"id": "e3", "sender": PERSON, "kind": "withdrawn", "message_id": "m-e1"})

    left = rows(service)
    assert (left["outbox"], left["failed_turns"], left["conversations"]) == (0, 0, 1)
    say(service, "e4", "hello")
    assert service.channel.texts[-1] == (PERSON, "1: hello")


@pytest.mark.parametrize("kind", ["withdrawn", "closed"])
def test_nothing_is_made_for_somebody_unknown(start: Start, kind: str) -> None:
    service = start()
    more = {"message_id": "m"} if kind == "withdrawn" else {}

    assert service.post({"id": "e1", "sender": PERSON, "kind": kind, **more}).status_code == 200

    assert {name for name, count in rows(service).items() if count} == {"seen_events"}


@pytest.mark.parametrize("log_format", ["plain", "json"])
def test_no_log_line_holds_anything_personal(start: Start, log_format: str) -> None:
    service = start(FakeChannel([RuntimeError(WORDS)]))
    heard = io.StringIO()
    config = log_config("json" if log_format == "json" else "plain")
    logging.config.dictConfig(config)
    try:
        for handler in (logging.getLogger().handlers[0], logging.getLogger("uvicorn.access").handlers[0]):
            assert isinstance(handler, logging.StreamHandler)
            handler.setStream(heard)
        say(service, "e1", WORDS)
        say(service, "e2", "boom")
        say(service, "e3", "form")
        service.client.get(f"/healthz?who={PERSON}")
        service.client.get(f"/f/{'c' * 32}?q={WORDS}")
        wait_until(lambda: heard.getvalue().count("healthz") >= 1)
    finally:
        logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "root": {"handlers": []}})
        logging.getLogger("uvicorn.access").handlers.clear()
    lines = heard.getvalue()
    assert "DialogBrokenError at dialog.py:" in lines
    assert "RuntimeError at channel.py:" in lines
    assert "POST /webhooks/fake" in lines
    assert "GET /f/…" in lines
    assert not any(word in lines for word in (WORDS, "boom", PERSON, TOKEN, "m-e1", "c" * 32, "127.0.0.1"))
    if log_format == "json":
        assert all(json.loads(line)["level"] for line in lines.splitlines())
