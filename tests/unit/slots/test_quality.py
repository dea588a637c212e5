from pathlib import Path

import pytest

from dialogs.slots.extractor import SlotExtractor
from tests.unit.slots.scoring import agrees, rows, score

HERE = Path(__file__).parent


@pytest.mark.parametrize(("file", "texts", "floor"), [("dev.jsonl", 400, 0.97), ("held.jsonl", 30, 0.88)])
def test_the_labelled_texts_are_read_well_enough(extractor: SlotExtractor, file: str, texts: int, floor: float) -> None:
    labelled = rows(HERE / file)
    assert len(labelled) >= texts
    result = score(extractor, labelled)
    assert result.f1 >= floor, result


def test_free_words_agree_by_containment_and_figures_only_exactly() -> None:
    assert agrees("symptom", "電源が入らない", "海に落として電源が入らない")
    assert not agrees("amount_yen", 30_000, 300_000)
