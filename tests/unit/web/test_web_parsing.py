"""What the page posts: the three things that stand for a signature, and every kind of event."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.contract import BadSignatureError, Incoming, MalformedBodyError
from adapters.web.adapter import WebAdapter
from dialogs.events import ChoiceSelected, ConversationOpened, Event, MediaSent, TextSaid

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ID = "7d0c2a8e-0c37-4b9f-9a55-0c1f9f2b7a11"
PERSON = "p" * 43
HEADERS = {
    "content-type": "application/json",
    "cookie": f"hitoiki_person={PERSON}",
    "host": "hitoiki.example",
    "sec-fetch-site": "same-origin",
}


def parse(posted: Any, **headers: str | None) -> Incoming:
    changed = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
    body = posted if isinstance(posted, bytes) else json.dumps(posted).encode()
    parsed = WebAdapter(lambda: NOW).parse(body, {name: value for name, value in changed.items() if value is not None})
    assert parsed.ignored == ()
    (incoming,) = parsed.incoming
    return incoming


@pytest.mark.parametrize(
    ("posted", "event"),
    [
        pytest.param({"type": "open"}, ConversationOpened(), id="the page was opened"),
        pytest.param(
            {"type": "text", "text": "HDDが認識\nしません"},
            TextSaid(text="HDDが認識\nしません", message_id=ID),
            id="a text keeps its lines",
        ),
        pytest.param(
            {"type": "choice", "choice": "yes", "state": "greeting/menu"},
            ChoiceSelected(choice_id="yes", state="greeting/menu", message_id=ID),
            id="a choice names its state",
        ),
        pytest.param({"type": "media", "kind": "image"}, MediaSent(kind="image", message_id=ID), id="a picture"),
    ],
)
def test_every_event_of_the_page(posted: dict[str, str], event: Event) -> None:
    assert parse({"id": ID, **posted}) == Incoming(event_id=ID, sender=PERSON, event=event, at=NOW)


def test_an_id_in_capitals_is_the_same_event() -> None:
    assert parse({"id": ID.upper(), "type": "open"}).event_id == ID


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="half a body"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"text"', id="a string"),
        pytest.param(b"\xff\xfe", id="no UTF-8"),
        pytest.param({"type": "open"}, id="no id"),
        pytest.param({"id": "1", "type": "open"}, id="an id that is no UUID"),
        pytest.param({"id": ID}, id="no type"),
        pytest.param({"id": ID, "type": "dance"}, id="an unknown type"),
        pytest.param({"id": ID, "type": "text"}, id="a text without text"),
        pytest.param({"id": ID, "type": "text", "text": 5}, id="a number for a text"),
        pytest.param({"id": ID, "type": "choice", "choice": "yes"}, id="a choice without its state"),
        pytest.param({"id": ID, "type": "media", "kind": "smell"}, id="an unknown kind of media"),
        pytest.param({"id": ID, "type": "open", "sender": "someone"}, id="a field that we did not write"),
    ],
)
def test_a_body_that_our_page_cannot_have_written(body: Any) -> None:
    with pytest.raises(MalformedBodyError) as caught:
        parse(body)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_the_error_says_nothing_of_what_the_person_wrote() -> None:
    with pytest.raises(MalformedBodyError) as caught:
        parse({"id": ID, "type": "media", "kind": "秘密の言葉"})
    assert "秘密" not in str(caught.value)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"cookie": None}, id="no cookie"),
        pytest.param({"cookie": "hitoiki_person="}, id="an empty cookie"),
        pytest.param({"cookie": "hitoiki_person=short"}, id="a cookie that we did not make"),
        pytest.param({"cookie": f"hitoiki_person={PERSON}x"}, id="a cookie that is too long"),
        pytest.param({"cookie": f"other_hitoiki_person={PERSON}"}, id="another cookie"),
        pytest.param({"content_type": None}, id="no content type"),
        pytest.param({"content_type": "text/plain"}, id="a type that a foreign form can send"),
        pytest.param({"content_type": "application/jsonp"}, id="nearly JSON"),
        pytest.param({"sec_fetch_site": "cross-site"}, id="from another site"),
        pytest.param({"sec_fetch_site": "same-site"}, id="from a sister site"),
        pytest.param({"sec_fetch_site": "none"}, id="from the address bar"),
        pytest.param({"sec_fetch_site": None}, id="an old browser without an origin"),
        pytest.param({"sec_fetch_site": None, "origin": "https://evil.example"}, id="an old browser, foreign origin"),
        pytest.param({"sec_fetch_site": None, "origin": "null"}, id="an opaque origin"),
        pytest.param({"sec_fetch_site": None, "host": None}, id="neither host nor origin"),
    ],
)
def test_a_request_that_does_not_come_from_our_page(headers: dict[str, str | None]) -> None:
    with pytest.raises(BadSignatureError):
        parse(b"not even looked at", **headers)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"cookie": f"a=1; hitoiki_person={PERSON}; b=x y"}, id="among other cookies"),
        pytest.param({"content_type": "application/json; charset=utf-8"}, id="with a charset"),
        pytest.param({"sec_fetch_site": None, "origin": "https://hitoiki.example"}, id="an old browser, our origin"),
    ],
)
def test_a_request_from_our_page(headers: dict[str, str | None]) -> None:
    assert parse({"id": ID, "type": "open"}, **headers).sender == PERSON
