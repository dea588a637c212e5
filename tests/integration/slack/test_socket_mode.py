"""The same payloads over a socket that the service opens, against the local platform's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import create_app
from bot.settings import Settings
from tests.fakes.server import serving
from tests.fakes.slack_webhooks import user
from tests.integration.service.running import wait_until
from tests.integration.slack.on_slack import OnSlack, on_slack

ME = user(1)


@pytest.fixture
def socketed(tmp_path: Path) -> Iterator[OnSlack]:
    with on_slack(tmp_path / "var", is_socket_mode=True) as running:
        wait_until(lambda: running.slack.sockets != [])
        yield running


def acknowledged(service: OnSlack, envelope_id: str) -> None:
    """Wait until the envelope is acknowledged."""
    wait_until(lambda: {"envelope_id": envelope_id} in service.slack.acknowledged)


def test_a_message_is_acknowledged_and_answered(socketed: OnSlack) -> None:
    acknowledged(socketed, socketed.slack.push(socketed.slack.text(ME, "助けて")))

    socketed.wait_for(ME, 1)
    assert socketed.slack.words(ME) == ["1: 助けて"]
    assert socketed.slack.violations == []


def test_the_same_event_in_two_envelopes_is_answered_once(socketed: OnSlack) -> None:
    payload = socketed.slack.text(ME, "助けて")

    for _ in range(3):
        acknowledged(socketed, socketed.slack.push(payload))
    acknowledged(socketed, socketed.slack.push(socketed.slack.text(ME, "もう一つ")))

    socketed.wait_for(ME, 2)
    assert socketed.slack.words(ME) == ["1: 助けて", "2: もう一つ"]


def test_a_deleted_message_is_erased(socketed: OnSlack) -> None:
    said = socketed.slack.text(ME, "助けて")
    acknowledged(socketed, socketed.slack.push(said))
    socketed.wait_for(ME, 1)

    acknowledged(socketed, socketed.slack.push(socketed.slack.deleted(said)))

    assert socketed.count("outbox") == 0


def test_when_slack_asks_for_it_another_socket_is_opened(socketed: OnSlack) -> None:
    socketed.slack.disconnect()
    wait_until(lambda: len(socketed.slack.sockets) == 2)

    acknowledged(socketed, socketed.slack.push(socketed.slack.text(ME, "助けて")))

    socketed.wait_for(ME, 1)


def test_an_unknown_envelope_is_acknowledged(socketed: OnSlack) -> None:
    acknowledged(socketed, socketed.slack.push({"type": "hologram"}))


def test_the_service_starts_where_slack_cannot_be_reached(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = SecretStr("xapp-placeholder")
    settings = Settings(
        data_dir=tmp_path, slack_app_token=secret, slack_bot_token=secret, slack_api_base_url="http://127.0.0.1:9/api"
    )
    with serving(create_app(settings, is_socket_mode=True)):
        wait_until(lambda: "Failed to connect" in caplog.text)

    # What stands behind the words, a traceback, is left out by our own formatter.
    told = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("bot.slack"))
    assert "placeholder" not in told
    assert "127.0.0.1" not in told
