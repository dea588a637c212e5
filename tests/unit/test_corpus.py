"""The labelled corpus has its documented form, enough of every sign, and nothing that is learned from is tested on."""

from collections import Counter

from dialogs.conversation import SIGN_CODES
from training.corpus import read_messages, read_second_labels, read_voices
from training.duplicates import near_pairs

MESSAGES = read_messages()
WITH_SIGNS = {"plain", "indirect", "story", "question", "secondhand", "admission", "mixed", "multi"}
WITHOUT = {
    *("negation", "hypothesis", "general_question", "own_haste", "honest_vendor", "legit_urgency", "other_trade"),
    *("other_pressure", "published_price", "no_code", "thanks", "lookalike", "first_aid", "smalltalk", "noise"),
    "retraction",
}


def test_every_message_has_its_form() -> None:
    order = {code: place for place, code in enumerate(SIGN_CODES)}
    odd = [
        message.id
        for message in MESSAGES
        if list(message.signs) != sorted(set(message.signs), key=lambda code: order[code])
        or message.kind not in (WITH_SIGNS if message.signs else WITHOUT)
        or not (message.id[0] == message.voice[0] == message.family[0])
        or not message.text.strip()
    ]
    assert odd == []
    assert len({message.id for message in MESSAGES}) == len(MESSAGES)


def test_there_is_enough_of_everything() -> None:
    codes = Counter(code for message in MESSAGES for code in message.signs)
    kinds = Counter(message.kind for message in MESSAGES)

    assert len(MESSAGES) >= 20_000
    assert sum(not message.signs for message in MESSAGES) * 2 >= len(MESSAGES)
    assert min(codes[code] for code in SIGN_CODES) >= 600
    assert min(kinds[kind] for kind in WITH_SIGNS | WITHOUT) >= 200


def test_voices_are_described_and_stand_on_one_side() -> None:
    voices = {voice.id: voice for voice in read_voices()}
    sides: dict[str, set[str]] = {}
    for message in MESSAGES:
        sides.setdefault(message.family, set()).add(voices[message.voice].part)
        sides.setdefault(message.writer, set()).add(voices[message.voice].part)

    assert {message.voice for message in MESSAGES} == set(voices)
    assert len(voices) >= 100
    assert [name for name, parts in sides.items() if len(parts) > 1] == []
    assert sum(voices[message.voice].part == "test" for message in MESSAGES) >= 3_000


def test_nothing_is_nearly_the_same() -> None:
    assert [(pair.one.id, pair.other.id) for pair in near_pairs(MESSAGES)] == []


def test_a_second_reader_agrees() -> None:
    first = {message.id: set(message.signs) for message in MESSAGES}
    second = read_second_labels()
    assert len({label.id for label in second}) == len(second) >= 1_000
    assert sum(first[label.id] == set(label.signs) for label in second) >= 0.99 * len(second)
