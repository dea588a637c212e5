"""The composed application: the real dialog, the real LINE adapter, a local LINE platform."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.app import create_app
from bot.settings import Settings
from dialogs.catalog_files import CONTENT_DIR
from dialogs.errors import ContentError
from tests.fakes import line_server
from tests.fakes.line_platform import LinePlatform
from tests.fakes.line_webhooks import user
from tests.fakes.server import serving
from tests.integration.service.running import wait_until

FIRST_WORDS = (
    "HDDが認識しなくなって業者に見てもらったら、今日中に契約しないともう直らない、うちでしか無理だと言われました"
)


@contextmanager
def on_line(folder: Path) -> Iterator[tuple[LinePlatform, httpx.Client]]:
    """The whole service beside a local LINE platform."""
    with line_server.serving(LinePlatform()) as line:
        settings = Settings(
            data_dir=folder,
            line_channel_secret=SecretStr(line.channel_secret),
            line_channel_access_token=SecretStr(line.access_token),
            line_api_base_url=line.base_url,
        )
        with serving(create_app(settings)) as address, httpx.Client(base_url=address, timeout=10) as client:
            yield line, client


def test_the_first_message_on_line_is_answered_by_a_free_reply_within_lines_limits(tmp_path: Path) -> None:
    with on_line(tmp_path) as (line, client):
        body, headers = line.webhook(line.text(user(1), FIRST_WORDS))

        statuses = [client.post("/webhooks/line", content=body, headers=headers).status_code for _ in range(3)]

        wait_until(lambda: line.words(user(1)) != [])
        assert statuses == [200, 200, 200]
        assert 1 <= len(line.words(user(1))) <= 3
        assert (line.violations, line.pushes, len(line.received)) == ([], 0, 1)
        shown = client.get("/metrics").text
        assert 'hitoiki_signs_total{channel="line",code="2a"} 1.0' in shown
        assert 'hitoiki_turns_total{channel="line",outcome="answered"} 1.0' in shown


def test_an_erasure_on_line_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    with on_line(tmp_path) as (line, client):
        for words in (FIRST_WORDS, "削除", "はい"):
            before = len(line.received)
            body, headers = line.webhook(line.text(user(1), words))
            assert client.post("/webhooks/line", content=body, headers=headers).status_code == 200
            wait_until(lambda count=before: len(line.received) > count)  # type: ignore[misc]  # a bound loop variable
        shown = client.get("/metrics").text

    assert 'outcome="erased"} 1.0' in shown


@pytest.mark.parametrize("path", ["/", "/healthz", "/metrics"])
def test_the_pages_of_people_and_of_operators_are_there(tmp_path: Path, path: str) -> None:
    with serving(create_app(Settings(data_dir=tmp_path))) as address:
        assert httpx.get(address + path).status_code == 200


def test_without_secrets_line_is_off(tmp_path: Path) -> None:
    with serving(create_app(Settings(data_dir=tmp_path))) as address:
        assert httpx.post(f"{address}/webhooks/line", content=b"{}").status_code == 404


def test_without_secrets_slack_is_off(tmp_path: Path) -> None:
    with serving(create_app(Settings(data_dir=tmp_path))) as address:
        assert httpx.post(f"{address}/webhooks/slack/events", content=b"{}").status_code == 404


def test_a_slack_that_nothing_is_heard_of_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(data_dir=tmp_path, slack_app_token=SecretStr("hunter2"), slack_bot_token=SecretStr("hunter2"))
    with caplog.at_level(logging.WARNING), serving(create_app(settings)) as address:
        assert httpx.post(f"{address}/webhooks/slack/events", content=b"{}").status_code == 404

    assert caplog.text.count("nothing of Slack is heard") == 1
    assert "hunter2" not in caplog.text


def test_faulty_content_is_refused_with_the_faults_of_every_file(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT_DIR, content)
    (content / "pages" / "chat.yaml").write_text("title: [\n", encoding="utf-8")
    (content / "pages" / "consultation.yaml").write_text("frame: 1\n", encoding="utf-8")

    with pytest.raises(ContentError) as raised:
        create_app(Settings(data_dir=tmp_path / "var"), content)

    assert {Path(fault.path).name for fault in raised.value.faults} >= {"chat.yaml", "consultation.yaml"}
    assert not (tmp_path / "var").exists()
