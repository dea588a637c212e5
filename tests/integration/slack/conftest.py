"""Services on Slack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.slack.on_slack import OnSlack, on_slack


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
