"""A talk over HTTP: answered once, kept over a reload, gone when erased."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest
from sqlalchemy import func, select

from bot.store import outbox
from bot.store.tables import conversations
from bot.store.tables import outbox as outbox_table
from tests.integration.web.site import Page, Site

PRESSED = "今日中に契約しないともう直らない、うちでしか無理だと言われました"


def shape(entries: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Who said what, in order; of the bot only the first words."""
    return [(one["by"], one["text"] if one["by"] == "person" else "…") for one in entries]


def choices(entry: dict[str, Any]) -> tuple[str, list[dict[str, str]]]:
    last = entry["messages"][-1]
    return last["state"], last["choices"]


def test_the_first_visit_is_greeted_with_choices(site: Site) -> None:
    answer = site.visit().open()
    (greeting,) = answer["entries"]
    state, offered = choices(greeting)
    assert answer["erased"] is False
    assert greeting["by"] == "bot"
    assert state.startswith("start/")
    assert len(offered) >= 2
    assert 1 <= len(greeting["messages"]) <= 3


def test_a_text_is_answered_in_the_same_request(site: Site) -> None:
    page = site.visit()
    greeting = page.open()["entries"][0]
    (reply,) = page.say(PRESSED, after=greeting["id"])["entries"]
    assert reply["id"] > greeting["id"]
    assert "今日中に契約" in json.dumps(reply["messages"], ensure_ascii=False)


def test_a_reload_keeps_what_was_typed_tapped_and_commanded(site: Site) -> None:
    page = site.visit()
    greeting = page.open()["entries"][0]
    page.say("HDDが認識しません")
    page.say("最初から")
    state, offered = choices(page.history()[-1])
    page.post("choice", choice=offered[0]["id"], state=state)
    assert shape(page.history()) == [
        ("bot", "…"),
        ("person", "HDDが認識しません"),
        ("bot", "…"),
        ("person", "最初から"),
        ("bot", "…"),
        ("person", offered[0]["label"]),
        ("bot", "…"),
    ]
    assert page.history()[0] == greeting


def test_a_choice_that_was_never_offered_is_answered_and_leaves_no_words(site: Site) -> None:
    page = site.visit()
    page.open()
    page.post("choice", choice="nothing", state="no/where")
    assert shape(page.history()) == [("bot", "…"), ("bot", "…")]


def test_sent_twice_is_answered_once_and_the_lost_answer_comes_with_the_second_try(site: Site) -> None:
    page = site.visit()
    greeting = page.open()["entries"][0]
    event_id = str(uuid4())
    first = page.say("こんにちは", event_id=event_id, after=greeting["id"])
    again = page.say("こんにちは", event_id=event_id, after=greeting["id"])
    assert first == again
    assert len(first["entries"]) == 1
    assert shape(page.history()) == [("bot", "…"), ("person", "こんにちは"), ("bot", "…")]


def test_the_same_event_in_eight_requests_at_once_is_answered_once(site: Site) -> None:
    page = site.visit()
    event_id = str(uuid4())
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: page.say("こんにちは", event_id=event_id), range(8)))
    ids = {tuple(entry["id"] for entry in answer["entries"]) for answer in answers}
    assert len(ids) == 1
    assert shape(page.history()) == [("person", "こんにちは"), ("bot", "…")]


def test_two_people_do_not_hear_each_other(site: Site) -> None:
    one, other = site.visit(), site.visit()
    one.say("HDDが認識しません")
    other.say("USBメモリを落としました")
    assert [text for by, text in shape(one.history()) if by == "person"] == ["HDDが認識しません"]
    assert [text for by, text in shape(other.history()) if by == "person"] == ["USBメモリを落としました"]


def test_an_erasure_answers_and_leaves_nothing(own_site: Site) -> None:
    page = own_site.visit()
    page.open()
    page.say(PRESSED)
    answer = page.say("削除")
    assert answer["erased"] is True
    assert len(answer["entries"]) == 1
    assert page.history() == []
    with own_site.service.store.begin() as transaction:
        kept = transaction.connection.scalar(select(func.count()).select_from(conversations))
        hanging = select(func.count()).where(outbox_table.c.conversation_id.is_not(None))
        assert (kept, transaction.connection.scalar(hanging)) == (0, 0)


def test_an_erasure_sent_again_still_says_that_all_is_gone(site: Site) -> None:
    page = site.visit()
    page.open()
    event_id = str(uuid4())
    page.say("削除", event_id=event_id)
    assert page.say("削除", event_id=event_id) == {"entries": [], "erased": True}


def test_after_an_erasure_the_talk_begins_anew(site: Site) -> None:
    page = site.visit()
    page.say(PRESSED)
    page.say("削除")
    answer = page.open()
    assert answer["erased"] is False
    assert len(answer["entries"]) == 1


