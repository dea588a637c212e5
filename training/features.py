"""The messages of the corpus as the sparse rows that the model learns from."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from dialogs.conversation import SIGN_CODES
from dialogs.signs.folding import Folder
from dialogs.signs.grams import find_rows
from dialogs.signs.trained import text_numbers
from training.corpus import Message, Plain


def gram_sets(messages: Sequence[Message | Plain], folder: Folder) -> list[Any]:
    """The numbers of all different runs of each message."""
    return [
        np.unique(np.concatenate(text_numbers(folder.fold((message.text,)), (message.text,)))) for message in messages
    ]


def vocabulary(grams: Sequence[Any], seen_in: int) -> tuple[Any, Any]:
    """The runs that stand in at least so many messages, sorted, and how rare each is (smoothed idf)."""
    numbers, counts = np.unique(np.concatenate(grams), return_counts=True)
    kept = counts >= seen_in
    return numbers[kept], (np.log((1 + len(grams)) / (1 + counts[kept])) + 1).astype(np.float32)


def matrix(grams: Sequence[Any], numbers: Any, rarity: Any) -> Any:
    """One row a message: the rarity of each of its known runs, divided by their length as a vector."""
    columns, values, ends = [], [], [0]
    for mine in grams:
        rows, known = find_rows(mine, numbers)
        rows = rows[known]
        columns.append(rows)
        values.append(rarity[rows] / max(float(np.linalg.norm(rarity[rows])), 1e-6))
        ends.append(ends[-1] + rows.size)
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(grams), numbers.size))


def labels(messages: Sequence[Message | Plain]) -> Any:
    """One row a message, one column a sign."""
    return np.array([[code in message.signs for code in SIGN_CODES] for message in messages])
