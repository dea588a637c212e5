"""What a platform gets for what it posts."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from bot.store import conversations
from bot.store.tables import metadata
from bot.webhooks import MAX_BODY_BYTES
from tests.fakes.channel import sign, text_event
from tests.integration.service.running import Running, Start


def rows(running: Running) -> dict[str, int]:
    """How many rows each table holds."""
    with running.service.store.begin() as transaction:
        count = {
            table.name: transaction.connection.scalar(select(func.count()).select_from(table))
            for table in metadata.sorted_tables
        }
    del count["vault_keys"]
    return {name: number or 0 for name, number in count.items()}


def test_the_same_event_three_times_is_answered_once(start: Start) -> None:
    service = start()
    event = text_event("e1", "person-1", "hello")

    statuses = [service.post(event, event).status_code for _ in range(3)]
    statuses.append(service.post(event, text_event("e2", "person-1", "again")).status_code)

    assert statuses == [200, 200, 200, 200]
    assert service.wait_for_texts(2) == [("person-1", "1: hello"), ("person-1", "2: again")]


@pytest.mark.parametrize("headers", [{}, {"x-fake-signature": "0" * 64}, {"x-fake-signature": ""}])
def test_a_wrong_signature_is_401_and_stores_nothing(start: Start, headers: dict[str, str]) -> None:
    service = start()

    answer = service.client.post("/webhooks/fake", content=b'{"events": []}', headers=headers)

    assert answer.status_code == 401
    assert not any(rows(service).values())


@pytest.mark.parametrize("body", [b"", b"[", b"{}", b"\xff"])
def test_malformed_with_a_good_signature_is_400(start: Start, body: bytes) -> None:
    service = start()

    assert service.client.post("/webhooks/fake", content=body, headers=sign(body)).status_code == 400
    assert not any(rows(service).values())


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY_BYTES, 200), (MAX_BODY_BYTES + 1, 413)])
@pytest.mark.parametrize("is_chunked", [False, True])
def test_the_body_may_be_1_mib(start: Start, size: int, status: int, is_chunked: bool) -> None:  # noqa: FBT001  (pytest)
    service = start()
    body = b'{"events": []}'.ljust(size)
    chunks = (body[place : place + 65536] for place in range(0, size, 65536))

    answer = service.client.post("/webhooks/fake", content=chunks if is_chunked else body, headers=sign(body))

    assert answer.status_code == status


@pytest.mark.parametrize("channel", ["line", "slack", "web", "nothing"])
def test_a_channel_that_is_off_is_404(start: Start, channel: str) -> None:
    assert start().client.post(f"/webhooks/{channel}", content=b"{}").status_code == 404


def test_an_unknown_event_is_counted_and_ignored(start: Start) -> None:
    service = start()

    answer = service.post({"kind": "hologram"}, text_event("e1", "person-1", "hello"), {"kind": "x" * 500})

    assert answer.status_code == 200
    service.wait_for_texts(1)
    shown = service.client.get("/metrics").text
    assert 'hitoiki_ignored_events_total{channel="fake",type="hologram"} 1.0' in shown
    assert 'hitoiki_ignored_events_total{channel="fake",type="other"} 1.0' in shown


def test_what_cannot_be_kept_is_503_and_works_when_delivered_again(start: Start) -> None:
    service = start()
    database = service.service.store.database
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO outbox_away"))

    event = text_event("e1", "person-1", "hello")
    refused = service.post(event)

    with database.begin() as connection:
        connection.execute(text("ALTER TABLE outbox_away RENAME TO outbox"))
    assert refused.status_code == 503
    assert not any(rows(service).values())
    assert service.post(event).status_code == 200
    assert service.wait_for_texts(1) == [("person-1", "1: hello")]


def test_several_people_in_one_request_are_kept_apart(start: Start) -> None:
    service = start()
    people = [f"person-{number}" for number in range(5)]

    answer = service.post(*(text_event(f"{person}-{n}", person, f"{n}") for n in (1, 2) for person in people))

    assert answer.status_code == 200
    texts = service.wait_for_texts(10)
    assert all([said for to, said in texts if to == person] == ["1: 1", "2: 2"] for person in people)


def test_events_of_one_person_are_taken_in_the_order_of_their_time(start: Start) -> None:
    service = start()

    service.post(text_event("e2", "person-1", "later", at=2), text_event("e1", "person-1", "earlier", at=1))

    assert service.wait_for_texts(2) == [("person-1", "1: earlier"), ("person-1", "2: later")]


def test_parallel_requests_of_one_person_lose_nothing(start: Start) -> None:
    service = start()
    events = [text_event(f"e{number}", "person-1", "hello") for number in range(20)]

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(service.post, events))

    assert {answer.status_code for answer in answers} == {200}
    assert [said for _, said in service.wait_for_texts(20)] == [f"{number}: hello" for number in range(1, 21)]
    with service.service.store.begin() as transaction:
        kept = conversations.lock(transaction, "fake", "person-1")
    assert kept is not None
    assert len(kept.conversation.utterances) == 20


def test_a_fault_of_the_dialog_costs_nobody_else_their_answer(start: Start) -> None:
    service = start()

    answer = service.post(
        text_event("e1", "person-1", "boom"),
        text_event("e2", "person-1", "after"),
        text_event("e3", "person-2", "hello"),
    )

    assert answer.status_code == 200
    assert sorted(service.wait_for_texts(3)) == [
        ("person-1", "1: after"),
        ("person-1", "got MediaSent"),
        ("person-2", "1: hello"),
    ]
    assert rows(service)["failed_turns"] == 1
    assert 'hitoiki_turns_total{channel="fake",outcome="failed"} 1.0' in service.client.get("/metrics").text


def test_a_form_link_leads_to_this_service(start: Start) -> None:
    service = start()

    service.post(text_event("e1", "person-1", "form"))

    (_, said), *_ = service.wait_for_texts(1)
    assert "open: http://127.0.0.1:8080/f/" in said
    assert "call: tel:188" in said
    assert rows(service)["form_codes"] == 1


def test_health_and_headers(start: Start) -> None:
    answer = start().client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_pages_of_the_framework(start: Start, path: str) -> None:
    assert start().client.get(path).status_code == 404


def test_an_empty_request_is_welcome(start: Start) -> None:
    body = json.dumps({"events": []}).encode()

    assert start().client.post("/webhooks/fake", content=body, headers=sign(body)).status_code == 200
