from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from dialogs.signs.combined import CombinedDetector, Thresholds
from dialogs.signs.evidence import Evidence, Weighing

BURST = ("今日中に払え", "うちだけだ")


@dataclass(frozen=True, slots=True)
class FakeSource:
    """A source of evidence that always says the same."""

    weighing: Weighing

    def weigh(self, burst: Sequence[str]) -> Weighing:
        assert burst == BURST
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
def test_sources_add_up(weights: list[tuple[float, int, int]], expected: tuple[float, bool] | None) -> None:
    sources = [FakeSource(Weighing(evidence=(_evidence(*one),))) for one in weights]
    findings = CombinedDetector(sources, Thresholds()).detect(BURST).findings
    assert [(found.confidence, found.sure) for found in findings] == ([expected] if expected else [])


def test_the_shortest_of_the_strongest_quotes_is_shown_up_to_the_end_of_its_phrase() -> None:
    source = FakeSource(Weighing(evidence=(_evidence(0.9, 0, 6), _evidence(0.9, 0, 3), _evidence(0.6, 0, 2))))
    (finding,) = CombinedDetector([source], Thresholds()).detect(BURST).findings
    assert finding.quote == "今日中に払え"
    assert BURST[0][finding.start : finding.end] == finding.quote


def test_what_any_source_takes_back_is_taken_back() -> None:
    sources = [FakeSource(Weighing(retracted=frozenset({code}))) for code in ("P", "2c")]
    assert CombinedDetector(sources, Thresholds()).detect(BURST).retracted == {"P", "2c"}
