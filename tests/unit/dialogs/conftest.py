"""The dialog as it ships; building it takes a moment, so once for all tests of a worker."""

import pytest

from dialogs.build import build_engine
from dialogs.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return build_engine()
