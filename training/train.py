"""Train the model of the signs and write the small file that the service reads: ``make train``.

Every sign gets a logistic regression over runs of characters, and all messages together one more that tells messages
with a sign from those without: negation, hypothesis and other trades read alike whatever the sign is. How much each of
them and the patterns count is fitted on voices that they have not learned from; the patterns then get more (below).
The same corpus and content give the same file.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES
from dialogs.signs.combined import joined_weight
from dialogs.signs.load import load_folder, load_patterns, trained_file
from dialogs.signs.patterns import PatternSource
from training.corpus import Message, read_first, read_messages
from training.features import gram_sets, labels, matrix, vocabulary
from training.kana import in_kana

#: A run that only two messages have teaches little about others.
SEEN_IN = 3
#: So many runs are kept, those that tell most; more do not find more.
KEPT = 80_000
#: A missed sign costs more than a question too many; the fit of the confidence evens it out.
_SIGN_COUNTS = 3
_STRENGTH = 60
#: Writers are learned from in turns: the others say how far to trust what was learned.
TURNS = 4
#: The corpus is written to be hard; in plain words patterns hold more often than there. So they count for more than
#: was fitted: on the corpus that costs some F1 and false alarms, on plain words it finds more (docs/detection.md).
_PLAIN_WORDS = 2.9
#: Weights are kept as whole numbers from -127 to 127.
_STEPS = 127


def main() -> None:
    """Train on the voices to learn from, and write."""
    messages = read_messages("train")
    always = [*read_first("made_with"), *in_kana(messages)]
    grams = gram_sets([*messages, *always], load_folder(CONTENT_DIR))
    truth = labels([*messages, *always])
    patterns = pattern_weights(messages, load_patterns(CONTENT_DIR))
    trust = fit_trust(apart(messages, grams, truth), patterns, truth[: len(messages)])
    numbers, rarity, coefficients, bias = fit_kept(grams, truth)
    weights = trust.sign * coefficients[:-1] + trust.any * coefficients[-1]
    scale = np.abs(weights).max(axis=1) / _STEPS
    np.savez_compressed(
        trained_file(CONTENT_DIR),
        numbers=numbers,
        rarity=rarity.astype(np.float32),
        weights=np.rint(weights / scale[:, None]).astype(np.int8).T.copy(),
        scale=scale.astype(np.float32),
        bias=(trust.sign * bias[:-1] + trust.any * bias[-1] + trust.bias).astype(np.float32),
        pattern=np.float32(_PLAIN_WORDS * trust.pattern),
    )
    print(f"{len(grams)} messages, {numbers.size} runs, {trained_file(CONTENT_DIR).stat().st_size:,} bytes; {trust}")


class Trust:
    """How much the model of a sign, the model of any sign and a pattern add to the log-odds."""

    def __init__(self, fitted: Any) -> None:
        self.sign, self.any, self.pattern = (float(value) for value in fitted.coef_[0][:3])
        self.bias = fitted.coef_[0][3:] + fitted.intercept_[0]

    def __repr__(self) -> str:
        return f"sign {self.sign:.2f}, any sign {self.any:.2f}, pattern {self.pattern:.2f}"


def fit_kept(grams: Sequence[Any], truth: Any) -> tuple[Any, Any, Any, Any]:
    """Runs, their rarity, and for each sign and for any sign the weights and the bias."""
    numbers, rarity = vocabulary(grams, SEEN_IN)
    coefficients, _ = fit(matrix(grams, numbers, rarity), truth)
    kept = np.sort(np.argsort(-(np.abs(coefficients) * rarity).max(axis=0), kind="stable")[:KEPT])
    numbers, rarity = numbers[kept], rarity[kept]
    return numbers, rarity, *fit(matrix(grams, numbers, rarity), truth)


def fit(rows: Any, truth: Any) -> tuple[Any, Any]:
    """One row of weights and one bias for each sign, and at the end for any sign."""
    targets = [*truth.T, truth.any(axis=1)]
    counts = [_SIGN_COUNTS] * truth.shape[1] + [1]
    with ThreadPoolExecutor() as threads:
        models = list(threads.map(lambda target, count: _fit_one(rows, target, count), targets, counts))
    return np.vstack([model.coef_[0] for model in models]), np.array([model.intercept_[0] for model in models])


def _fit_one(rows: Any, target: Any, sign_counts: int) -> Any:
    model = LogisticRegression(C=_STRENGTH, class_weight={0: 1, 1: sign_counts}, solver="liblinear", random_state=0)
    return model.fit(rows, target)


def apart(messages: Sequence[Message], grams: Sequence[Any], truth: Any) -> Any:
    """The log-odds that models give to messages of writers whom they have not learned from.

    What stands in `grams` after `messages` is learned from by the end only: the first set because the patterns know
    it, the readings in kana because they are the same messages once more.
    """
    writers = sorted({message.writer for message in messages})
    turn = [writers.index(message.writer) % TURNS for message in messages]
    odds = np.zeros((len(messages), truth.shape[1] + 1))
    for number in range(TURNS):
        learned = [at for at, mine in enumerate(turn) if mine != number]
        heard = [at for at, mine in enumerate(turn) if mine == number]
        known, rarity = vocabulary([grams[at] for at in learned], SEEN_IN)
        coefficients, bias = fit(matrix([grams[at] for at in learned], known, rarity), truth[learned])
        odds[heard] = matrix([grams[at] for at in heard], known, rarity) @ coefficients.T + bias
    return odds


def pattern_weights(messages: Sequence[Message], patterns: PatternSource) -> Any:
    """What the patterns find in each message, from 0 to 1 for each sign."""
    return np.array([_pattern_row(message, patterns) for message in messages])


def _pattern_row(message: Message, patterns: PatternSource) -> list[float]:
    evidence = patterns.weigh((message.text,)).evidence
    return [joined_weight([one for one in evidence if one.code == code]) for code in SIGN_CODES]


def fit_trust(odds: Any, patterns: Any, truth: Any) -> Trust:
    """Fit one logistic regression over all signs, with a bias for each."""
    signs = truth.shape[1]
    any_sign = np.repeat(odds[:, -1:], signs, axis=1)
    each = np.tile(np.eye(signs), (len(truth), 1))
    rows = np.column_stack([odds[:, :-1].ravel(), any_sign.ravel(), patterns.ravel(), each])
    return Trust(LogisticRegression(C=10, max_iter=1000).fit(rows, truth.ravel()))


if __name__ == "__main__":
    main()
