from pathlib import Path

import pytest

from dialogs.routes.load import load_route_reader
from dialogs.routes.reader import RouteReader
from dialogs.slots.extractor import SlotExtractor
from dialogs.slots.load import load_extractor

CONTENT = Path(__file__).parents[3] / "dialogs" / "content" / "ja"


@pytest.fixture(scope="session")
def reader() -> RouteReader:
    return load_route_reader(CONTENT)


@pytest.fixture(scope="session")
def extractor() -> SlotExtractor:
    return load_extractor(CONTENT)
