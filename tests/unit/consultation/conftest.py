"""The pages on a new SQLite file behind a real server, and browsers without a screen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.fakes.consultation import Pages, create_pages
from tests.fakes.server import serving

OpenBrowser = Callable[[], httpx.Client]


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    """The application and what it stands on."""
    pages = create_pages(tmp_path, draj_form_url="https://example.com/form")
    yield pages
    pages.store.close()


@pytest.fixture
def browser(pages: Pages) -> Iterator[OpenBrowser]:
    """Opens one more browser, each with its own cookies; redirects are looked at one by one."""
    with ExitStack() as stack:
        address = stack.enter_context(serving(pages.app))
        yield lambda: stack.enter_context(httpx.Client(base_url=address, timeout=10))
