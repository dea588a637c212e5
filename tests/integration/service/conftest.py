"""Services for a test, all on one data folder."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fakes.channel import FakeChannel
from tests.integration.service.running import Running, Start, running


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start services on one data folder; all of them end with the test."""
    with ExitStack() as stack:

        def start_one(channel: FakeChannel | None = None, *, hours_later: float = 0) -> Running:
            return stack.enter_context(running(tmp_path / "var", channel or FakeChannel(), hours_later=hours_later))

        yield start_one
