from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from dialogs.conversation import SIGN_CODES, SignCode
from dialogs.signs.combined import TOGETHER, CombinedDetector
from dialogs.signs.evidence import Evidence, Weighing
from dialogs.signs.folding import Folder
from dialogs.signs.grams import gram_numbers
from dialogs.signs.trained import TrainedSource, Trust, Weights

BURST = ("今日中に払え", "うちだけだ")


@dataclass(frozen=True, slots=True)
class FakeSource:
    """A source of evidence that always says the same."""

    weighing: Weighing
    expects: Sequence[str] = BURST

    def weigh(self, burst: Sequence[str]) -> Weighing:
        assert burst == self.expects
        return self.weighing


def _evidence(weight: float, start: int = 0, end: int = 3) -> Evidence:
    return Evidence(code="P", message=0, start=start, end=end, weight=weight)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([(0.9, 0, 3)], (0.9, True)),
        ([(0.6, 0, 3)], (0.6, False)),
        ([(0.3, 0, 3)], None),
        ([(0.6, 0, 3), (0.6, 4, 6)], (0.84, True)),
        ([(0.6, 0, 3), (0.6, 2, 6)], (0.6, False)),
    ],
    ids=["sure", "asked", "silent", "separate words add up", "the same words do not"],
)
def test_patterns_add_up(weights: list[tuple[float, int, int]], expected: tuple[float, bool] | None) -> None:
    source = FakeSource(Weighing(evidence=tuple(_evidence(*one) for one in weights)))
    findings = CombinedDetector(source).detect(BURST).findings
    assert [(found.confidence, found.sure) for found in findings] == ([expected] if expected else [])


def test_the_shortest_of_the_strongest_quotes_is_shown_up_to_the_end_of_its_phrase() -> None:
    source = FakeSource(Weighing(evidence=(_evidence(0.9, 0, 6), _evidence(0.9, 0, 3), _evidence(0.6, 0, 2))))
    (finding,) = CombinedDetector(source).detect(BURST).findings
    assert finding.quote == "今日中に払え"
    assert BURST[0][finding.start : finding.end] == finding.quote


def test_what_is_taken_back_is_taken_back() -> None:
    source = FakeSource(Weighing(retracted=frozenset({"P", "2c"})))
    assert CombinedDetector(source).detect(BURST).retracted == {"P", "2c"}


def knowing(*grams: str, code: SignCode, weight: int = 100) -> TrainedSource:
    """A model for which each of `grams` speaks for `code`, and nothing else says anything."""
    folder = Folder({}, {}, {})
    numbers = sorted({int(gram_numbers(folder.fold_word(gram), 0)[len(gram) - 1][0]) for gram in grams})
    rows = np.zeros((len(numbers), len(SIGN_CODES) + 1), dtype=np.int8)
    rows[:, SIGN_CODES.index(code)] = weight
    weights = Weights(
        numbers=np.array(numbers, dtype=np.uint32),
        rarity=np.ones(len(numbers), dtype=np.float16),
        weights=rows,
        scale=np.full(len(SIGN_CODES) + 1, 0.06, dtype=np.float32),
        bias=np.full(len(SIGN_CODES) + 1, -4, dtype=np.float32),
        sign_bias=np.zeros(len(SIGN_CODES), dtype=np.float32),
        trust=Trust(sign=1.0, sign_against=0.0, any=0.0, any_against=0.0, pattern=3.0),
    )
    return TrainedSource(folder, weights)


def test_the_model_finds_what_no_pattern_knows_and_quotes_it() -> None:
    detector = CombinedDetector(FakeSource(Weighing()), knowing("うちだ", code="2c"), TOGETHER)
    (finding,) = detector.detect(BURST).findings
    assert (finding.code, finding.quote, finding.message, finding.sure) == ("2c", "うちだけだ", 1, True)


def test_a_weak_pattern_needs_the_model() -> None:
    source = FakeSource(Weighing(evidence=(_evidence(0.6),)))
    assert CombinedDetector(source, knowing("山", code="P"), TOGETHER).detect(BURST).findings == ()


def test_both_together_are_surer_than_one() -> None:
    source = FakeSource(Weighing(evidence=(_evidence(0.9),)))
    model = knowing("今日", code="P", weight=60)
    alone = CombinedDetector(FakeSource(Weighing()), model, TOGETHER).detect(BURST).findings
    (together,) = CombinedDetector(source, model, TOGETHER).detect(BURST).findings
    assert [finding.sure for finding in alone] == [False]
    assert together.confidence > alone[0].confidence
    assert together.sure


def test_the_model_does_not_find_again_what_is_taken_back() -> None:
    source = FakeSource(Weighing(retracted=frozenset({"2c"})))
    assert CombinedDetector(source, knowing("うちだ", code="2c"), TOGETHER).detect(BURST).findings == ()


def test_the_newest_message_is_read_by_itself_too() -> None:
    before = "そのことですが、昨日のことから順にお話しします。" * 4
    burst = (before, BURST[1])
    detector = CombinedDetector(FakeSource(Weighing(), burst), knowing("うちだ", "今日中", code="2c"), TOGETHER)
    assert [finding.message for finding in detector.detect(burst).findings] == [1]
