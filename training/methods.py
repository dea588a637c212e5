"""What each way of finding signs brings on voices that it has not learned from: ``python -m training.methods``.

Every model is given the threshold that is best for it on the very messages that it is measured on, so that ways with
scales of their own can be compared; the detector that ships is measured with its own thresholds in evaluate.py.
With ``--write`` the table goes into docs/measurements/methods.md. About ten minutes.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from dialogs.catalog_files import CONTENT_DIR
from dialogs.signs.grams import LONGEST
from dialogs.signs.load import load_folder, load_patterns
from dialogs.signs.trained import text_numbers
from training.corpus import Message, Plain, read_first, read_messages, sets_to_test_on
from training.features import labels, matrix, vocabulary
from training.train import SEEN_IN, fit, pattern_weights

TABLE = Path(__file__).parents[1] / "docs" / "measurements" / "methods.md"
_THRESHOLDS = np.arange(-4, 4, 0.1)
#: How much the model of any sign counts beside that of one sign: about what training fits.
_ANY = 0.2

Read = Callable[[Message | Plain], list[Any]]


def main() -> None:
    """Print the table, or write it."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--write", action="store_true")
    text = "\n".join([*_HEAD, *rows(), "", f"SudachiPy with its small dictionary: {sudachi_mebibytes():.0f} MB.", ""])
    if arguments.parse_args().write:
        TABLE.write_text(text, encoding="utf-8")
    else:
        print(text)


def rows() -> Iterator[str]:
    """One line of the table for each way, as soon as it is measured."""
    patterns = load_patterns(CONTENT_DIR)
    sets = sets_to_test_on()
    yield _row("patterns", [_best(pattern_weights(heard, patterns), heard) for heard in sets.values()])
    for name, read, has_any in _ways():
        print(name, file=sys.stderr)
        yield _row(name, list(_measured(read, list(sets.values()), has_any=has_any)))


def _ways() -> Iterator[tuple[str, Read, bool]]:
    folder = load_folder(CONTENT_DIR)

    def both(message: Message | Plain) -> list[Any]:
        return text_numbers(folder.fold((message.text,)), (message.text,))

    yield "runs of characters, folded spelling", lambda message: both(message)[:LONGEST], False
    yield "runs of characters, plain spelling", lambda message: both(message)[LONGEST:], False
    yield "runs of characters, both spellings", both, False
    yield "both spellings, and any sign", both, True
    words = normalised_words()
    yield "both spellings, any sign, normalised words", lambda message: [*both(message), *words(message)], True


def _measured(read: Read, sets: Sequence[Sequence[Message]], *, has_any: bool) -> Iterator[float]:
    learned: list[Message | Plain] = [*read_messages("train"), *read_first("made_with")]
    grams = [np.unique(np.concatenate(read(message))) for message in learned]
    numbers, rarity = vocabulary(grams, SEEN_IN)
    coefficients, bias = fit(matrix(grams, numbers, rarity), labels(learned))
    for heard in sets:
        mine = matrix([np.unique(np.concatenate(read(message))) for message in heard], numbers, rarity)
        odds = mine @ coefficients.T + bias
        yield _best(odds[:, :-1] + (_ANY * odds[:, -1:] if has_any else 0), heard)


def normalised_words() -> Read:
    """The words of a message in SudachiPy's normalised form, and every two neighbours of them."""
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415  (its memory is measured below, without the rest)

    tokenizer = Dictionary(dict="small").create()

    def read(message: Message | Plain) -> list[Any]:
        words = [word.normalized_form() for word in tokenizer.tokenize(message.text, SplitMode.B)]
        pairs = [f"{one} {other}" for one, other in pairwise(words)]
        return [np.array([crc32(word.encode()) for word in [*words, *pairs]], dtype=np.uint32)]

    return read


def sudachi_mebibytes() -> float:
    """What a process grows by that loads SudachiPy with its small dictionary, on Linux."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_growth)


def _growth() -> float:
    before = _resident()
    normalised_words()(Plain(id="", text="サインを急がされた", signs=()))
    return _resident() - before


def _resident() -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _best(odds: Any, heard: Sequence[Message]) -> float:
    truth = labels(heard)
    return max(_f1(odds > threshold, truth) for threshold in _THRESHOLDS)


def _f1(found: Any, truth: Any) -> float:
    return float(2 * (found & truth).sum() / max(found.sum() + truth.sum(), 1))


def _row(name: str, scores: Sequence[float]) -> str:
    return f"| {name} | {' | '.join(f'{score:.3f}' for score in scores)} |"


_HEAD = (
    "# Ways of finding signs, compared",
    "",
    "Written by `python -m training.methods --write`; what was kept and why stands in [detection.md](../detection.md).",
    "F1 on writers not learned from, each way at the threshold that is best for it on the set measured.",
    "",
    "| way | everyday test writers | hard test writers |",
    "|---|---|---|",
)

if __name__ == "__main__":
    main()
