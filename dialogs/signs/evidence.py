"""What a source of evidence says about one burst, before anybody decides whether it is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dialogs.conversation import SignCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of the burst that speak for a sign; ``burst[message][start:end]`` is the quote."""

    code: SignCode
    message: int
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """All that one source found in a burst; codes that the person takes back are in `retracted`."""

    evidence: tuple[Evidence, ...] = ()
    retracted: frozenset[SignCode] = frozenset()


class EvidenceSource(Protocol):
    """Looks for words that speak for a sign; the patterns are one, a test may bring another."""

    def weigh(self, burst: Sequence[str]) -> Weighing:
        """Return everything that speaks for a sign; never raises, whatever the text is."""
        ...
