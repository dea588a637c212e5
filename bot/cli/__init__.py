"""The command line ``hitoiki``. Each command imports what it needs, so that the quick ones stay quick."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import content, keys, line, slack

app = typer.Typer(no_args_is_help=True, add_completion=False, help="First contact in data-recovery trouble.")
app.add_typer(content.app, name="content")
app.add_typer(keys.app, name="keys")
app.add_typer(line.app, name="line")
app.add_typer(slack.app, name="slack")

_JsonLines = Annotated[bool, typer.Option("--jsonl", help="Read JSON lines from standard input, write one for each.")]


@app.command()
def serve(
    *,
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="Connect to Slack instead of waiting for its webhooks.")
    ] = False,
) -> None:
    """Serve the web chat, the form and the webhooks; settings come from the environment and .env."""
    from bot.cli.serve import serve as run

    run(is_socket_mode=socket_mode)


@app.command()
def chat(
    transcript: Annotated[Path | None, typer.Option(help="Write the talk as a test case that can be replayed.")] = None,
) -> None:
    """Talk to the dialog in this terminal."""
    from bot.cli.chat import chat as run

    run(transcript)


@app.command()
def check(
    text: Annotated[str | None, typer.Argument(help="The text to look at.")] = None, *, jsonl: _JsonLines = False
) -> None:
    """Show the signs, the values and the road that a text means."""
    from bot.cli.check import check_lines, check_text

    if jsonl == (text is not None):
        raise typer.BadParameter("give either a TEXT or --jsonl")
    check_lines() if text is None else check_text(text)


@app.command()
def stats(
    period: Annotated[
        str, typer.Option(help="today, 7d, 30d, month, 2026-10, 2026-10-01..2026-10-15, 今月 …; the last 30 days.")
    ] = "",
    png: Annotated[Path | None, typer.Option(help="Draw the figures into this file, too.")] = None,
    *,
    english: Annotated[bool, typer.Option("--english", help="In English rather than in Japanese.")] = False,
) -> None:
    """Show what was counted: talks, warnings, hand-overs, signs and roads, without anybody in it."""
    from bot.cli.stats import print_stats

    print_stats(period, png, "en" if english else "ja")


@app.command()
def replay(*, jsonl: _JsonLines = False) -> None:
    """Play whole talks through the dialog and show every reply."""
    from bot.cli.replay import replay_lines

    if not jsonl:
        raise typer.BadParameter("talks are read as JSON lines: give --jsonl")
    replay_lines()
