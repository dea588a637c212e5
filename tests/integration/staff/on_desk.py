"""The service with the desk of the staff, beside a local Slack platform."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from bot.app import create_app
from bot.clock import create_clock
from bot.content import Content, load_content
from bot.settings import Settings
from dialogs.build import DEFAULT_FACTS
from dialogs.catalog_files import CONTENT_DIR
from tests.fakes.server import serving
from tests.fakes.slack_platform import STAFF_CHANNEL, STAFF_GROUP, read_blocks
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_server import serving as serving_slack
from tests.fakes.slack_webhooks import Payload, user
from tests.integration.service.running import wait_until

#: Some of the staff; the last one's Slack is English.
MEMBER, OTHER, ENGLISH = user(900), user(901), user(902)
#: Somebody who is not.
STRANGER = user(950)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDesk:
    """A service whose staff sits in Slack."""

    slack: SlackServer
    client: httpx.Client
    folder: Path
    settings: Settings
    clock: "Ahead"

    def post(self, payload: Payload, *, retry: int = 0) -> httpx.Response:
        """Deliver `payload` at the door that it belongs to."""
        body, headers = self.slack.deliver(payload, retry=retry)
        doors = {"event_callback": "events", None: "commands"}
        door = doors.get(payload.get("type"), "interactions")
        return self.client.post(f"/webhooks/slack/{door}", content=body, headers=headers)

    def command(self, member: str, words: str) -> str:
        """Call the slash command and wait for what only the caller reads."""
        return self.whisper_after(member, self.slack.commanded(member, words))

    def whisper_after(self, member: str, payload: Payload) -> str:
        """Deliver `payload` and wait for what only `member` reads."""
        before = len(self.slack.whispers[member])
        assert self.post(payload).status_code == 200
        wait_until(lambda: len(self.slack.whispers[member]) > before)
        return self.slack.whispered(member)[-1]

    def view_after(self, payload: Payload) -> str:
        """Deliver `payload` and wait for a modal that is new or has changed; what is read in it."""
        before = [dict(view) for view in self.slack.views]
        assert self.post(payload).status_code == 200
        wait_until(lambda: self.slack.views != before)
        return read_blocks(self.slack.views[-1])

    def home_after(self, payload: Payload, member: str = MEMBER) -> str:
        """Deliver `payload` and wait until the Home tab of `member` was published again."""
        before = self.slack.homes.get(member)
        assert self.post(payload).status_code == 200
        # Each call that arrives puts another object there; that it has arrived is known before it stands there.
        wait_until(lambda: self.slack.homes.get(member) is not before)
        return read_blocks(self.slack.homes[member])

    def says(self, person: str, words: str) -> list[str]:
        """A person writes to the app in a direct message and is answered."""
        before = len(self.slack.seen(person))
        assert self.post(self.slack.text(person, words)).status_code == 200
        wait_until(lambda: len(self.slack.seen(person)) > before)
        wait_until(lambda: not self.query("SELECT 1 FROM outbox WHERE status IN ('waiting', 'sending')"))
        return self.slack.words(person)[before:]

    def query(self, statement: str) -> list[Any]:
        """Rows of the database, read beside the service."""
        rows: list[Any] = _execute(self.folder, statement, lambda result: list(result.all()))
        return rows

    def change(self, statement: str) -> int:
        """Change the database beside the service; how many rows."""
        count: int = _execute(self.folder, statement, lambda result: result.rowcount)
        return count

    def audit(self) -> list[tuple[str, str]]:
        """What was done, and about which matter, in order."""
        return [(row.action, row.reference) for row in self.query("SELECT action, reference FROM audit ORDER BY id")]


@dataclass(slots=True)
class Ahead:
    """The clock of this machine, which a test can put forward."""

    by: timedelta = timedelta()

    def __call__(self) -> datetime:
        """The time that it shows."""
        return _now() + self.by

    def move(self, **duration: float) -> None:
        """Put it forward, at most by the five minutes for which Slack's signatures are good."""
        self.by += timedelta(**duration)


_now = create_clock("Asia/Tokyo")


@contextmanager
def on_desk(folder: Path, slack: SlackServer | None = None, **more: Any) -> Iterator[OnDesk]:
    """Start platform and service; both end with the block. `more` are further settings."""
    with serving_slack(slack or SlackServer()) as platform:
        platform.groups[STAFF_GROUP] |= {MEMBER, OTHER, ENGLISH}
        platform.members[STAFF_CHANNEL] |= {MEMBER, OTHER, ENGLISH}
        platform.locales[ENGLISH] = "en-GB"
        settings = Settings(
            data_dir=folder,
            slack_signing_secret=SecretStr(platform.signing_secret),
            slack_bot_token=SecretStr(platform.bot_token),
            slack_api_base_url=platform.base_url,
            **{"staff_groups": (STAFF_GROUP,), "staff_channel": STAFF_CHANNEL, **more},
        )
        clock = Ahead()
        app = create_app(settings, content=loaded_content(is_staffed=settings.is_staffed), clock=clock)
        with serving(app) as address, httpx.Client(base_url=address, timeout=20) as client:
            yield OnDesk(slack=platform, client=client, folder=folder, settings=settings, clock=clock)


@cache
def loaded_content(*, is_staffed: bool = True) -> Content:
    """The content, which takes seconds to load, once for all tests of a process."""
    return load_content(CONTENT_DIR, DEFAULT_FACTS, is_staffed=is_staffed)


def _execute(folder: Path, statement: str, read: Callable[[Any], Any]) -> Any:
    engine = create_engine(f"sqlite:///{folder / 'hitoiki.db'}")
    try:
        with engine.begin() as connection:
            return read(connection.execute(text(statement)))
    finally:
        engine.dispose()
