"""Only the very bytes that LINE signed are read."""

import json

import pytest
from starlette.datastructures import Headers

from adapters.contract import BadSignatureError, MalformedBodyError
from adapters.line.adapter import LineAdapter
from tests.fakes.line_webhooks import event, message, sign, user, webhook

SECRET = "a secret made for this test"
ADAPTER = LineAdapter(SECRET, "a token made for this test")
BODY, HEADERS = webhook(
    event("message", 1_700_000_000_000, {"type": "user", "userId": user(1)}, message=message("text", text="助けて")),
    channel_secret=SECRET,
)
SIGNATURE = HEADERS["x-line-signature"]


def test_the_right_signature_is_read() -> None:
    assert len(ADAPTER.parse(BODY, HEADERS).incoming) == 1


WRONG: dict[str, dict[str, str]] = {
    "missing": {},
    "empty": {"x-line-signature": ""},
    "of another secret": {"x-line-signature": sign(BODY, "another secret")},
    "of another body": {"x-line-signature": sign(BODY + b" ", SECRET)},
    "too short": {"x-line-signature": SIGNATURE[:-1]},
    "too long": {"x-line-signature": SIGNATURE + "="},
    "with a space": {"x-line-signature": f" {SIGNATURE}"},
    "in the other case": {"x-line-signature": SIGNATURE.swapcase()},
    "not ASCII": {"x-line-signature": "署名" * 22},
    "not even Unicode": {"x-line-signature": "\udcff" * 44},
    "in hexadecimal": {"x-line-signature": "0" * 64},
    "under another name": {"x-signature": SIGNATURE},
}


@pytest.mark.parametrize("label", WRONG)
def test_a_wrong_signature_is_refused(label: str) -> None:
    with pytest.raises(BadSignatureError):
        ADAPTER.parse(BODY, WRONG[label])


def test_the_same_json_in_other_bytes_is_refused() -> None:
    rewritten = json.dumps(json.loads(BODY), separators=(",", ":")).encode()
    assert json.loads(rewritten) == json.loads(BODY)
    with pytest.raises(BadSignatureError):
        ADAPTER.parse(rewritten, HEADERS)


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"\xff\xfe", b"[" * 100_000])
def test_nothing_is_parsed_before_the_signature_is_right(body: bytes) -> None:
    with pytest.raises(BadSignatureError):
        ADAPTER.parse(body, HEADERS)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"1", b"{}{}", b'{"events":{}}', b'{"events":"x"}', b"\xff", b"[" * 100_000],
)
def test_a_signed_body_of_another_shape_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedBodyError):
        ADAPTER.parse(body, {"x-line-signature": sign(body, SECRET)})


def test_the_error_does_not_repeat_what_a_person_wrote() -> None:
    body = '{"events":[{"message":{"text":"助けて'.encode()
    with pytest.raises(MalformedBodyError) as caught:
        ADAPTER.parse(body, {"x-line-signature": sign(body, SECRET)})
    assert "助けて" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("name", ["X-Line-Signature", "x-line-signature", "X-LINE-SIGNATURE"])
def test_the_case_of_the_header_name_may_change(name: str) -> None:
    assert ADAPTER.parse(BODY, Headers(headers={name: SIGNATURE})).incoming


@pytest.mark.parametrize(("secret", "token"), [("", "token"), ("secret", "")])
def test_an_adapter_without_secrets_cannot_be_made(secret: str, token: str) -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        LineAdapter(secret, token)
