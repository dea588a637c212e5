"""The seam between the engine and whatever finds signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dialogs.conversation import Finding, SignCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReading:
    """What one burst says about signs.

    `findings` holds each code at most once, the surest first. `retracted` holds the codes that
    the person takes back in this burst.
    """

    findings: tuple[Finding, ...] = ()
    retracted: frozenset[SignCode] = frozenset()


class Detector(Protocol):
    """Finds signs in one burst: the newest message last, read together with those just before it."""

    def detect(self, burst: Sequence[str]) -> SignReading:
        """Return the signs of the whole burst; never raises, whatever the text is."""
        ...
