"""The other commands, as processes: what they print, and how they refuse."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR
from tests.fakes import line_server, slack_server
from tests.fakes.line_platform import LinePlatform
from tests.fakes.slack_server import SlackServer
from tests.fakes.slack_webhooks import user
from tests.integration.service.running import wait_until
from tests.unit.cli.running import ROOT, run


def test_serve_names_every_wrong_setting_and_serves_nothing(tmp_path: Path) -> None:
    status, output = run("serve", folder=tmp_path, LINE_CHANNEL_SECRET=" ", PORT="none")

    assert status == 2
    assert "LINE_CHANNEL_SECRET" in output
    assert "PORT" in output
    assert list(tmp_path.iterdir()) == []


def test_lint_prints_every_fault_with_its_line(tmp_path: Path) -> None:
    content = tmp_path / "ja"
    shutil.copytree(CONTENT_DIR, content)
    menu = content / "dialogs" / "start.yaml"
    menu.write_text(menu.read_text(encoding="utf-8").replace("goto: vendor/checks", "goto: vendor/nowhere"))

    status, output = run("content", "lint", str(content), folder=tmp_path)

    assert status == 1
    assert "dialogs/start.yaml:" in output
    assert "vendor/nowhere" in output


def test_keys_are_changed_and_everything_is_sealed_again(tmp_path: Path) -> None:
    status, output = run("keys", "reseal", folder=tmp_path)

    assert status == 0
    assert "sealed again: 1" in output  # the key of the digests, made at the first start
    assert (tmp_path / "var").is_dir()


def test_line_is_off_without_its_secrets(tmp_path: Path) -> None:
    status, output = run("line", "info", folder=tmp_path)

    assert status == 2
    assert "LINE is off" in output


def test_line_account_is_shown_and_its_webhook_set(tmp_path: Path) -> None:
    with line_server.serving(LinePlatform()) as line:
        environment = {
            "LINE_CHANNEL_SECRET": line.channel_secret,
            "LINE_CHANNEL_ACCESS_TOKEN": line.access_token,
            "LINE_API_BASE_URL": line.base_url,
            "HITOIKI_PUBLIC_URL": "https://example.jp",
        }
        shown = run("line", "info", folder=tmp_path, **environment)
        webhook = run("line", "webhook", folder=tmp_path, **environment)

    assert shown[0] == 0, shown
    assert "pushes: 0 of" in shown[1]
    assert "webhook: https://example.jp/webhooks/line" in webhook[1]


def test_socket_mode_needs_its_token(tmp_path: Path) -> None:
    status, output = run("serve", "--socket-mode", folder=tmp_path)

    assert status == 2
    assert "SLACK_APP_TOKEN" in output


def test_socket_mode_answers_without_a_public_address(tmp_path: Path) -> None:
    with slack_server.serving(SlackServer()) as slack:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_API_BASE_URL": slack.base_url,
            "PORT": "0",
        }
        command = [sys.executable, "-m", "bot.cli", "serve", "--socket-mode"]
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE) as service:
            try:
                wait_until(lambda: slack.sockets != [] or service.poll() is not None, seconds=60)
                slack.push(slack.text(user(1), "業者に、今日中に契約しないともう直らないと言われました"))
                wait_until(lambda: slack.words(user(1)) != [])
            finally:
                service.terminate()
            log = service.communicate(timeout=30)[1].decode()

    assert "今日中に契約しない" in slack.words(user(1))[0]
    assert not any(word in log for word in ("今日中", user(1), slack.app_token, slack.bot_token, "ticket"))
    assert "Traceback" not in log
