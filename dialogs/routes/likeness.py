"""Which road's sayings a text is most like, for texts that no rule is sure of."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from dialogs.conversation import Route

#: A shorter text is like everything.
SHORTEST = 8
#: So much likelier than the next road, in nats for each piece of the text, a road has to be.
MARGIN = 0.02
_SMOOTHING = 0.1
_SEEN_OFTEN_ENOUGH = 2


class Likeness:
    """Compares the pieces of a text (one and two characters) with those of each road's sayings."""

    def __init__(self, sayings: Mapping[Route, Sequence[str]]) -> None:
        counts = {
            route: Counter(piece for text in texts for piece in _pieces(text)) for route, texts in sayings.items()
        }
        overall = sum(counts.values(), Counter[str]())
        every = sum(len(texts) for texts in sayings.values())
        self._pieces = {piece for piece, seen in overall.items() if seen >= _SEEN_OFTEN_ENOUGH}
        self._weights: dict[Route, dict[str, float]] = {
            route: {
                piece: _log_share(counts[route][piece], len(sayings[route])) - _log_share(overall[piece], every)
                for piece in self._pieces
            }
            for route in sayings
        }

    def closest(self, reading: str) -> Route | None:
        """The road whose sayings the text is clearly most like, or None."""
        pieces = _pieces(reading) & self._pieces
        if len(reading) < SHORTEST or not pieces:
            return None
        scores = {
            route: sum(weights[piece] for piece in pieces) / len(pieces) for route, weights in self._weights.items()
        }
        best, next_best = sorted(scores, key=lambda route: scores[route], reverse=True)[:2]
        return best if scores[best] - scores[next_best] > MARGIN else None


def _pieces(reading: str) -> set[str]:
    return {reading[start : start + size] for size in (1, 2) for start in range(len(reading) - size + 1)}


def _log_share(seen: int, of: int) -> float:
    return math.log((seen + _SMOOTHING) / (of + 2 * _SMOOTHING))
