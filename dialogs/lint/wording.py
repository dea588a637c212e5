"""What is never said to a person, by ``rules.yaml``: each rule with its reason and a better way."""

import unicodedata
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any

import msgspec
import regex

from dialogs.errors import Fault
from dialogs.lint.codes import fault
from dialogs.lint.content import Content
from dialogs.yaml_files import Place, YamlFile, decode, strings

RULES_FILE = "rules.yaml"


class WordingRule(msgspec.Struct, forbid_unknown_fields=True):
    """Words that are not said, and why. `find` and `unless` are regular expressions."""

    find: list[str]
    because: str
    instead: str
    #: Sentences that the rule must catch, and such that no rule may catch.
    bad: list[str]
    good: list[str]
    #: Words that are right although they hold what is looked for; they are taken out before looking.
    unless: list[str] = []


class Wording(msgspec.Struct, forbid_unknown_fields=True):
    """``rules.yaml``: where nobody reads, and what is not said elsewhere."""

    #: Places, as ``file/key/key``, whose strings are quoted or looked for but never said; ``*`` is anything.
    not_read: list[str]
    rules: list[WordingRule]


def check_wording(content: Content) -> Iterator[Fault]:
    """No text for people says what is never said; and the rules themselves catch what they are to catch."""
    file = content.files.get(RULES_FILE)
    if file is None:
        yield Fault(RULES_FILE, 1, "schema", "the file is missing")
        return
    wording, faults = decode(file, Wording)
    faults += _pattern_faults(file)
    yield from faults
    if wording is None or faults:
        return
    rules = [_Compiled(rule) for rule in wording.rules]
    yield from _example_faults(file, rules)
    for path, read in content.files.items():
        for place, text in _read_by_people(read.data, path.removesuffix(".yaml"), (), wording.not_read):
            folded = _folded(text)
            yield from (_said(read, place, rule, said) for rule in rules if (said := rule.found(folded)))


class _Compiled:
    """A rule, ready to look."""

    def __init__(self, rule: WordingRule) -> None:
        self.rule = rule
        self._find = regex.compile("|".join(rule.find))
        self._unless = regex.compile("|".join(rule.unless)) if rule.unless else None

    def found(self, folded: str) -> str:
        """The words that are not to be said, or nothing."""
        match = self._find.search(self._unless.sub("□", folded) if self._unless else folded)
        return match.group() if match else ""


def _folded(text: str) -> str:
    """The text in one width and without spaces, so that a line break hides nothing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _pattern_faults(file: YamlFile) -> Iterator[Fault]:
    for place, text in strings(file.data):
        if len(place) > 1 and place[-2] in {"find", "unless"}:
            try:
                regex.compile(text)
            except regex.error as error:
                yield fault(file, "rule-example", f"{text} is no pattern: {error}", *place)


def _example_faults(file: YamlFile, rules: Sequence[_Compiled]) -> Iterator[Fault]:
    for index, one in enumerate(rules):
        place = ("rules", index)
        if not one.rule.bad or not one.rule.good:
            yield fault(file, "rule-example", "a rule needs a bad and a good example", *place)
        for at, text in enumerate(one.rule.bad):
            if not one.found(_folded(text)):
                yield fault(file, "rule-example", f"the rule does not find: {text}", *place, "bad", at)
        for at, text in enumerate(one.rule.good):
            for other in rules:
                if said := other.found(_folded(text)):
                    yield fault(file, "rule-example", f"“{said}” is found in a good example", *place, "good", at)


def _said(file: YamlFile, place: Place, rule: _Compiled, said: str) -> Fault:
    return fault(file, "forbidden-word", f"「{said}」 {rule.rule.because} → {rule.rule.instead}", *place)


def _read_by_people(data: Any, name: str, place: Place, not_read: Sequence[str]) -> Iterator[tuple[Place, str]]:
    """Every string below `data`, but for the places that nobody reads; `name` is the place as `not_read` names it."""
    if any(fnmatchcase(name, pattern) for pattern in not_read):
        return
    if isinstance(data, str):
        yield place, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _read_by_people(value, f"{name}/{key}", (*place, key), not_read)
