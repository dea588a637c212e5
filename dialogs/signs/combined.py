"""One detector out of several sources of evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from dialogs.conversation import Finding
from dialogs.signs.detector import SignReading
from dialogs.signs.evidence import Evidence, EvidenceSource

#: A quote of so many characters is understood alone; a longer one says no more.
_READABLE = 9
_PHRASE_ENDS = frozenset("、。,.!?！？…」』）)\n \u3000とっ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on a sign is asserted, and from where on it is asked about."""

    sure: float = 0.75
    asked: float = 0.5


class CombinedDetector:
    """Adds up what its sources found; below both thresholds it is silent."""

    def __init__(self, sources: Sequence[EvidenceSource], thresholds: Thresholds) -> None:
        self._sources = tuple(sources)
        self._thresholds = thresholds

    def detect(self, burst: Sequence[str]) -> SignReading:
        """Return the signs of the whole burst; never raises, whatever the text is."""
        weighings = [source.weigh(burst) for source in self._sources]
        codes: dict[str, list[Evidence]] = {}
        for weighing in weighings:
            for evidence in weighing.evidence:
                codes.setdefault(evidence.code, []).append(evidence)
        findings = (self._finding(found, burst) for found in codes.values())
        enough = [finding for finding in findings if finding.confidence >= self._thresholds.asked]
        return SignReading(
            findings=tuple(sorted(enough, key=lambda finding: (-finding.confidence, finding.code))),
            retracted=frozenset().union(*(weighing.retracted for weighing in weighings)),
        )

    def _finding(self, found: list[Evidence], burst: Sequence[str]) -> Finding:
        best = min(found, key=lambda evidence: (-evidence.weight, evidence.end - evidence.start))
        confidence = round(_joined(found), 3)
        end = _phrase_end(burst[best.message], best.start, best.end)
        return Finding(
            code=best.code,
            quote=burst[best.message][best.start : end],
            message=best.message,
            start=best.start,
            end=end,
            confidence=confidence,
            sure=confidence >= self._thresholds.sure,
        )


def _phrase_end(text: str, start: int, end: int) -> int:
    """Where a quote that is too short to be understood alone ends as a phrase."""
    while end < len(text) and end - start < _READABLE and text[end] not in _PHRASE_ENDS:
        end += 1
    return end


def _joined(found: Iterable[Evidence]) -> float:
    """Evidence from separate words adds up; from the same words only the best counts."""
    apart: list[Evidence] = []
    for evidence in sorted(found, key=lambda one: -one.weight):
        if not any(_overlap(evidence, other) for other in apart):
            apart.append(evidence)
    return 1 - prod(1 - evidence.weight for evidence in apart)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.message == other.message and one.start < other.end and other.start < one.end
