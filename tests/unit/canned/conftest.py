"""The library that ships, and a small one that a test may break."""

import shutil
from pathlib import Path

import pytest

from dialogs.canned.library import Library
from dialogs.canned.load import load_library
from dialogs.catalog_files import CONTENT_DIR


@pytest.fixture(scope="session")
def library() -> Library:
    """The canned replies that ship."""
    return load_library(CONTENT_DIR)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the canned replies, with what they need."""
    root = tmp_path / "ja"
    for name in ("canned", "canned_variables.yaml", "desks.yaml", "signs/folding.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (CONTENT_DIR / name).is_dir() else shutil.copy
        copy(CONTENT_DIR / name, root / name)
    return root
