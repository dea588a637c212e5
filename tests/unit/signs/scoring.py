"""How well the asserted signs of labelled messages agree with their labels."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.signs.detector import Detector
from training.corpus import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of asserted signs, and of messages without any sign."""

    right: int
    wrong: int
    missed: int
    sign_free: int
    false_alarms: int

    @property
    def precision(self) -> float:
        """Of the asserted signs, how many are right."""
        return self.right / (self.right + self.wrong)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    @property
    def alarm_rate(self) -> float:
        """Of the messages without a sign, how many got one asserted."""
        return self.false_alarms / self.sign_free


def score(detector: Detector, messages: Iterable[Plain]) -> Score:
    """Compare what the detector asserts with the labels."""
    pairs = [(frozenset(message.signs), _asserted(detector, message.text)) for message in messages]
    free = [found for signs, found in pairs if not signs]
    return Score(
        right=sum(len(signs & found) for signs, found in pairs),
        wrong=sum(len(found - signs) for signs, found in pairs),
        missed=sum(len(signs - found) for signs, found in pairs),
        sign_free=len(free),
        false_alarms=sum(1 for found in free if found),
    )


def _asserted(detector: Detector, text: str) -> frozenset[str]:
    return frozenset(str(finding.code) for finding in detector.detect((text,)).findings if finding.sure)
