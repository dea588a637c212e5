"""``hitoiki check`` and ``hitoiki replay`` as another program uses them: a real process, JSON lines in and out."""

import json
import subprocess
import sys
from typing import Any

import pytest

from dialogs.conversation import ROUTES, SIGN_CODES, SLOT_KEYS

STORY = "HDDが認識しなくなって業者に見てもらったら、今日中に契約しないともう直らない、うちでしか無理だと言われました"


def run(*arguments: str, lines: list[str] | None = None) -> tuple[int, str]:
    result = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        input="\n".join(lines or []).encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return result.returncode, result.stdout.decode() or result.stderr.decode()


def answers(command: str, *questions: dict[str, Any]) -> list[dict[str, Any]]:
    status, output = run(command, "--jsonl", lines=[json.dumps(question) for question in questions])
    assert status == 0, output
    return [json.loads(line) for line in output.splitlines()]


def test_check_names_signs_slots_and_road() -> None:
    story, other = answers(
        "check", {"id": "a", "text": STORY}, {"id": "b", "text": "きのう30万円で契約しました", "today": "2026-11-20"}
    )

    assert story["id"] == "a"
    assert {sign["code"] for sign in story["signs"] if sign["sure"]} == {"2a", "2c", "P"}
    assert all(sign["quote"] in STORY and 0 < sign["confidence"] <= 1 for sign in story["signs"])
    assert story["route"] in ROUTES
    assert other["slots"]["amount_yen"] == 300000
    assert other["slots"]["contract_date"] == "2026-11-19"
    assert set(other["slots"]) <= set(SLOT_KEYS)


def test_replay_shows_every_turn() -> None:
    [talk] = answers("replay", {"id": 7, "turns": [STORY, "まだ払っていません", "削除"], "today": "2026-11-20"})

    assert talk["id"] == 7
    assert [len(turn["replies"]) > 0 for turn in talk["turns"]] == [True, True, True]
    assert talk["turns"][0]["signs"] == [code for code in SIGN_CODES if code in {"2a", "2c", "P"}]
    assert talk["signs"] == ["2a", "2c", "P"]
    assert (talk["warned"], talk["warned_at"]) == (True, 1)
    assert talk["turns"][1]["state"] == "contact/not_yet"
    assert talk["slots"] == {}


@pytest.mark.parametrize("command", ["check", "replay"])
def test_a_bad_line_gets_an_error_and_costs_no_other(command: str) -> None:
    good = json.dumps({"id": 1, "text": "こんにちは", "turns": ["こんにちは"]})
    status, output = run(command, "--jsonl", lines=["{broken", good, '{"id": 2}', ""])

    first, second, third = map(json.loads, output.splitlines())
    assert status == 1
    assert first["id"] is None
    assert "line 1" in first["error"]
    assert second["id"] == 1
    assert "route" in second
    assert "line 3" in third["error"]


def test_check_of_one_text() -> None:
    status, output = run("check", STORY)

    assert status == 0
    assert "2c\tsure" in output
    assert "route\t" in output


def test_check_wants_a_text_or_lines() -> None:
    status, output = run("check")

    assert status == 2
    assert "--jsonl" in output


def test_lone_surrogates_and_control_characters_are_answered() -> None:
    lines = ['{"id":1,"text":"\\ud800\\u0000\\u202e"}', '{"id":2,"text":""}']
    status, output = run("check", "--jsonl", lines=lines)

    assert len(output.splitlines()) == 2
    assert status in {0, 1}
    assert json.loads(output.splitlines()[1])["route"] == "other"
