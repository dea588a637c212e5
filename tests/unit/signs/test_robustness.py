"""Whatever a person sends, an answer comes, and soon."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.signs.detector import Detector, SignReading
from dialogs.signs.load import load_detector
from tests.unit.signs.conftest import CONTENT

DETECTOR = load_detector(CONTENT)

#: The worst of these takes about 40 ms of a processor; a slow or busy one is given time.
SECONDS = 0.5

ODD = {
    "one character": "払" * 10_000,
    "one word": "今日中に払え" * 3_400,
    "many signs": ("うちだけ他では無理今日中に契約しないと直らない" * 1_000)[:20_000],
    "denials": "言われませんでしたか" * 2_000,
    "spaces": " " * 20_000,
    "lines": "あ\n" * 10_000,
    "stretched": "あー" * 10_000,
    "voicing marks": "か\u3099" * 10_000,
    "lone surrogates": "\ud800業者に\udfff" * 4_000,
    "control characters": "\x00今\x07日\x1b中" * 3_000,
    "right to left": "\u202e業者に今日中に\u202c" * 2_000,
    "emoji": "👨‍👩‍👧‍👦😭" * 3_000,
    "digits": "9" * 20_000,
    "per cent": "復旧率99.9%" * 2_500,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_read_in_time(detector: Detector, text: str) -> None:
    begin = time.process_time()
    reading = detector.detect((text,))
    assert time.process_time() - begin < SECONDS
    assert isinstance(reading, SignReading)


WORDS = st.sampled_from([
    *("業者", "に", "今日中", "契約", "しないと", "直らない", "うちだけ", "と言われ", "た", "ません", "もし", "たら"),
    *("全額", "キャンセル", "復旧率", "99%", "。", "、", "\n", "😭", "\ud800", "ｶﾞ", "゛", "㌫", "No.1", "DM"),
])  # fmt: skip
MESSAGES = st.one_of(st.text(st.characters(), max_size=60), st.lists(WORDS, max_size=25).map("".join))


@given(st.lists(MESSAGES, max_size=4))
def test_findings_are_well_formed(burst: list[str]) -> None:
    findings = DETECTOR.detect(burst).findings
    assert len({finding.code for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.quote == burst[finding.message][finding.start : finding.end]
        assert 0 <= finding.start < finding.end
        assert 0 < finding.confidence <= 1


def test_a_long_burst_is_read_from_its_newest_message(detector: Detector) -> None:
    burst = ("あ" * 20_000, "今日中に契約しろと業者に言われました")
    assert [finding.message for finding in detector.detect(burst).findings] == [1]
