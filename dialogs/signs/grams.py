"""Runs of one to five characters of a text as numbers that a trained model has weights for."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.uint32]

LONGEST = 5
_PRIME = np.uint32(0x01000193)
_BASIS = 0x811C9DC5


def find_rows(numbers: Numbers, among: Numbers) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where each of `numbers` stands in the sorted `among`, and whether it does."""
    rows = np.searchsorted(among, numbers)
    rows[rows == among.size] = 0
    return rows, among[rows] == numbers


def gram_numbers(text: str, seed: int) -> list[Numbers]:
    """For each length from 1 to LONGEST the numbers of all runs, each at the place where its run begins.

    The numbers are an FNV-1a hash over code points; `seed` keeps the runs of two spellings apart.
    """
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    number = np.full(letters.size, _BASIS ^ seed, dtype=np.uint32)
    lengths = []
    for length in range(1, LONGEST + 1):
        number = (number[: max(0, letters.size - length + 1)] ^ letters[length - 1 :]) * _PRIME
        lengths.append(number)
    return lengths
