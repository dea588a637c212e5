"""Services on Slack, and people that no other test knows."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.slack_webhooks import user
from tests.integration.slack.on_slack import OnSlack, on_slack

_numbers = itertools.count(1)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[OnSlack]:
    """A service around a fake dialog, for one test."""
    with on_slack(tmp_path / "var") as running:
        yield running


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnSlack]:
    """The whole service, for all tests of a module."""
    with on_slack(tmp_path_factory.mktemp("data"), is_whole=True) as running:
        yield running


@pytest.fixture
def someone() -> Callable[[], str]:
    """Gives a person who has not been here before."""
    return lambda: user(next(_numbers))


@pytest.fixture
def me(someone: Callable[[], str]) -> str:
    """A person who has not been here before."""
    return someone()
