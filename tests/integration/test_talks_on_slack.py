"""Every written-down talk once more, in a direct message: the same dialog, and nothing that Slack refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.app import create_app
from bot.settings import Settings
from dialogs.transcript import Transcript, read_transcript
from tests.fakes.server import serving
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_server import serving as serving_slack
from tests.fakes.slack_webhooks import Payload, user
from tests.integration.service.running import wait_until

TALKS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Slack:
    """The service with its Slack channel on, beside the local platform."""

    platform: SlackServer
    service: httpx.Client

    def ask(self, person: str, payload: Payload) -> list[str]:
        """Deliver `payload` and wait for what the person is answered."""
        before = len(self.platform.seen(person))
        body, headers = self.platform.deliver(payload)
        door = "events" if payload["type"] == "event_callback" else "interactions"
        assert self.service.post(f"/webhooks/slack/{door}", content=body, headers=headers).status_code == 200
        wait_until(lambda: len(self.platform.seen(person)) > before)
        return self.platform.words(person)[before:]


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    with serving_slack(SlackServer()) as platform:
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("data"),
            slack_signing_secret=SecretStr(platform.signing_secret),
            slack_bot_token=SecretStr(platform.bot_token),
            slack_api_base_url=platform.base_url,
        )
        with serving(create_app(settings)) as address, httpx.Client(base_url=address, timeout=20) as service:
            yield Slack(platform, service)


@pytest.mark.parametrize(("number", "path"), list(enumerate(TALKS, start=100)), ids=[path.stem for path in TALKS])
def test_the_same_talk_on_slack(slack: Slack, number: int, path: Path) -> None:
    person = user(number)
    answer: list[str] = []
    for said in read_transcript(path).talk:
        if "ボット" in said:
            _assert_said(said["ボット"], answer)
            continue
        answer = slack.ask(person, _payload(slack.platform, person, said))

    assert slack.platform.violations == []
    assert len({post["text"] for post in slack.platform.seen(person)} - {""}) >= 1


def _payload(platform: SlackServer, person: str, said: dict[str, str]) -> Payload:
    if "ボタン" in said:
        return platform.tapped(person, said["ボタン"])
    return platform.text(person, said["利用者"]) if said else platform.opened(person)


def _assert_said(parts: list[str], answer: list[str]) -> None:
    shown = "\n".join(answer)
    for part in parts:
        # A link is a button on Slack, and a number to dial a line of text.
        words = re.sub(r": (form$|tel:)", lambda end: ": " if end[1] == "tel:" else "", part)
        assert words in shown, f"{words} is not in:\n{shown}"


def test_the_talks_are_all_there() -> None:
    assert all(isinstance(read_transcript(path), Transcript) for path in TALKS)
    assert len(TALKS) >= 40
