"""Train the model of the signs and write the small file that the service reads: ``make train``.

Every sign gets a logistic regression over runs of characters, and all messages together one more that tells messages
with a sign from those without: negation, hypothesis and other trades read alike whatever the sign is. How much each of
them and the patterns count is fitted on everyday writers that the models have not learned from.
The same corpus and content give the same file.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES
from dialogs.signs.combined import joined_weight
from dialogs.signs.load import load_folder, load_patterns, trained_file
from dialogs.signs.patterns import PatternSource
from dialogs.signs.trained import Trust
from training.corpus import Message, read_first, read_messages
from training.features import gram_sets, labels, matrix, vocabulary
from training.kana import in_kana

#: A run that only two messages have teaches little about others.
SEEN_IN = 3
#: So many runs are kept, those that tell most; more do not find more.
KEPT = 72_000
#: A missed sign costs more than a question too many; the fit of the confidence evens it out.
_SIGN_COUNTS = 3
_STRENGTH = 60
#: Writers are learned from in turns: the others say how far to trust what was learned.
TURNS = 4
#: Weights are kept as whole numbers from -127 to 127.
_STEPS = 127


def main() -> None:
    """Train on the voices to learn from, and write."""
    messages = read_messages("train")
    always = [*read_first("made_with"), *in_kana(messages)]
    grams = gram_sets([*messages, *always], load_folder(CONTENT_DIR))
    truth = labels([*messages, *always])
    everyday = [at for at, message in enumerate(messages) if message.is_everyday]
    odds = apart(messages, grams, truth)[everyday]
    patterns = pattern_weights([messages[at] for at in everyday], load_patterns(CONTENT_DIR))
    trust, sign_bias = fit_trust(odds, patterns, truth[everyday])
    numbers, rarity, weights, bias = fit_kept(grams, truth)
    scale = np.abs(weights).max(axis=1) / _STEPS
    arrays = {
        "numbers": numbers,
        "rarity": rarity.astype(np.float16),
        "weights": np.rint(weights / scale[:, None]).astype(np.int8).T.copy(),
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
        "sign_bias": sign_bias.astype(np.float32),
        **{name: np.array(value, dtype=np.float32) for name, value in asdict(trust).items()},
    }
    np.savez_compressed(trained_file(CONTENT_DIR), allow_pickle=False, **arrays)
    print(f"{len(grams)} messages, {numbers.size} runs, {trained_file(CONTENT_DIR).stat().st_size:,} bytes; {trust}")


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


def fit_trust(odds: Any, patterns: Any, truth: Any) -> tuple[Trust, Any]:
    """Fit one logistic regression over all signs, with a bias for each."""
    signs = truth.shape[1]
    own, any_sign = odds[:, :-1], np.repeat(odds[:, -1:], signs, axis=1)
    columns = {
        "sign": own,
        "sign_against": np.minimum(own, 0),
        "any": any_sign,
        "any_against": np.minimum(any_sign, 0),
        "pattern": patterns,
    }
    each = np.tile(np.eye(signs), (len(truth), 1))
    rows = np.column_stack([*(column.ravel() for column in columns.values()), each])
    fitted = LogisticRegression(C=10, max_iter=1000).fit(rows, truth.ravel())
    values = fitted.coef_[0]
    trust = Trust(**{name: float(value) for name, value in zip(columns, values, strict=False)})
    return trust, values[len(columns) :] + fitted.intercept_[0]


if __name__ == "__main__":
    main()
