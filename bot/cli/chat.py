"""``hitoiki chat``: the talk in a terminal, and the talk written down as a test case."""

from pathlib import Path
from typing import Any

import typer

from bot.clock import create_clock
from dialogs.build import build_engine
from dialogs.player import Player, bubble_texts
from dialogs.replies import Reply
from dialogs.transcript import lines_of, write_transcript


def chat(transcript: Path | None) -> None:
    """Talk until the end of the input; `transcript` is written after every turn, so that nothing is lost."""
    player = Player(build_engine(), create_clock("Asia/Tokyo")())
    lines: list[dict[str, Any]] = []
    _show(player.open().reply)
    while True:
        try:
            text = input("> ")
        except EOFError:
            return
        turn = player.say(text)
        _show(turn.reply)
        lines += lines_of(text, turn)
        if transcript is not None:
            transcript.write_text(write_transcript(transcript.stem, lines), encoding="utf-8")


def _show(reply: Reply | None) -> None:
    for text in bubble_texts(reply):
        typer.echo(f"\n{text}")
    if reply and reply.choices:
        typer.echo()
        for number, choice in enumerate(reply.choices, start=1):
            typer.echo(f"  {number}. {choice.label}")
