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
def codes(detector: Detector) -> Codes:
    """The codes that are asserted for a burst."""
    return _asserting(detector)


@pytest.fixture(scope="session")
def codes_of_patterns() -> Codes:
    """The codes that the patterns alone assert for a burst."""
    return _asserting(CombinedDetector(load_patterns(CONTENT)))


def _asserting(detector: Detector) -> Codes:
    def of(*burst: str) -> set[str]:
        return {str(finding.code) for finding in detector.detect(burst).findings if finding.sure}

    return of
