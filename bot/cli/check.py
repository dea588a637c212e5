"""``hitoiki check``: what one text means, without a talk around it."""

from datetime import date
from typing import Any

import msgspec
import typer

from bot.cli.json_lines import answer_lines
from bot.clock import create_clock
from dialogs.catalog_files import CONTENT_DIR
from dialogs.checking import Checked, build_checker


class CheckLine(msgspec.Struct, frozen=True):
    """One line of ``check --jsonl``; further keys are ignored."""

    id: Any
    text: str
    today: date | None = None


def check_lines() -> None:
    """Answer every line of standard input."""
    checker = build_checker(CONTENT_DIR)
    today = create_clock("Asia/Tokyo")().date()
    answer_lines(
        CheckLine, lambda line: {"id": line.id, **as_json(checker.check(line.text, today=line.today or today))}
    )


def check_text(text: str) -> None:
    """Print what `text` means."""
    checked = build_checker(CONTENT_DIR).check(text, today=create_clock("Asia/Tokyo")().date())
    for finding in checked.findings:
        sure = "sure" if finding.sure else "would ask"
        typer.echo(f"{finding.code}\t{sure}\t{finding.confidence:.2f}\t{finding.quote}")
    for slot in checked.slots:
        typer.echo(f"{slot.key}\t{slot.value}\t{slot.sentence}")
    typer.echo(f"route\t{checked.route}")


def as_json(checked: Checked) -> dict[str, Any]:
    """The machine's form of what was found."""
    return {
        "signs": [
            {
                "code": finding.code,
                "quote": finding.quote,
                "confidence": round(finding.confidence, 3),
                "sure": finding.sure,
            }
            for finding in checked.findings
        ],
        "slots": {slot.key: slot.value for slot in checked.slots},
        "route": checked.route,
    }
