"""What a linear model over runs of characters, made by ``make train`` from the corpus, says about a text."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dialogs.conversation import SIGN_CODES, SignCode
from dialogs.signs.evidence import Evidence
from dialogs.signs.folding import Folded, Folder
from dialogs.signs.grams import LONGEST, Numbers, find_rows, gram_numbers

Floats: TypeAlias = NDArray[np.float32]

#: Seeds of the two spellings that are read: the folded one, and the plain one.
FOLDED, PLAIN = 0, 1
#: A message is as long as this at most for the model: it has learned from messages, not from novels.
_READ_AT_MOST = 2_000
_LONGEST_QUOTE = 30
#: What each further character of a quote costs, as a share of its best character.
_LENGTH_COST = 0.2
_COLUMN = {code: column for column, code in enumerate(SIGN_CODES)}


def text_numbers(folded: Folded, burst: Sequence[str]) -> list[Numbers]:
    """The numbers of every run in both spellings, the folded ones first.

    Both begin and end with a line end: how a message ends tells a report from a question or a plan.
    """
    plain = unicodedata.normalize("NFKC", "\n".join(filter(None, burst))).lower()
    return [*gram_numbers(f"\n{folded.text}\n", FOLDED), *gram_numbers(f"\n{plain}\n", PLAIN)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How much each source of evidence adds to the log-odds of a sign; fitted on writers that none was made with."""

    #: What the model of the sign says, and what it counts besides where it speaks against the sign.
    sign: float
    sign_against: float
    #: The same for the model of any sign.
    any: float
    any_against: float
    #: The weight of the patterns.
    pattern: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model: sorted `numbers` of the runs, how rare each is, and its weight for each of SIGN_CODES and for any."""

    numbers: Numbers
    rarity: NDArray[np.float16]
    #: Steps of `scale`, from -127 to 127; one row a run, one column a sign and a last one for any.
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    #: What is added for each sign after everything else.
    sign_bias: Floats
    trust: Trust


def load_weights(path: Path) -> Weights:
    """Read what ``make train`` wrote; raises OSError or ValueError where it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    trust = Trust(**{name: float(arrays.pop(name)) for name in Trust.__slots__})
    return Weights(trust=trust, **arrays)


class TrainedSource:
    """Reads a burst with a trained model."""

    def __init__(self, folder: Folder, weights: Weights) -> None:
        self.weights = weights
        self._folder = folder

    def read(self, burst: Sequence[str]) -> tuple["TrainedReading", ...]:
        """What the model says about the newest message and, where others stand before it, about the whole burst."""
        whole = range(len(burst))
        parts = (whole, whole[-1:]) if len(burst) > 1 else (whole,)
        return tuple(self._read_part(burst, part) for part in parts)

    def _read_part(self, burst: Sequence[str], part: range) -> "TrainedReading":
        texts = [message[-_READ_AT_MOST:] if at in part else "" for at, message in enumerate(burst)]
        offsets = [max(0, len(message) - _READ_AT_MOST) for message in burst]
        return TrainedReading(self._folder.fold(texts), texts, offsets, self.weights)


class TrainedReading:
    """The log-odds of every sign in one text, and the words that speak for it."""

    def __init__(self, folded: Folded, burst: Sequence[str], offsets: Sequence[int], model: Weights) -> None:
        self._folded = folded
        self._offsets = offsets
        self._model = model
        self._lengths = text_numbers(folded, burst)
        numbers, counts = np.unique(np.concatenate(self._lengths), return_counts=True)
        rows, known = find_rows(numbers, model.numbers)
        self._rows, self._counts = rows[known], counts[known]
        rarity = model.rarity[self._rows].astype(np.float32)
        self._values = rarity / max(float(np.linalg.norm(rarity)), 1e-6)
        models = (self._values @ model.weights[self._rows].astype(np.float32)) * model.scale + model.bias
        self._odds = models[:-1]
        self._any = float(models[-1])

    def odds_of(self, code: SignCode, pattern_weight: float) -> float:
        """The log-odds of one sign, given how much the patterns found of it."""
        trust, column = self._model.trust, _COLUMN[code]
        own = float(self._odds[column])
        odds = trust.sign * own + trust.sign_against * min(own, 0.0)
        odds += trust.any * self._any + trust.any_against * min(self._any, 0.0)
        return odds + trust.pattern * pattern_weight + float(self._model.sign_bias[column])

    def evidence(self, code: SignCode) -> Evidence | None:
        """The run of characters inside one message that tells most for `code`, as it was written."""
        shares = self._shares(_COLUMN[code])
        span = _best_run(shares, self._folded)
        if span is None:
            return None
        first, last = span
        message = self._folded.message[first]
        return Evidence(
            code=code,
            message=message,
            start=self._folded.starts[first] + self._offsets[message],
            end=self._folded.ends[last] + self._offsets[message],
            weight=1.0,
        )

    def _shares(self, column: int) -> Floats:
        """How much each character of the folded text adds to the log-odds of one sign."""
        worth = np.zeros(self._model.numbers.size, dtype=np.float32)
        worth[self._rows] = self._values * self._model.weights[self._rows, column] / self._counts
        # The runs reach over the line ends around the text.
        steps = np.zeros(len(self._folded.text) + 3, dtype=np.float32)
        for length, numbers in enumerate(self._lengths[:LONGEST], start=1):
            rows, known = find_rows(numbers, self._model.numbers)
            each = np.where(known, worth[rows], 0) / length
            steps[: each.size] += each
            steps[length : length + each.size] -= each
        return np.cumsum(steps)[1:-2]


def _best_run(shares: Floats, folded: Folded) -> tuple[int, int] | None:
    """The first and the last character of the run whose shares, less a cost for its length, add up to most."""
    cost = max(float(shares.max(initial=0.0)), 0.0) * _LENGTH_COST
    best, best_total = None, 0.0
    total, start = 0.0, 0
    for at, share in enumerate(shares.tolist()):
        is_new = folded.message[at] != folded.message[start] or at - start >= _LONGEST_QUOTE
        if total <= 0 or is_new:
            total, start = 0.0, at
        total += share - cost
        if total > best_total and folded.ends[at] > folded.starts[start]:
            best, best_total = (start, at), total
    return best
