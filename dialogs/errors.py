"""The errors of the core.

HitoikiError
└── ContentError      the content files have faults; carries all of them
"""

from collections.abc import Sequence
from dataclasses import dataclass


class HitoikiError(Exception):
    """Root of every error that this project raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault in a content file, printed as ``path:line: code message``."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class ContentError(HitoikiError):
    """The content files have faults; none of them is in use."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
