from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dialogs.conversation import SlotKey
from dialogs.slots.extractor import SlotExtractor
from dialogs.slots.load import load_extractor

CONTENT = Path(__file__).parents[3] / "dialogs" / "content" / "ja"
TODAY = date(2026, 11, 20)  # a Friday

Read = Callable[..., str | int | bool | None]


@pytest.fixture(scope="session")
def extractor() -> SlotExtractor:
    return load_extractor(CONTENT)


@pytest.fixture(scope="session")
def read(extractor: SlotExtractor) -> Read:
    """The value of one slot in a text, None where it is not stated."""

    def value(key: SlotKey, text: str, *, asked: SlotKey | None = None, today: date = TODAY) -> str | int | bool | None:
        slots = extractor.extract(text, today=today, asked=asked)
        return next((slot.value for slot in slots if slot.key == key), None)

    return value
