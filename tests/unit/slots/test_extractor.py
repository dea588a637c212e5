import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.conversation import Slot
from dialogs.slots.extractor import SlotExtractor
from dialogs.slots.load import load_extractor
from tests.unit.slots.conftest import CONTENT, TODAY

EXTRACTOR = load_extractor(CONTENT)
LONG = [
    "あ" * 20_000,
    "業者" * 10_000,
    "1" * 20_000,
    "30万円、" * 5_000,
    "株式会社" * 5_000,
    "a@" * 10_000,
    "\ud800\x00" * 10_000,
    "ﾊﾞ" * 10_000,
]


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00\x1f", "\ud83d", "😭", "。。。", "゛", "ﾞ", "(((", "\\" * 9, "¥"])
def test_any_text_gives_an_answer(extractor: SlotExtractor, text: str) -> None:
    assert extractor.extract(text, today=TODAY) == ()


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=120))
def test_never_raises(text: str) -> None:
    for slot in EXTRACTOR.extract(text, today=TODAY):
        assert slot.sentence in text


def test_the_sentence_is_word_for_word(extractor: SlotExtractor) -> None:
    text = "こんにちは。 ﾐﾂﾓﾘﾊ ３０万円 ﾃﾞｽ。よろしく"
    (slot,) = (slot for slot in extractor.extract(text, today=TODAY) if slot.key == "amount_yen")
    assert (slot.value, slot.sentence) == (300_000, "ﾐﾂﾓﾘﾊ ３０万円 ﾃﾞｽ。")


@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:4]))
def test_a_long_text_costs_little(extractor: SlotExtractor, text: str) -> None:
    times = []
    for _ in range(3):
        begun = time.process_time()
        extractor.extract(text, today=TODAY)
        times.append(time.process_time() - begun)
    assert min(times) < 0.25  # a wide allowance for busy machines; benchmarks/slots.py measures it


def test_several_slots_of_one_message(extractor: SlotExtractor) -> None:
    text = "宮崎県の見本と申します。おととい株式会社見本復旧と30万円で契約しました。まだ払っていません。"
    read = {slot.key: slot.value for slot in extractor.extract(text, today=TODAY)}
    assert read == {
        "name": "見本",
        "prefecture": "宮崎県",
        "vendor": "株式会社見本復旧",
        "amount_yen": 300_000,
        "contract_date": "2026-11-18",
        "paid": False,
    }


def _slot(key: str, value: str | int, sentence: str) -> Slot:
    return Slot(key=key, value=value, sentence=sentence)  # type: ignore[arg-type]  # keys of the table below


@pytest.mark.parametrize(
    ("label", "earlier", "new", "kept"),
    [
        ("nothing earlier", None, _slot("vendor", "見本社", "見本社です"), "見本社"),
        ("a correction replaces", _slot("vendor", "見本社", ""), _slot("vendor", "仮名堂", ""), "仮名堂"),
        (
            "a later figure replaces",
            _slot("amount_yen", 300_000, "30万円"),
            _slot("amount_yen", 350_000, "35万円です"),
            350_000,
        ),
        (
            "a part of the sum does not",
            _slot("amount_yen", 300_000, "総額30万円"),
            _slot("amount_yen", 50_000, "着手金5万円"),
            300_000,
        ),
        ("a vaguer device does not", _slot("device", "iPhone13", ""), _slot("device", "携帯", ""), "iPhone13"),
        ("a more telling device does", _slot("device", "パソコン", ""), _slot("device", "外付けHDD", ""), "外付けHDD"),
        (
            "symptoms add up",
            _slot("symptom", "水没", ""),
            _slot("symptom", "電源が入らない", ""),
            "水没、電源が入らない",
        ),
        (
            "a symptom said again does not",
            _slot("symptom", "水没しました", ""),
            _slot("symptom", "水没", ""),
            "水没しました",
        ),
    ],
)
def test_merges(extractor: SlotExtractor, label: str, earlier: Slot | None, new: Slot, kept: str | int) -> None:
    assert extractor.merge(earlier, new).value == kept, label


def test_the_day_it_is_said_counts(extractor: SlotExtractor) -> None:
    (slot,) = extractor.extract("きのう契約しました", today=date(2026, 3, 1))
    assert slot.value == "2026-02-28"
