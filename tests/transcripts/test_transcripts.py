"""Every written-down talk is answered as it is written."""

from pathlib import Path

import pytest

from dialogs.build import build_engine
from dialogs.engine import Engine
from dialogs.transcript import play, read_transcript

TALKS = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The dialog as it ships."""
    return build_engine()


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_talk_is_answered_as_written(path: Path, engine: Engine) -> None:
    differences = play(read_transcript(path), engine)

    assert not differences, "\n\n".join(map(str, differences))


def test_there_are_talks_for_every_road() -> None:
    assert len(TALKS) >= 40
