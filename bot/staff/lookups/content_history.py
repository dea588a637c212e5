"""Who changed the content last, as the repository tells it; an installed package has none beside it."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

_PATIENCE_SECONDS: Final = 3.0
_CHANGE, _FIELD = "\x1e", "\x1f"
#: For each change its day, its author and its first line, then the files.
_FORMAT: Final = f"--format={_CHANGE}%cs{_FIELD}%an{_FIELD}%s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One commit that touched the content."""

    day: date
    who: str
    what: str
    #: Below the content folder.
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The latest changes, the newest first, and how many files differ from all of them."""

    changes: tuple[Change, ...]
    unsaved: int


async def read_history(content_dir: Path, limit: int) -> History | None:
    """At most `limit` changes; None where the content is no part of a repository, or git does not answer."""
    return await asyncio.to_thread(_read_history, content_dir, limit)


def _read_history(content_dir: Path, limit: int) -> History | None:
    git = shutil.which("git")
    if git is None:
        return None
    try:
        log = _run(git, content_dir, "log", f"-{limit}", _FORMAT, "--name-only", "--relative", "--", ".")
        status = _run(git, content_dir, "status", "--porcelain", "--", ".")
    except (OSError, subprocess.SubprocessError):
        return None
    changes = tuple(_changes(log))
    return History(changes=changes, unsaved=len(status.splitlines())) if changes else None


def _run(git: str, folder: Path, *arguments: str) -> str:
    quiet = ("--no-optional-locks", "-c", "core.quotepath=off")
    finished = subprocess.run(  # noqa: S603  (git, with arguments of our own)
        [git, *quiet, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE_SECONDS,
        check=True,
    )
    return finished.stdout.decode("utf-8", "replace")


def _changes(log: str) -> Iterator[Change]:
    for change in log.split(_CHANGE)[1:]:
        head, *files = change.splitlines()
        day, who, what = head.split(_FIELD, 2)
        yield Change(
            day=date.fromisoformat(day), who=who, what=what, files=tuple(name for name in files if name.strip())
        )
