"""What may be in the repository."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT, tracked_files

MAX_BYTES = 1024 * 1024
#: Folders that only one machine has. `/tmp` by itself is a place in every container.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp)/\w")
REGISTRY_HOST = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org")


def test_no_file_is_large() -> None:
    assert [_name(path) for path in tracked_files() if path.stat().st_size > MAX_BYTES] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert _files_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert _files_with(REGISTRY_HOST) == []


def _files_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{_name(path)}:{number}"
        for path in tracked_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
