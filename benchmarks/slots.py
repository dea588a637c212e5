"""How well and how fast slots and routes are read: ``python -m benchmarks.slots``."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from dialogs.routes.load import load_route_reader
from dialogs.slots.load import load_extractor
from tests.unit.slots.scoring import rows, score

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "dialogs" / "content" / "ja"
TODAY = date(2026, 11, 20)
HEAVY = ("あ" * 20_000, "30万円、" * 5_000, "株式会社" * 5_000, "業者" * 10_000, "データが" * 5_000)


def main() -> None:
    """Print quality over the labelled texts and the cost of a text."""
    extractor, reader = load_extractor(CONTENT), load_route_reader(CONTENT)
    for name in ("dev", "held"):
        result = score(extractor, rows(ROOT / "tests" / "unit" / "slots" / f"{name}.jsonl"))
        sys.stdout.write(f"slots {name:5} F1 {result.f1:.3f}  {result}\n")
    labelled = rows(ROOT / "tests" / "unit" / "routes" / "held.jsonl")
    right = sum(reader.first_route(row["text"]) == row["route"] for row in labelled)
    sys.stdout.write(f"routes held accuracy {right / len(labelled):.3f}  of {len(labelled)}\n")
    texts = [json.dumps(row["text"], ensure_ascii=False) for row in labelled]
    _print_cost("slots ", lambda text: extractor.extract(text, today=TODAY), texts)
    _print_cost("routes", reader.read, texts)


def _print_cost(label: str, read: Callable[[str], object], texts: Sequence[str]) -> None:
    usual = statistics.median(_milliseconds(read, text) for text in texts)
    heaviest = max(_milliseconds(read, text) for text in HEAVY)
    sys.stdout.write(f"{label} median {usual:.2f} ms a message, heaviest of 20,000 characters {heaviest:.1f} ms\n")


def _milliseconds(read: Callable[[str], object], text: str) -> float:
    spent: list[float] = []
    for _ in range(3):
        begun = time.process_time()
        read(text)
        spent.append(1000 * (time.process_time() - begun))
    return min(spent)


if __name__ == "__main__":
    main()
