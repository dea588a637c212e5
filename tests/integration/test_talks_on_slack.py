"""Every written-down talk once more on Slack and on LINE at once: the same words, and nothing that either refuses."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.app import create_app
from bot.settings import Settings
from dialogs.transcript import Transcript, read_transcript
from tests.fakes import line_server, line_webhooks, slack_server
from tests.fakes.line_platform import LinePlatform
from tests.fakes.server import serving
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_webhooks import user
from tests.integration.service.running import wait_until

TALKS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Both:
    """The service with both channels on, beside the local platforms."""

    slack: SlackServer
    line: LinePlatform
    service: httpx.Client

    def ask(self, number: int, said: dict[str, str]) -> tuple[list[str], list[str]]:
        """Do the same thing on both; returns what the person is answered on Slack and on LINE."""
        return self._ask_on_slack(user(number), said), self._ask_on_line(line_webhooks.user(number), said)

    def _ask_on_slack(self, person: str, said: dict[str, str]) -> list[str]:
        payload = _on_slack(self.slack, person, said)
        before = len(self.slack.seen(person))
        self._post("slack/interactions" if "ボタン" in said else "slack/events", *self.slack.deliver(payload))
        wait_until(lambda: len(self.slack.seen(person)) > before)
        return self.slack.words(person)[before:]

    def _ask_on_line(self, person: str, said: dict[str, str]) -> list[str]:
        event = _on_line(self.line, person, said)
        before = len(self.line.seen[person])
        self._post("line", *self.line.webhook(event))
        wait_until(lambda: len(self.line.seen[person]) > before)
        return self.line.words(person)[before:]

    def _post(self, door: str, body: bytes, headers: dict[str, str]) -> None:
        assert self.service.post(f"/webhooks/{door}", content=body, headers=headers).status_code == 200


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with ExitStack() as stack:
        slack = stack.enter_context(slack_server.serving(SlackServer()))
        line = stack.enter_context(line_server.serving(LinePlatform()))
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("data"),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_bot_token=SecretStr(slack.bot_token),
            slack_api_base_url=slack.base_url,
            line_channel_secret=SecretStr(line.channel_secret),
            line_channel_access_token=SecretStr(line.access_token),
            line_api_base_url=line.base_url,
        )
        address = stack.enter_context(serving(create_app(settings)))
        yield Both(slack, line, stack.enter_context(httpx.Client(base_url=address, timeout=20)))


@pytest.mark.parametrize(("number", "path"), list(enumerate(TALKS, start=100)), ids=[path.stem for path in TALKS])
def test_the_same_talk_on_slack(both: Both, number: int, path: Path) -> None:
    answer: list[str] = []
    for said in read_transcript(path).talk:
        if "ボット" in said:
            _assert_said(said["ボット"], answer)
            continue
        answer, on_line = both.ask(number, said)
        assert _lines(answer) == _lines(on_line)
        assert both.slack.labels(user(number)) == both.line.labels(line_webhooks.user(number))

    assert both.slack.violations == []


def _on_slack(platform: SlackServer, person: str, said: dict[str, str]) -> dict[str, Any]:
    if "ボタン" in said:
        return platform.tapped(person, said["ボタン"])
    return platform.text(person, said["利用者"]) if said else platform.opened(person)


def _on_line(platform: LinePlatform, person: str, said: dict[str, str]) -> dict[str, Any]:
    if "ボタン" in said:
        return platform.tap(person, said["ボタン"])
    return platform.text(person, said["利用者"]) if said else platform.follow(person)


def _assert_said(parts: list[str], answer: list[str]) -> None:
    for part in parts:
        # A link to the form is a button, whose address differs from person to person.
        words = re.sub(r": form$", "", part).replace(": tel:", ": ")
        assert words in "\n".join(answer), f"{words} is not in:\n{answer}"


def _lines(answer: list[str]) -> list[str]:
    """What is said, without the order of links, the codes in addresses, and how a number to dial is written."""
    lines = "\n".join(answer).replace(": tel:", ": ").split("\n")
    return sorted(re.sub(r"/f/.*$", "/f/", line) for line in lines if line.strip())


def test_the_talks_are_all_there() -> None:
    assert all(isinstance(read_transcript(path), Transcript) for path in TALKS)
    assert len(TALKS) >= 40
