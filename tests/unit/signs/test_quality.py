"""What the patterns find alone, and that the figures in the docs are those of the detector that ships."""

import re
from collections import Counter
from typing import Literal

import pytest

from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES
from dialogs.signs.combined import CombinedDetector
from dialogs.signs.detector import Detector
from dialogs.signs.load import load_patterns
from training.corpus import read_first, read_messages
from training.evaluate import FIGURES, hear, score, tables

#: Sums of another processor may put a finding on the other side of a threshold; not many.
TOLERANCE = 0.004
NUMBER = re.compile(r"\d+\.\d+")


@pytest.mark.parametrize(
    ("name", "precision", "f1", "alarm_rate"),
    [("made_with", 0.95, 0.93, 0.02), ("kept_aside", 0.93, 0.91, 0.04)],
)
def test_floor_of_the_patterns_alone(
    name: Literal["made_with", "kept_aside"], precision: float, f1: float, alarm_rate: float
) -> None:
    result = score(hear(CombinedDetector(load_patterns(CONTENT_DIR)), read_first(name)))
    assert result.precision is not None
    assert result.f1 is not None
    assert result.alarm_rate is not None
    assert (result.precision >= precision, result.f1 >= f1, result.alarm_rate <= alarm_rate) == (True, True, True), (
        result
    )


def test_the_figures_in_the_docs_are_those_of_today(detector: Detector) -> None:
    written = [line for line in FIGURES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    today = [line for line in tables(detector, hear(detector, read_messages("test"))) if line.startswith("| ")]

    assert [NUMBER.sub("", line) for line in written] == [NUMBER.sub("", line) for line in today], "run make eval"
    far = [
        (old, new)
        for old, new in zip(written, today, strict=True)
        for one, other in zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
        if abs(float(one) - float(other)) > TOLERANCE
    ]
    assert far == [], "run make eval WRITE=--write"


def test_development_set_is_broad() -> None:
    messages = read_first("made_with")
    count = Counter(code for message in messages for code in message.signs)
    assert len(messages) >= 700
    assert sum(not message.signs for message in messages) * 2 >= len(messages)
    assert min(count[code] for code in SIGN_CODES) >= 20


def test_held_out_messages_are_others() -> None:
    texts = {message.text for message in read_first("made_with")}
    assert not texts & {message.text for message in read_first("kept_aside")}


def test_every_quote_is_the_persons_own_words(detector: Detector) -> None:
    for message in read_first("made_with"):
        for finding in detector.detect((message.text,)).findings:
            assert finding.quote == message.text[finding.start : finding.end] != ""
