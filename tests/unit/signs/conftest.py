from collections.abc import Callable
from pathlib import Path

import pytest

from dialogs.signs.combined import CombinedDetector
from dialogs.signs.detector import Detector
from dialogs.signs.load import load_detector, load_patterns

CONTENT = Path(__file__).parents[3] / "dialogs" / "content" / "ja"

Codes = Callable[..., set[str]]


@pytest.fixture(scope="session")
def content() -> Path:
    return CONTENT


@pytest.fixture(scope="session")
def detector() -> Detector:
    return load_detector(CONTENT)


@pytest.fixture(scope="session")
def codes() -> Codes:
    """The codes that the patterns alone assert for a burst: they hold the rules, the model holds what is usual."""
    patterns = CombinedDetector(load_patterns(CONTENT))

    def of(*burst: str) -> set[str]:
        return {str(finding.code) for finding in patterns.detect(burst).findings if finding.sure}

    return of
