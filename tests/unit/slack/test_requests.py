"""Only the very bytes that Slack signed a moment ago are read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import Clock, SignatureVerifier
from starlette.datastructures import Headers

from adapters.contract import BadSignatureError, MalformedBodyError
from adapters.slack.requests import MAX_AGE_SECONDS, Payload, open_request
from tests.fakes.slack_webhooks import sign, submitted

SECRET = "a secret made for this test"
AT = 1_700_000_000
BODY = '{"type":"event_callback","text":"助けて"}'.encode()
GOOD = sign(BODY, SECRET, AT)
JSON = {"content-type": "application/json; charset=utf-8"}


def open_at(body: bytes, headers: dict[str, str], seconds: float = AT) -> Payload:
    return open_request(body, {**JSON, **headers}, SECRET.encode(), datetime.fromtimestamp(seconds, UTC))


def test_the_right_signature_is_read() -> None:
    assert open_at(BODY, GOOD) == {"type": "event_callback", "text": "助けて"}


WRONG: dict[str, dict[str, str]] = {
    "missing": {},
    "without its time": {"x-slack-signature": GOOD["x-slack-signature"]},
    "of another secret": sign(BODY, "another secret", AT),
    "of another body": sign(BODY + b" ", SECRET, AT),
    "of another time": {**GOOD, "x-slack-request-timestamp": str(AT + 1)},
    "empty": {**GOOD, "x-slack-signature": ""},
    "too short": {**GOOD, "x-slack-signature": GOOD["x-slack-signature"][:-1]},
    "in capitals": {**GOOD, "x-slack-signature": GOOD["x-slack-signature"].upper()},
    "not ASCII": {**GOOD, "x-slack-signature": "署名" * 22},
    "not even Unicode": {**GOOD, "x-slack-signature": "\udcff" * 67},
    "at no number": {**GOOD, "x-slack-request-timestamp": "now"},
    "at a number of another script": {**GOOD, "x-slack-request-timestamp": "１７００００００００"},
    "at a number without end": {**GOOD, "x-slack-request-timestamp": "9" * 400},
}


@pytest.mark.parametrize("label", WRONG)
def test_a_wrong_signature_is_refused(label: str) -> None:
    with pytest.raises(BadSignatureError):
        open_at(BODY, WRONG[label])


@pytest.mark.parametrize("seconds", [-MAX_AGE_SECONDS, 0, MAX_AGE_SECONDS])
def test_a_clock_may_differ_a_little(seconds: int) -> None:
    assert open_at(BODY, GOOD, AT + seconds)


@pytest.mark.parametrize("seconds", [-MAX_AGE_SECONDS - 1, MAX_AGE_SECONDS + 1])
def test_what_was_recorded_is_refused_later(seconds: int) -> None:
    with pytest.raises(BadSignatureError):
        open_at(BODY, GOOD, AT + seconds)


class _Standing(Clock):
    def now(self) -> float:
        return AT


@given(
    body=st.text(max_size=60).filter(lambda text: text.isprintable()), age=st.integers(-400, 400), is_ours=st.booleans()
)
def test_slacks_own_verifier_agrees(body: str, age: int, is_ours: bool) -> None:  # noqa: FBT001  (hypothesis)
    headers = sign(body.encode(), SECRET if is_ours else "another secret", AT + age)
    verdict = SignatureVerifier(SECRET, clock=_Standing()).is_valid_request(body, headers)
    try:
        open_at(body.encode(), headers)
    except BadSignatureError:
        assert not verdict
    except MalformedBodyError:
        assert verdict
    else:
        assert verdict


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"1", b"{}{}", b"\xff", b"[" * 100_000, b'{"event":1}', b'{"actions":[1]}'],
)
def test_a_signed_body_of_another_shape_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedBodyError) as caught:
        open_at(body, sign(body, SECRET, AT))
    assert caught.value.__cause__ is None


def test_a_command_is_the_form_itself_even_where_it_speaks_of_a_payload() -> None:
    body, headers = submitted({"command": "/hitoiki", "text": "a payload & more"}, SECRET, at=AT)

    assert open_at(body, headers) == {"command": "/hitoiki", "text": "a payload & more"}


def test_a_click_is_the_payload_of_a_form() -> None:
    body, headers = submitted({"payload": '{"type":"block_actions","text":"はい"}'}, SECRET, at=AT)

    assert open_at(body, headers) == {"type": "block_actions", "text": "はい"}


@pytest.mark.parametrize("fields", [{}, {"payload": "{"}, {str(number): "" for number in range(200)}])
def test_a_form_without_anything_in_it_is_malformed(fields: dict[str, str]) -> None:
    body, headers = submitted(fields, SECRET, at=AT)
    with pytest.raises(MalformedBodyError):
        open_at(body, headers)


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data"])
def test_another_content_type_is_malformed(kind: str) -> None:
    with pytest.raises(MalformedBodyError):
        open_at(BODY, {**GOOD, "content-type": kind})


def test_the_case_of_the_header_names_may_change() -> None:
    headers = Headers(headers={name.upper(): value for name, value in {**JSON, **GOOD}.items()})

    assert open_request(BODY, headers, SECRET.encode(), datetime.fromtimestamp(AT, UTC))
