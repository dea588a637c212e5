"""A copy of the real content with one step more, so that a test can break one thing."""

import shutil
from pathlib import Path

import pytest

from dialogs.catalog_files import CONTENT_DIR

PROBE = "dialogs/probe.yaml"
SOUND_STEP = """
    ask: どちらにしますか。
    choices:
      - {id: left, label: ひだり, goto: end/closed}
      - {id: right, label: みぎ, goto: start/menu}
"""


@pytest.fixture(scope="session")
def sound_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with the step probe/one, without the words that are only looked for; it has no fault."""
    root = tmp_path_factory.mktemp("sound") / "ja"
    shutil.copytree(
        CONTENT_DIR, root, ignore=shutil.ignore_patterns("slots", "routes", "families.yaml", "polarity.yaml")
    )
    words = root / "words.yaml"
    text = words.read_text(encoding="utf-8")
    command = "commands:\n  probe: {words: [しらべるだけ], goto: probe/one}\n"
    words.write_text(text.replace("commands:\n", command, 1), encoding="utf-8")
    (root / PROBE).write_text(f"steps:\n  one:{SOUND_STEP}", encoding="utf-8")
    return root


@pytest.fixture
def content(sound_content: Path, tmp_path: Path) -> Path:
    """A copy of the sound content that the test may break."""
    root = tmp_path / "ja"
    shutil.copytree(sound_content, root)
    return root
