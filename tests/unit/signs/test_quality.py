"""The figures of the labelled messages: the held-out ones were never looked at while the patterns were written."""

from collections import Counter
from pathlib import Path

import pytest

from dialogs.conversation import SIGN_CODES
from dialogs.signs.detector import Detector
from tests.unit.signs.scoring import read_messages, score

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "precision", "f1", "alarm_rate"),
    [("dev", 0.95, 0.93, 0.02), ("held", 0.93, 0.91, 0.04)],
)
def test_floor(detector: Detector, name: str, precision: float, f1: float, alarm_rate: float) -> None:
    result = score(detector, read_messages(HERE / f"{name}.jsonl"))
    assert (result.precision >= precision, result.f1 >= f1, result.alarm_rate <= alarm_rate) == (True, True, True), (
        result
    )


def test_development_set_is_broad() -> None:
    messages = read_messages(HERE / "dev.jsonl")
    count = Counter(code for message in messages for code in message.signs)
    assert len(messages) >= 700
    assert sum(not message.signs for message in messages) * 2 >= len(messages)
    assert min(count[code] for code in SIGN_CODES) >= 20


def test_held_out_messages_are_others() -> None:
    texts = {message.text for message in read_messages(HERE / "dev.jsonl")}
    assert not texts & {message.text for message in read_messages(HERE / "held.jsonl")}


def test_every_quote_is_the_persons_own_words(detector: Detector) -> None:
    for message in read_messages(HERE / "dev.jsonl"):
        for finding in detector.detect((message.text,)).findings:
            assert finding.quote == message.text[finding.start : finding.end] != ""
