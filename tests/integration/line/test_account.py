"""Administration of the account, through LINE's SDK, against the local LINE platform."""

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from adapters.contract import Parsed
from adapters.line.account import BotInfo, LineAccount, LineAccountError, Quota, WebhookTest
from adapters.line.adapter import LineAdapter
from tests.fakes.line_platform import LinePlatform
from tests.fakes.line_server import serving


@pytest.fixture
def line() -> Iterator[LinePlatform]:
    with serving(LinePlatform()) as platform:
        yield platform


@pytest.fixture
def account(line: LinePlatform) -> LineAccount:
    return LineAccount(line.access_token, line.base_url)


def test_the_webhook_is_set(line: LinePlatform, account: LineAccount) -> None:
    asyncio.run(account.set_webhook("https://example.com/webhooks/line"))
    assert line.webhook_url == "https://example.com/webhooks/line"


def test_an_address_that_line_refuses_is_an_error(account: LineAccount) -> None:
    with pytest.raises(LineAccountError, match="400"):
        asyncio.run(account.set_webhook("http://example.com/"))


def test_a_webhook_that_works_passes_its_test_with_a_signed_request_of_no_events(
    line: LinePlatform, account: LineAccount
) -> None:
    adapter = LineAdapter(line.channel_secret, line.access_token)
    parsed: list[Parsed] = []

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parsed.append(adapter.parse(body, {name.lower(): value for name, value in self.headers.items()}))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing to the console of the test."""

    with HTTPServer(("127.0.0.1", 0), Webhook) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        line.webhook_url = f"http://127.0.0.1:{server.server_port}/webhooks/line"
        seen = asyncio.run(account.test_webhook())
        thread.join(10)
    assert seen == WebhookTest(success=True, status_code=200, reason="OK", detail="200")
    assert parsed == [Parsed()]


def test_a_webhook_that_answers_otherwise_fails_its_test(line: LinePlatform, account: LineAccount) -> None:
    line.webhook_url = f"{line.base_url}/nothing/here"
    seen = asyncio.run(account.test_webhook())
    assert seen == WebhookTest(success=False, status_code=404, reason="ERROR_STATUS_CODE", detail="404")


def test_a_webhook_that_is_not_reached_fails_its_test(line: LinePlatform, account: LineAccount) -> None:
    line.webhook_url = "http://127.0.0.1:9/"
    seen = asyncio.run(account.test_webhook())
    assert (seen.success, seen.status_code) == (False, 0)


def test_the_account_is_named(account: LineAccount) -> None:
    assert asyncio.run(account.bot_info()) == BotInfo(
        display_name="fake account", basic_id="@000aaaaa", chat_mode="bot"
    )


def test_a_plan_without_limit_has_none(account: LineAccount) -> None:
    assert asyncio.run(account.quota()) == Quota(limit=None, used=0)


def test_the_quota_says_what_is_used(line: LinePlatform, account: LineAccount) -> None:
    line.monthly_limit, line.pushes = 200, 13
    assert asyncio.run(account.quota()) == Quota(limit=200, used=13)


def test_a_wrong_access_token_is_an_error(line: LinePlatform) -> None:
    with pytest.raises(LineAccountError, match="401"):
        asyncio.run(LineAccount("wrong", line.base_url).bot_info())


def test_a_platform_that_is_not_reached_is_an_error() -> None:
    with pytest.raises(LineAccountError, match="not reached"):
        asyncio.run(LineAccount("token", "http://127.0.0.1:9").quota())
