"""``/hitoiki <word> <rest>``: finds the subcommand that is meant."""

import unicodedata
from collections.abc import Awaitable, Callable, Mapping

from bot.staff.frame.calls import Call
from bot.staff.frame.listening import Listening
from bot.staff.help import show_help, show_unknown
from bot.staff.texts.common import CommandTexts

#: Gets the call and what was typed after the subcommand.
Subcommand = Callable[[Call, str], Awaitable[None]]


def register_command(listening: Listening, subcommands: Mapping[str, Subcommand]) -> None:
    """Let the command find its subcommands, which the texts name."""
    named = _names(listening.desk.texts.common.commands)

    async def run(call: Call) -> None:
        word, rest = split_command(str(call.body.get("text") or ""))
        subcommand = subcommands.get(named.get(word.casefold(), ""))
        if subcommand is not None:
            await subcommand(call, rest)
        elif word:
            await show_unknown(call, word)
        else:
            await show_help(call, rest)

    listening.command(run)


def split_command(text: str) -> tuple[str, str]:
    """The first word and the rest, whose lines stay as they are; full-width letters and spaces are like others."""
    word, _, rest = _spaced(text.strip()).partition(" ")
    return unicodedata.normalize("NFKC", word), rest.strip()


def _spaced(text: str) -> str:
    """`text` with an ordinary space after its first word."""
    parts = text.split(maxsplit=1)
    return " ".join(parts)


def _names(commands: Mapping[str, CommandTexts]) -> dict[str, str]:
    return {typed.casefold(): name for name, texts in commands.items() for typed in texts.called}