@pytest.mark.parametrize("kind", ["image", "video", "audio", "file", "location", "sticker", "contact", "other"])
def test_media_gets_a_kind_answer(site: Site, kind: str) -> None:
    answer = json.loads(site.visit().post("media", kind=kind).content)
    assert answer["entries"][0]["messages"][0]["type"] in {"text", "card"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n　", id="blanks"),
        pytest.param("あ" * 5_000, id="5,000 characters"),
        pytest.param("あ" * 21_000, id="as long as a request may be"),
        pytest.param("\x00\x1b[2J", id="control characters"),
        pytest.param("𠮷👨‍👩‍👧‍👦", id="beyond the first plane"),
        pytest.param("<script>alert(1)</script>", id="markup"),
    ],
)
def test_any_text_is_answered(site: Site, text: str) -> None:
    assert len(site.visit().say(text)["entries"]) == 1


# What comes later.


def listen(page: Page, *, after: int, count: int, last_event_id: str | None = None) -> list[dict[str, Any]]:
    """The next `count` replies of the stream."""
    headers = {"last-event-id": last_event_id} if last_event_id else {}
    heard: list[dict[str, Any]] = []
    with page.client.stream("GET", "/chat/replies", params={"after": after}, headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        for line in stream.iter_lines():
            if line.startswith("data: "):
                heard.append(json.loads(line.removeprefix("data: ")))
            if len(heard) == count:
                break
    return heard


def test_the_stream_gives_what_was_missed(site: Site) -> None:
    page = site.visit()
    greeting = page.open()["entries"][0]
    reply = page.say("こんにちは")["entries"][-1]
    assert listen(page, after=0, count=2) == [greeting, reply]
    assert listen(page, after=greeting["id"], count=1) == [reply]


def test_a_stream_goes_on_after_the_last_reply_that_the_browser_had(site: Site) -> None:
    page = site.visit()
    greeting = page.open()["entries"][0]
    reply = page.say("こんにちは")["entries"][-1]
    assert listen(page, after=0, count=1, last_event_id=str(greeting["id"])) == [reply]


def test_a_reply_of_staff_arrives_at_an_open_stream(own_site: Site) -> None:
    page = own_site.visit()
    greeting = page.open()["entries"][0]
    timer = threading.Timer(0.2, write_as_staff, [own_site, "担当者です。"])
    timer.start()
    (reply,) = listen(page, after=greeting["id"], count=1)
    timer.join()
    assert reply["messages"] == [{"type": "text", "text": "担当者です。"}]
    assert page.history()[-1] == reply


def write_as_staff(site: Site, text: str) -> None:
    with site.service.store.begin() as transaction:
        row = transaction.connection.execute(select(conversations)).one()
        draft = outbox.Draft(
            conversation_id=row.id,
            sealed_address=row.address,
            messages=[{"type": "text", "text": text}],
            reply_token=None,
        )
        outbox.append(transaction, "web", [draft])


# What is refused.


@pytest.mark.parametrize("path", ["/chat/history", "/chat/replies"])
def test_nobody_reads_without_the_cookie(site: Site, path: str) -> None:
    assert httpx.get(site.address + path).status_code == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({"sec-fetch-site": "cross-site"}, b"{}", 401, id="from another site"),
        pytest.param({"content-type": "text/plain"}, b"{}", 401, id="as a foreign form would"),
        pytest.param({"cookie": "hitoiki_person=guessed"}, b"{}", 401, id="a cookie that we did not make"),
        pytest.param({}, b"{", 400, id="half a body"),
        pytest.param({}, b"\xff", 400, id="no UTF-8"),
        pytest.param({}, b'{"id":"x","type":"text","text":"a"}', 400, id="an id that is none"),
        pytest.param({}, b" " * (64 * 1024 + 1), 413, id="a body over the limit"),
        pytest.param({}, b" " * (1024 * 1024 + 1), 413, id="a body far over the limit"),
    ],
)
def test_a_request_that_is_not_ours_keeps_nothing(
    own_site: Site, headers: dict[str, str], body: bytes, status: int
) -> None:
    page = own_site.visit()
    assert page.send(body, headers).status_code == status
    with own_site.service.store.begin() as transaction:
        assert transaction.connection.scalar(select(func.count()).select_from(conversations)) == 0


def test_a_database_that_is_away_gives_503_and_nothing_is_lost(own_site: Site) -> None:
    page = own_site.visit()
    event = msgspec.json.encode({"id": str(uuid4()), "type": "text", "text": "こんにちは"})
    with own_site.service.store.begin() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE seen_events RENAME TO away")
    assert page.send(event).status_code == httpx.codes.SERVICE_UNAVAILABLE
    with own_site.service.store.begin() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE away RENAME TO seen_events")
    assert page.send(event).status_code == httpx.codes.OK
    assert shape(page.history()) == [("person", "こんにちは"), ("bot", "…")]
