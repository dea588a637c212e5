"""Every written-down talk once more, through signed webhooks: the same dialog, and no message that LINE refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.app import create_app
from bot.settings import Settings
from dialogs.transcript import Transcript, read_transcript
from tests.fakes import line_server
from tests.fakes.line_platform import LinePlatform
from tests.fakes.line_webhooks import user
from tests.fakes.server import serving
from tests.integration.service.running import wait_until

TALKS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Line:
    """The service with its LINE channel on, beside the local platform."""

    platform: LinePlatform
    service: httpx.Client

    def ask(self, person: str, event: dict[str, Any]) -> list[str]:
        """Deliver `event` and wait for what the person is answered."""
        before = len(self.platform.seen[person])
        body, headers = self.platform.webhook(event)
        assert self.service.post("/webhooks/line", content=body, headers=headers).status_code == 200
        wait_until(lambda: len(self.platform.seen[person]) > before)
        return self.platform.words(person)[before:]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with line_server.serving(LinePlatform()) as platform:
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("data"),
            line_channel_secret=SecretStr(platform.channel_secret),
            line_channel_access_token=SecretStr(platform.access_token),
            line_api_base_url=platform.base_url,
        )
        with serving(create_app(settings)) as address, httpx.Client(base_url=address, timeout=20) as service:
            yield Line(platform, service)


@pytest.mark.parametrize(("number", "path"), list(enumerate(TALKS, start=100)), ids=[path.stem for path in TALKS])
def test_the_same_talk_on_line(line: Line, number: int, path: Path) -> None:
    person = user(number)
    answer: list[str] = []
    for said in read_transcript(path).talk:
        if "ボット" in said:
            _assert_said(said["ボット"], answer)
            continue
        answer = line.ask(person, _event(line.platform, person, said))

    assert line.platform.violations == []
    assert line.platform.pushes == 0


def _event(platform: LinePlatform, person: str, said: dict[str, str]) -> dict[str, Any]:
    if "ボタン" in said:
        return platform.tap(person, said["ボタン"])
    return platform.text(person, said["利用者"]) if said else platform.follow(person)


def _assert_said(parts: list[str], answer: list[str]) -> None:
    shown = "\n".join(answer)
    for part in parts:
        # A link is a button on LINE; its alternative text ends with the label.
        words = re.sub(r": form$", "", part)
        assert words in shown, f"{words} is not in:\n{shown}"


def test_the_talks_are_all_there() -> None:
    assert all(isinstance(read_transcript(path), Transcript) for path in TALKS)
    assert len(TALKS) >= 40
