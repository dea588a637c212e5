"""Faults in the word lists of slots: a wrong shape, no pattern, or an example that reads otherwise."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dialogs.conversation import SlotKey
from dialogs.errors import ContentError, Fault
from dialogs.slots.extractor import SlotExtractor
from dialogs.slots.load import FAMILIES, load_extractor
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Example, load_inflections, load_words
from dialogs.yaml_files import YamlFile, strings


def check_slots(content_dir: Path) -> list[Fault]:
    """Every fault of ``slots/*.yaml``."""
    try:
        endings = load_inflections(content_dir)
    except ContentError as error:
        return list(error.faults)
    faults: list[Fault] = []
    files: list[tuple[YamlFile, list[Example]]] = []
    for name, kind in FAMILIES.items():
        try:
            words, file = load_words(content_dir, name, kind)
        except ContentError as error:
            faults.extend(error.faults)
        else:
            files.append((file, words.examples))
            faults.extend(_pattern_faults(file, endings))
    if faults:
        return faults
    extractor = load_extractor(content_dir)
    return [fault for file, examples in files for fault in _example_faults(file, examples, extractor)]


def _pattern_faults(file: YamlFile, endings: Inflections) -> Iterator[Fault]:
    for place, text in strings(file.data):
        if place[0] == "examples":
            continue
        try:
            pattern([text], endings)
        except (re.error, KeyError) as error:
            yield file.fault("pattern", f"{text} is no pattern: {error}", *place)


def _example_faults(file: YamlFile, examples: list[Example], extractor: SlotExtractor) -> Iterator[Fault]:
    if not examples:
        yield file.fault("example", "the file has no examples", "examples")
    for index, example in enumerate(examples):
        read = _read(extractor, example)
        for key, expected in example.slots.items():
            if read.get(key) != expected:
                message = f"{example.text} gives {key} {read.get(key)!r}, not {expected!r}"
                yield file.fault("example", message, "examples", index)


def _read(extractor: SlotExtractor, example: Example) -> dict[SlotKey, str | int | bool]:
    slots = extractor.extract(example.text, today=date.fromisoformat(example.today), asked=example.asked)
    return {slot.key: slot.value for slot in slots}
