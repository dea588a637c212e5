"""Faults in the files on routes: a wrong shape, an unknown family, no pattern, an example that reads otherwise."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dialogs.conversation import ROUTES, SLOT_KEYS
from dialogs.errors import ContentError, Fault
from dialogs.routes.load import load_route_reader
from dialogs.routes.reader import RouteReader
from dialogs.routes.wording import FamilyList, RuleList, RuleWords, Sayings, Settling, load_file
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import load_inflections
from dialogs.yaml_files import YamlFile, strings

_KNOWN_BESIDES_WORDS = {
    "signs",
    "signs_of_ransomware",
    *(f"slot_{key}" for key in SLOT_KEYS),
    *(f"earlier_{route}" for route in ROUTES),
}


def check_routes(content_dir: Path) -> list[Fault]:
    """Every fault of ``routes/*.yaml``."""
    try:
        endings = load_inflections(content_dir)
        families, family_file = load_file(content_dir, "families", FamilyList)
        listed, rule_file = load_file(content_dir, "rules", RuleList)
        settling, settling_file = load_file(content_dir, "settling", Settling)
        said, said_file = load_file(content_dir, "sayings", Sayings)
    except ContentError as error:
        return list(error.faults)
    faults = [*_pattern_faults(family_file, endings), *_name_faults(rule_file, listed.rules, families)]
    if faults:
        return faults
    reader = load_route_reader(content_dir)
    faults = [
        fault for index, rule in enumerate(listed.rules) for fault in _example_faults(rule_file, index, rule, reader)
    ]
    return [*faults, *_saying_faults(said_file, said, reader), *_settling_faults(settling_file, settling, reader)]


def _pattern_faults(file: YamlFile, endings: Inflections) -> Iterator[Fault]:
    for place, text in strings(file.data):
        try:
            pattern([text], endings)
        except (re.error, KeyError) as error:
            yield file.fault("pattern", f"{text} is no pattern: {error}", *place)


def _name_faults(file: YamlFile, rules: Iterable[RuleWords], families: FamilyList) -> Iterator[Fault]:
    known = _KNOWN_BESIDES_WORDS | set(families.families)
    seen: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.id in seen:
            yield file.fault("duplicate-rule", f"{rule.id} stands twice", "rules", index, "id")
        seen.add(rule.id)
        for key in ("all", "any", "none", "told", "untold"):
            for position, name in enumerate(getattr(rule, key)):
                if name not in known:
                    yield file.fault("unknown-family", f"{name} is no family", "rules", index, key, position)


def _example_faults(file: YamlFile, index: int, rule: RuleWords, reader: RouteReader) -> Iterator[Fault]:
    if not rule.examples:
        yield file.fault("example", f"{rule.id} has no examples", "rules", index)
    for position, example in enumerate(rule.examples):
        reading = reader.read(example.text, signs=example.signs)
        if reader.rule_for(example.text, example.signs) != rule.id or reading.second != example.second:
            decides = reader.rule_for(example.text, example.signs) or "no rule"
            message = f"{example.text} is read by {decides} as {reading.route}, beside it {reading.second}"
            yield file.fault("example", message, "rules", index, "examples", position)


def _saying_faults(file: YamlFile, said: Sayings, reader: RouteReader) -> Iterator[Fault]:
    for route, texts in said.sayings.items():
        for position, text in enumerate(texts):
            if (read := reader.first_route(text)) != route:
                yield file.fault("saying", f"{text} is read as {read}", "sayings", route, position)


def _settling_faults(file: YamlFile, settling: Settling, reader: RouteReader) -> Iterator[Fault]:
    for index, example in enumerate(settling.examples):
        route, second = reader.route_of_talk(example.turns)
        if (route, second) != (example.route, example.second):
            yield file.fault("example", f"the talk ends on {route}, beside it {second}", "examples", index)
