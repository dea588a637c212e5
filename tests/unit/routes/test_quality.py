import json
from collections import Counter
from datetime import date
from pathlib import Path

from dialogs.conversation import ROUTES
from dialogs.routes.reader import RouteReader
from dialogs.routes.wording import Sayings, load_file
from dialogs.slots.extractor import SlotExtractor
from tests.unit.routes.conftest import CONTENT

HELD = Path(__file__).parent / "held.jsonl"


def test_texts_that_nothing_was_written_for_are_read_well_enough(reader: RouteReader, extractor: SlotExtractor) -> None:
    rows = [json.loads(line) for line in HELD.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        slots = extractor.extract(row["text"], today=date(2026, 11, 20))
        if (read := reader.first_route(row["text"], slots=slots)) != row["route"]:
            wrong.append((read, row))
    assert len(rows) >= 50
    assert 1 - len(wrong) / len(rows) >= 0.88, wrong


def test_there_are_sayings_for_every_road() -> None:
    sayings = load_file(CONTENT, "sayings", Sayings)[0].sayings
    counted = Counter({route: len(texts) for route, texts in sayings.items()})
    assert set(counted) == set(ROUTES)
    assert min(counted.values()) >= 30
    assert counted.total() >= 550
