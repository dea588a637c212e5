"""The service with its Slack channel on, beside a local Slack platform."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from sqlalchemy import create_engine, text

from adapters.slack.adapter import SlackAdapter
from bot.app import create_app
from bot.clock import create_clock
from bot.http import create_http_app
from bot.service import create_service
from bot.settings import Settings
from bot.slack.door import create_slack_door
from tests.fakes.dialog import FakeDialog
from tests.fakes.server import serving
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_server import serving as serving_slack
from tests.fakes.slack_webhooks import Payload
from tests.integration.service.running import wait_until

Register = Callable[[AsyncApp], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSlack:
    """A service that Slack posts to."""

    slack: SlackServer
    client: httpx.Client
    folder: Path

    def post(self, payload: Payload, *, retry: int = 0) -> httpx.Response:
        """Deliver `payload` at the door that it belongs to."""
        body, headers = self.slack.deliver(payload, retry=retry)
        doors = {"event_callback": "events", None: "commands"}
        door = doors.get(payload.get("type"), "interactions")
        return self.send(door, body, headers)

    def send(self, door: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """One request as it stands."""
        return self.client.post(f"/webhooks/slack/{door}", content=body, headers=headers)

    def ask(self, person: str, payload: Payload) -> list[str]:
        """Deliver `payload` and wait for what the person is answered."""
        before = len(self.slack.seen(person))
        assert self.post(payload).status_code == 200
        self.wait_for(person, before + 1)
        return self.slack.words(person)[before:]

    def wait_for(self, person: str, count: int) -> None:
        """Wait until `count` messages stand in the direct message, all of them settled in the outbox."""
        wait_until(lambda: len(self.slack.seen(person)) >= count)
        wait_until(lambda: not self.query("SELECT 1 FROM outbox WHERE status IN ('waiting', 'sending')"))

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.query(f"SELECT 1 FROM {table}"))  # noqa: S608  (the name of one of our tables)

    def query(self, statement: str) -> list[Any]:
        """Rows of the database, read beside the service."""
        engine = create_engine(f"sqlite:///{self.folder / 'hitoiki.db'}")
        with engine.connect() as connection:
            rows = list(connection.execute(text(statement)).all())
        engine.dispose()
        return rows

    def metrics(self) -> str:
        """What is counted."""
        return self.client.get("/metrics").text


@contextmanager
def on_slack(
    folder: Path, *, is_socket_mode: bool = False, is_whole: bool = False, register: Register = lambda _: None
) -> Iterator[OnSlack]:
    """Start platform and service, the whole one or around a fake dialog; both end with the block.

    `register` adds listeners to the talk's, as another use of Slack does.
    """
    with serving_slack(SlackServer()) as slack:
        settings = Settings(
            data_dir=folder,
            slack_signing_secret=None if is_socket_mode else SecretStr(slack.signing_secret),
            slack_app_token=SecretStr(slack.app_token) if is_socket_mode else None,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_api_base_url=slack.base_url,
        )
        if is_whole:
            app = create_app(settings, is_socket_mode=is_socket_mode)
        else:
            app = _create_app_with_fake_dialog(settings, register, is_socket_mode=is_socket_mode)
        with serving(app) as address, httpx.Client(base_url=address, timeout=20) as client:
            yield OnSlack(slack=slack, client=client, folder=folder)


def _create_app_with_fake_dialog(settings: Settings, register: Register, *, is_socket_mode: bool) -> FastAPI:
    """What `create_app` puts together for Slack, without the seconds that the content takes to load."""
    assert settings.slack_bot_token is not None
    adapter = SlackAdapter(settings.slack_bot_token.get_secret_value(), settings.slack_api_base_url)
    clock = create_clock(settings.timezone)
    service = create_service(settings, dialog=FakeDialog(), adapters=[adapter], clock=clock)
    door = create_slack_door(
        service, settings=settings, clock=clock, is_socket_mode=is_socket_mode, register=[register]
    )
    return create_http_app(service, doors=[door])
