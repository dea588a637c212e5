"""Build the detector and the texts of the signs from ``content/ja/signs``; every fault is reported at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from dialogs.conversation import SIGN_CODES, SignCode
from dialogs.errors import ContentError, Fault
from dialogs.signs.combined import TOGETHER, CombinedDetector
from dialogs.signs.content import Families, Folding, SignEntry
from dialogs.signs.detector import Detector
from dialogs.signs.folding import Folder
from dialogs.signs.grammar import GrammarError, Pattern, parse_find
from dialogs.signs.lexicon import Lexicon
from dialogs.signs.patterns import PatternSource
from dialogs.signs.polarity import REQUIRED
from dialogs.signs.texts import SignText
from dialogs.signs.trained import TrainedSource, load_weights
from dialogs.signs.words import Sequence, SpellingError, parse_spelling
from dialogs.yaml_files import Place, YamlFile, decode, read_yaml

T = TypeVar("T")

#: The weight of one pattern; two that rest on separate words add up.
_STRENGTHS = {"strong": 0.9, "likely": 0.6, "weak": 0.35}
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")


def load_detector(content_dir: Path) -> Detector:
    """Return the detector for the content below `content_dir`; raises ContentError with every fault.

    Without a trained file the patterns work alone.
    """
    content = _sound(read_content(content_dir))
    file = trained_file(content_dir)
    if not file.exists():
        return CombinedDetector(content.source())
    trained = TrainedSource(folder_of(content.folding), load_weights(file))
    return CombinedDetector(content.source(), trained, TOGETHER)


def load_patterns(content_dir: Path) -> PatternSource:
    """Return the evidence by patterns; raises ContentError with every fault."""
    return _sound(read_content(content_dir)).source()


def load_folder(content_dir: Path) -> Folder:
    """Return the folder that patterns and model read through; raises ContentError with every fault."""
    return folder_of(_sound(read_content(content_dir)).folding)


def trained_file(content_dir: Path) -> Path:
    """Where ``make train`` puts the model of this content."""
    return content_dir / "signs" / "trained.npz"


def load_sign_texts(content_dir: Path) -> dict[SignCode, SignText]:
    """Return the words for people about every sign; raises ContentError with every fault."""
    content = _sound(read_content(content_dir))
    return {code: content.text(code) for code in SIGN_CODES}


@dataclass(slots=True)
class SignContent:
    """The files of the signs as they were read, with the faults found so far."""

    folding: Folding = field(default_factory=lambda: Folding({}, [], {}, {}))
    files: dict[SignCode, YamlFile] = field(default_factory=dict)
    entries: dict[SignCode, SignEntry] = field(default_factory=dict)
    words: dict[str, tuple[Sequence, ...]] = field(default_factory=dict)
    numbers: dict[str, re.Pattern[str]] = field(default_factory=dict)
    yields: dict[str, str] = field(default_factory=dict)
    patterns: dict[SignCode, tuple[Pattern, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def source(self) -> PatternSource:
        """The evidence by patterns that this content describes."""
        folder = folder_of(self.folding)
        return PatternSource(
            folder=folder,
            lexicon=Lexicon(self.words, self.numbers, self.yields),
            patterns=tuple((code, one) for code, patterns in self.patterns.items() for one in patterns),
            mentions={code: _mention(code) for code in self.entries},
        )

    def text(self, code: SignCode) -> SignText:
        """The words for people about `code`."""
        return SignText(code=code, **msgspec.structs.asdict(self.entries[code].text))


def read_content(content_dir: Path) -> SignContent:
    """Read every file of the signs; what is wrong with them stands in `faults`."""
    reader = _Reader(content_dir / "signs", content_dir.name)
    reader.read()
    return reader.content


def folder_of(folding: Folding) -> Folder:
    """The folder that `folding` describes."""
    return Folder({word: word for word in folding.compounds} | folding.readings, folding.characters, folding.homophones)


def _sound(content: SignContent) -> SignContent:
    if content.faults:
        raise ContentError(content.faults)
    return content


def _mention(code: SignCode) -> str:
    return f"takes_back_{code.lower()}"


class _Reader:
    """Reads the files one after the other; a fault in one does not hide those of the others."""

    def __init__(self, folder: Path, shown_in: str) -> None:
        self._folder = folder
        self._shown_in = shown_in
        self._spellings: dict[str, tuple[YamlFile, Place, list[str]]] = {}
        self.content = SignContent()

    def read(self) -> None:
        self._decoded("folding.yaml", Folding, self._take_folding)
        self._decoded("families.yaml", Families, self._take_families)
        self._decoded("polarity.yaml", Families, self._take_families)
        for code in SIGN_CODES:
            self._decoded(f"{code}.yaml", SignEntry, self._take_sign)
        self._spell()
        self._check_required()
        for code, entry in self.content.entries.items():
            self.content.patterns[code] = tuple(self._patterns(self.content.files[code], entry))

    def _decoded(self, name: str, kind: type[T], take: Callable[[YamlFile, T], None]) -> None:
        file, faults = read_yaml(self._folder / name, f"{self._shown_in}/signs/{name}")
        self.content.faults += faults
        if file is None or faults:
            return
        value, faults = decode(file, kind)
        self.content.faults += faults
        if value is not None:
            take(file, value)

    def _take_folding(self, _: YamlFile, folding: Folding) -> None:
        self.content.folding = folding

    def _take_families(self, file: YamlFile, families: Families) -> None:
        for name, spellings in families.families.items():
            self._add_family(name, file, ("families", name), spellings)
        for name, pattern in families.numbers.items():
            self._add_number(name, file, pattern)
        self.content.yields |= families.yields

    def _take_sign(self, file: YamlFile, entry: SignEntry) -> None:
        self.content.files[entry.code] = file
        self.content.entries[entry.code] = entry
        for name, spellings in entry.families.items():
            self._add_family(name, file, ("families", name), spellings)
        self._add_family(_mention(entry.code), file, ("takes_back",), entry.takes_back)

    def _add_family(self, name: str, file: YamlFile, place: Place, spellings: list[str]) -> None:
        if name in self._spellings:
            self._fault(file, "family-twice", f"the family {name} stands in another place too", *place)
        self._spellings[name] = (file, place, spellings)

    def _add_number(self, name: str, file: YamlFile, pattern: str) -> None:
        place = ("numbers", name)
        if _UNBOUNDED.search(pattern):
            self._fault(file, "unbounded", "use {0,3} and the like: * and + have no bound", *place)
            return
        try:
            self.content.numbers[name] = re.compile(pattern)
        except re.error as error:
            self._fault(file, "number", f"{name} does not compile: {error}", *place)

    def _spell(self) -> None:
        # The same endings stand in many families.
        fold = cache(folder_of(self.content.folding).fold_word)
        for name, (file, place, _) in self._spellings.items():
            try:
                self.content.words[name] = self._sequences(name, (), fold)
            except SpellingError as error:
                self._fault(file, "spelling", str(error), *place)

    def _sequences(self, name: str, around: tuple[str, ...], fold: Callable[[str], str]) -> tuple[Sequence, ...]:
        if name not in self._spellings:
            raise SpellingError(f"unknown family {name}")
        if name in around:
            raise SpellingError(f"the family {name} holds itself")
        if name in self.content.words:
            return self.content.words[name]

        def other(inner: str) -> tuple[Sequence, ...]:
            return self._sequences(inner, (*around, name), fold)

        spellings = self._spellings[name][2]
        return tuple(one for spelling in spellings for one in parse_spelling(spelling, other, fold))

    def _check_required(self) -> None:
        for name in sorted(REQUIRED - self._spellings.keys()):
            self.content.faults.append(
                Fault(f"{self._shown_in}/signs/polarity.yaml", 1, "missing-family", f"the family {name} is missing")
            )

    def _patterns(self, file: YamlFile, entry: SignEntry) -> Iterator[Pattern]:
        known: Mapping[str, object] = {**self._spellings, **self.content.numbers}
        for index, line in enumerate(entry.patterns):
            place = ("patterns", index)
            try:
                first, rest = parse_find(line.find)
            except GrammarError as error:
                self._fault(file, "pattern", str(error), *place)
                continue
            pattern = Pattern(
                first=first,
                rest=rest,
                unless=frozenset(line.unless),
                unless_near=frozenset(line.unless_near),
                strength=_STRENGTHS[line.strength],
                kind=line.kind,
                told=line.told,
            )
            for name in sorted((pattern.families() | pattern.spoilers()) - known.keys()):
                self._fault(file, "unknown-family", f"unknown family {name}", *place)
            yield pattern

    def _fault(self, file: YamlFile, code: str, message: str, *place: str | int) -> None:
        self.content.faults.append(file.fault(code, message, *place))
