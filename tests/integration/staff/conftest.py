"""Services with a staff desk, and people that no other test knows."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.slack_webhooks import user
from tests.integration.staff.on_desk import OnDesk, on_desk

_numbers = itertools.count(1000)


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


@pytest.fixture
def someone() -> Callable[[], str]:
    """Gives a person who has not been here before."""
    return lambda: user(next(_numbers))


@pytest.fixture
def me(someone: Callable[[], str]) -> str:
    """A person who has not been here before."""
    return someone()
