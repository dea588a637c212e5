"""Find what stands twice."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from dialogs.yaml_files import Place

T = TypeVar("T", bound=Hashable)


def twins(named: Iterable[tuple[Place, T]]) -> Iterator[tuple[Place, T]]:
    """Every name that stood before, at its later place."""
    seen: set[T] = set()
    for place, name in named:
        if name in seen:
            yield place, name
        seen.add(name)
