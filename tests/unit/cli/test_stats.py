"""``hitoiki stats`` and ``hitoiki slack manifest``, as processes."""

import json
import struct
from pathlib import Path

from bot.clock import create_clock
from bot.service import open_store
from bot.settings import Settings
from bot.store import daily_counts
from bot.store.daily_counts import Happening
from tests.unit.cli.running import run_apart


def count(folder: Path, *happenings: Happening) -> None:
    """Let a service have counted this today."""
    settings = Settings(data_dir=folder / "var")
    store = open_store(settings, create_clock(settings.timezone))
    with store.begin() as transaction:
        daily_counts.add(transaction, happenings)
    store.close()


def test_figures_are_printed_and_drawn(tmp_path: Path) -> None:
    count(tmp_path, Happening(kind="talk", channel="web"), Happening(kind="sign", name="2a", channel="web"))

    status, output, error = run_apart("stats", "--period", "今日", "--png", "figures.png", folder=tmp_path)

    picture = (tmp_path / "figures.png").read_bytes()
    assert status == 0
    assert "相談：1" in output
    assert "2a " in output
    assert "wrote figures.png" in error
    assert struct.unpack(">I", picture[16:20]) == (1080,)


def test_figures_of_a_new_service_are_nothing(tmp_path: Path) -> None:
    status, output, _ = run_apart("stats", "--english", folder=tmp_path)

    assert status == 0
    assert "Nothing was counted in this period." in output
    assert "talks: 0" in output


def test_what_is_no_period_is_refused_with_examples(tmp_path: Path) -> None:
    status, _, error = run_apart("stats", "--period", "そのうち", "--png", "figures.png", folder=tmp_path)

    assert status == 2
    assert "2026-10" in error
    assert not (tmp_path / "figures.png").exists()


def test_a_wrong_setting_is_told(tmp_path: Path) -> None:
    for arguments in (("stats",), ("slack", "manifest")):
        status, _, error = run_apart(*arguments, folder=tmp_path, PORT="none")

        assert status == 2
        assert "PORT" in error


def test_the_manifest_is_json_to_be_pasted(tmp_path: Path) -> None:
    status, output, error = run_apart(
        "slack", "manifest", folder=tmp_path, HITOIKI_PUBLIC_URL="https://example.jp", SLACK_COMMAND="/sodan"
    )

    made = json.loads(output)
    assert status == 0
    assert error == ""
    assert made["features"]["slash_commands"][0]["command"] == "/sodan"
    assert made["features"]["slash_commands"][0]["url"] == "https://example.jp/webhooks/slack/commands"
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_slack_would_refuse_is_warned_of(tmp_path: Path) -> None:
    status, output, error = run_apart("slack", "manifest", folder=tmp_path)

    assert status == 0
    assert "https" in error
    assert json.loads(output)["settings"]["socket_mode_enabled"] is False


def test_socket_mode_needs_no_address(tmp_path: Path) -> None:
    status, output, error = run_apart("slack", "manifest", "--socket-mode", folder=tmp_path)

    assert status == 0
    assert error == ""
    assert json.loads(output)["settings"]["socket_mode_enabled"] is True
