"""A detector that finds what it is told to."""

from collections.abc import Mapping, Sequence

from dialogs.conversation import Finding, SignCode
from dialogs.signs.detector import SignReading


class FakeDetector:
    """Is in doubt about a sign where its word stands in the newest message, and finds nothing else."""

    def __init__(self, doubted: Mapping[str, SignCode]) -> None:
        self._doubted = doubted

    def detect(self, burst: Sequence[str]) -> SignReading:
        """Read the newest message."""
        text, message = burst[-1], len(burst) - 1
        found = [(word, code, text.find(word)) for word, code in self._doubted.items() if word in text]
        findings = tuple(
            Finding(
                code=code,
                quote=word,
                message=message,
                start=start,
                end=start + len(word),
                confidence=0.5,
                sure=False,
            )
            for word, code, start in found
        )
        return SignReading(findings=findings)
