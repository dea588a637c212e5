"""One service for the tests that only talk, and one of its own for those that look at everything kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.integration.web.site import Site, running_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service that the tests of one file share: each visit is another person."""
    with running_site(Settings(data_dir=tmp_path_factory.mktemp("web"))) as running:
        yield running


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A service that nobody else has talked to."""
    with running_site(Settings(data_dir=tmp_path)) as running:
        yield running
