"""A talk in the terminal writes a transcript that can be replayed."""

import io
from pathlib import Path

import pytest

from bot.cli.chat import chat
from dialogs.build import build_engine
from dialogs.transcript import play, read_transcript


def test_a_talk_becomes_a_transcript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("業者に今日中に払えと言われました\n1\n"))
    target = tmp_path / "talk.yaml"

    chat(target)

    shown = capsys.readouterr().out
    assert "1. まだしていない" in shown
    assert "家族と相談してから返事します" in shown
    transcript = read_transcript(target)
    assert [line for line in transcript.talk if "利用者" in line][1] == {"利用者": "1"}
    assert play(transcript, build_engine()) == []


def test_a_changed_answer_is_noticed(tmp_path: Path) -> None:
    target = tmp_path / "talk.yaml"
    target.write_text("題: t\n話:\n  - 利用者: こんにちは\n  - ボット: [これは言わない]\n    場所: desk/list\n")

    differences = play(read_transcript(target), build_engine())

    assert [difference.expected for difference in differences] == ["これは言わない", "desk/list"]
