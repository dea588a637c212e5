"""Read JSON lines and answer each with one line, whatever stands in it."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import typer

T = TypeVar("T")


def answer_lines(kind: type[T], answer: Callable[[T], dict[str, Any]]) -> None:
    """Write `answer` for each line of standard input; a line that is no `kind` gets an ``error`` in its place.

    Ends with status 1 where there was such a line.
    """
    decoder = msgspec.json.Decoder(kind)
    failed = False
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            result = answer(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            failed = True
            result = {"id": None, "error": f"line {number}: {error}"}
        sys.stdout.buffer.write(msgspec.json.encode(result) + b"\n")
        sys.stdout.buffer.flush()
    if failed:
        raise typer.Exit(1)
