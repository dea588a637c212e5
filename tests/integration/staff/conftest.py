"""Services with a staff desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.staff.on_desk import OnDesk, on_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OnDesk]:
    """A whole service with a staff desk, for one test."""
    with on_desk(tmp_path / "var") as running:
        yield running


@pytest.fixture(scope="module")
def whole_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnDesk]:
    """The same, for all tests of a module."""
    with on_desk(tmp_path_factory.mktemp("data")) as running:
        yield running
