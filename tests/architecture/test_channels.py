"""Who knows one channel finds the way in every other."""

import pytest

from tests.architecture.tree import ROOT

CHANNELS = sorted(path.parent.name for path in (ROOT / "adapters").glob("*/__init__.py"))


def test_there_are_channels() -> None:
    assert {"line", "slack", "web"} <= set(CHANNELS)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_has_the_same_four_modules(channel: str) -> None:
    names = {path.stem for path in (ROOT / "adapters" / channel).glob("*.py")}
    assert {"parsing", "rendering", "sending", "adapter"} <= names
