"""One detector out of patterns and a trained model."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, prod

from dialogs.conversation import SIGN_CODES, Finding, SignCode
from dialogs.signs.detector import SignReading
from dialogs.signs.evidence import Evidence, EvidenceSource
from dialogs.signs.trained import TrainedSource

#: A quote of so many characters is understood alone; a longer one says no more.
_READABLE = 9
#: From here on a pattern is so strong that its sentence is read by itself too: what stands around it dilutes the model.
_STRONG = 0.75
#: What such a reading is worth less in log-odds, since what it leaves out may speak against it.
_LEFT_OUT = 1.0
_SENTENCE_ENDS = re.compile(r"[。!?！？\n]")
_PHRASE_ENDS = frozenset("、。,.!?！？…」』）)\n \u3000とっ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on a sign is asserted, and from where on it is asked about."""

    sure: float
    asked: float


#: The weights of patterns are set by hand; with the model they are summed as log-odds (docs/detection.md).
PATTERNS_ALONE = Thresholds(sure=0.75, asked=0.5)
TOGETHER = Thresholds(sure=0.65, asked=0.15)


class CombinedDetector:
    """Asks the patterns and, where there is one, the trained model; below both thresholds it is silent."""

    def __init__(
        self,
        patterns: EvidenceSource,
        trained: TrainedSource | None = None,
        thresholds: Thresholds = PATTERNS_ALONE,
    ) -> None:
        self._patterns = patterns
        self._trained = trained
        self._thresholds = thresholds

    def detect(self, burst: Sequence[str]) -> SignReading:
        """Return the signs of the whole burst; never raises, whatever the text is."""
        weighing = self._patterns.weigh(burst)
        found: dict[SignCode, list[Evidence]] = {}
        for evidence in weighing.evidence:
            found.setdefault(evidence.code, []).append(evidence)
        if self._trained is None:
            findings = self._by_patterns(found, burst)
        else:
            findings = self._together(self._trained, found, burst, weighing.retracted)
        enough = [finding for finding in findings if finding.confidence >= self._thresholds.asked]
        return SignReading(
            findings=tuple(sorted(enough, key=lambda finding: (-finding.confidence, finding.code))),
            retracted=weighing.retracted,
        )

    def _by_patterns(self, found: Mapping[SignCode, list[Evidence]], burst: Sequence[str]) -> Iterator[Finding]:
        for evidence in found.values():
            yield self._finding(_clearest(evidence), joined_weight(evidence), burst)

    def _together(
        self,
        trained: TrainedSource,
        found: Mapping[SignCode, list[Evidence]],
        burst: Sequence[str],
        retracted: frozenset[SignCode],
    ) -> Iterator[Finding]:
        readings = trained.read(burst)
        for code in SIGN_CODES:
            evidence = found.get(code, [])
            # The model knows no order: what is taken back counts only where a pattern stands behind that.
            if code in retracted and not evidence:
                continue
            weight = joined_weight(evidence)
            options = [(reading.odds_of(code, weight), reading) for reading in readings]
            if weight >= _STRONG:
                alone = trained.read((_sentence(burst, evidence),))[0]
                options.append((alone.odds_of(code, weight) - _LEFT_OUT, alone))
            odds, reading = max(options, key=lambda option: option[0])
            confidence = 1 / (1 + exp(-odds))
            if confidence < self._thresholds.asked:
                continue
            words = _clearest(evidence) if evidence else reading.evidence(code)
            if words is not None:
                yield self._finding(words, confidence, burst)

    def _finding(self, words: Evidence, confidence: float, burst: Sequence[str]) -> Finding:
        end = _phrase_end(burst[words.message], words.start, words.end)
        confidence = round(confidence, 3)
        return Finding(
            code=words.code,
            quote=burst[words.message][words.start : end],
            message=words.message,
            start=words.start,
            end=end,
            confidence=confidence,
            sure=confidence >= self._thresholds.sure,
        )


def joined_weight(found: Iterable[Evidence]) -> float:
    """Evidence from separate words adds up, from 0 to 1; from the same words only the best counts."""
    apart: list[Evidence] = []
    for evidence in sorted(found, key=lambda one: -one.weight):
        if not any(_overlap(evidence, other) for other in apart):
            apart.append(evidence)
    return 1 - prod(1 - evidence.weight for evidence in apart)


def _clearest(found: Iterable[Evidence]) -> Evidence:
    """The strongest; of equals the one with the fewest words."""
    return min(found, key=lambda evidence: (-evidence.weight, evidence.end - evidence.start))


def _sentence(burst: Sequence[str], found: Iterable[Evidence]) -> str:
    """The sentence in which the clearest evidence begins."""
    words = _clearest(found)
    text = burst[words.message]
    begin = max((end.end() for end in _SENTENCE_ENDS.finditer(text, 0, words.start)), default=0)
    after = _SENTENCE_ENDS.search(text, words.end)
    return text[begin : after.end() if after else len(text)]


def _phrase_end(text: str, start: int, end: int) -> int:
    """Where a quote that is too short to be understood alone ends as a phrase."""
    while end < len(text) and end - start < _READABLE and text[end] not in _PHRASE_ENDS:
        end += 1
    return end


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.message == other.message and one.start < other.end and other.start < one.end
