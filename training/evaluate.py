"""How well the detector that ships does on voices it has not learned from: ``make eval`` (about ten seconds).

With ``--write`` the tables go into docs/measurements/signs.md, which a test compares with a fresh evaluation.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES, Finding, SignCode
from dialogs.signs.combined import CombinedDetector
from dialogs.signs.detector import Detector
from dialogs.signs.load import load_detector, load_patterns
from training.corpus import Message, Plain, read_first, read_messages, read_second_labels

FIGURES = Path(__file__).parents[1] / "docs" / "measurements" / "signs.md"
_WORST = 30
_STEPS = (0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message with what was found in it."""

    message: Message | Plain
    findings: tuple[Finding, ...]

    @property
    def sure(self) -> frozenset[SignCode]:
        """The signs that were asserted."""
        return frozenset(finding.code for finding in self.findings if finding.sure)


@dataclass(slots=True)
class Score:
    """Counts of asserted signs, and of messages."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    with_signs: int = 0
    reached: int = 0
    without: int = 0
    alarms: int = 0
    asked_without: int = 0
    messages: int = 0

    def add(self, heard: Heard, only: SignCode | None = None) -> None:
        """Count one message, for all signs or for one."""
        codes = frozenset(SIGN_CODES if only is None else (only,))
        truth, sure = codes & set(heard.message.signs), codes & heard.sure
        self.messages += 1
        self.right += len(truth & sure)
        self.wrong += len(sure - truth)
        self.missed += len(truth - sure)
        found = codes & {finding.code for finding in heard.findings}
        self.with_signs += bool(truth)
        self.reached += bool(truth & found)
        self.without += not heard.message.signs
        self.alarms += not heard.message.signs and bool(sure)
        self.asked_without += not heard.message.signs and bool(found - sure)

    @property
    def precision(self) -> float | None:
        """Of the asserted signs, how many are right; None where nothing was asserted."""
        return _ratio(self.right, self.right + self.wrong)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to find and nothing found."""
        return _ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)

    @property
    def alarm_rate(self) -> float | None:
        """Of the messages without a sign, how many got one asserted; None where all have a sign."""
        return _ratio(self.alarms, self.without)

    def row(self, name: str) -> str:
        """The row of a table."""
        precision, f1, alarms = _shown(self.precision), _shown(self.f1), _shown(self.alarm_rate)
        recall = _share(self.right, self.right + self.missed)
        asked = _share(self.asked_without, self.without)
        reached = _share(self.reached, self.with_signs)
        return f"| {name} | {self.messages} | {precision} | {recall} | {f1} | {reached} | {alarms} | {asked} |"


def main() -> None:
    """Print the tables and the worst errors, or write the tables."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--write", action="store_true")
    detector = load_detector(CONTENT_DIR)
    heard = hear(detector, read_messages("test"))
    lines = list(tables(detector, heard))
    if arguments.parse_args().write:
        FIGURES.write_text("\n".join([*_HEAD, *lines, ""]), encoding="utf-8")
        return
    print("\n".join([*lines, "", *worst_errors(heard)]))


def hear(detector: Detector, messages: Sequence[Message | Plain]) -> list[Heard]:
    """What the detector finds in each message, read alone."""
    return [Heard(message=one, findings=detector.detect((one.text,)).findings) for one in messages]


def tables(detector: Detector, heard: Sequence[Heard]) -> Iterator[str]:
    """All tables, line by line."""
    yield from _table("Sets and methods", _sets(detector, heard))
    for name, is_everyday in (("Everyday", True), ("Hard", False)):
        mine = [one for one in heard if _is_everyday(one) == is_everyday]
        yield from _table(f"{name} test writers by sign", {code: score(mine, code) for code in SIGN_CODES})
    yield from _table("Test voices by kind of message", _by(heard, lambda message: message.kind))
    yield from _table("Test voices by voice", _by(heard, lambda message: message.voice))
    yield from _reliability(heard)
    yield from _agreement()


def worst_errors(heard: Sequence[Heard]) -> Iterator[str]:
    """The surest wrong findings, and the messages whose signs were found least."""
    wrong = [(f.confidence, f.code, h) for h in heard for f in h.findings if f.sure and f.code not in h.message.signs]
    yield "## The surest wrong findings"
    for confidence, code, one in sorted(wrong, key=lambda row: (-row[0], row[2].message.id))[: _WORST // 2]:
        yield f"{confidence:.2f} {code} {one.message.id} {one.message.text!r}"
    missed = [(len(set(one.message.signs) - {f.code for f in one.findings}), one) for one in heard]
    yield "## What was missed most, neither asserted nor asked"
    for _, one in sorted(missed, key=lambda row: (-row[0], row[1].message.id))[: _WORST // 2]:
        yield f"{','.join(one.message.signs)} {one.message.id} {one.message.text!r}"


def _sets(detector: Detector, heard: Sequence[Heard]) -> dict[str, Score]:
    patterns = CombinedDetector(load_patterns(CONTENT_DIR))
    sets: dict[str, Sequence[Message | Plain]] = {
        "everyday test writers": [one.message for one in heard if _is_everyday(one)],
        "hard test writers": [one.message for one in heard if not _is_everyday(one)],
        "kept aside by the patterns' author": read_first("kept_aside"),
    }
    scores = {}
    for name, messages in sets.items():
        scores[f"{name}: patterns and model"] = score(hear(detector, messages))
        scores[f"{name}: patterns alone"] = score(hear(patterns, messages))
    return scores


def _is_everyday(heard: Heard) -> bool:
    return isinstance(heard.message, Message) and heard.message.is_everyday


def score(heard: Sequence[Heard], only: SignCode | None = None) -> Score:
    """Count all messages, for all signs or for one."""
    total = Score()
    for one in heard:
        total.add(one, only)
    return total


def _by(heard: Sequence[Heard], key: Callable[[Message], str]) -> dict[str, Score]:
    groups: defaultdict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        if isinstance(one.message, Message):
            groups[key(one.message)].append(one)
    return {name: score(groups[name]) for name in sorted(groups)}


def _table(title: str, rows: dict[str, Score] | dict[SignCode, Score]) -> Iterator[str]:
    yield from ("", f"## {title}", "", _COLUMNS, "|---|---|---|---|---|---|---|---|")
    for name, total in rows.items():
        yield total.row(name)


def _reliability(heard: Sequence[Heard]) -> Iterator[str]:
    yield from ("", "## Confidence", "", "| confidence | findings | mean confidence | right |", "|---|---|---|---|")
    for name, is_everyday in (("everyday", True), ("hard", False)):
        findings = [
            (f.confidence, f.code in one.message.signs)
            for one in heard
            if _is_everyday(one) == is_everyday
            for f in one.findings
        ]
        for low, high in pairwise(_STEPS):
            inside = [(confidence, right) for confidence, right in findings if low <= confidence < high]
            mean = _share(sum(confidence for confidence, _ in inside), len(inside))
            right = _share(sum(right for _, right in inside), len(inside))
            yield f"| {name}, {low} to {min(high, 1.0)} | {len(inside)} | {mean} | {right} |"


def _agreement() -> Iterator[str]:
    first = {message.id: set(message.signs) for message in read_messages()}
    pairs = [(first[label.id], set(label.signs)) for label in read_second_labels()]
    both = sum(len(one & other) for one, other in pairs)
    f1 = _share(2 * both, sum(len(one) + len(other) for one, other in pairs))
    same = _share(sum(one == other for one, other in pairs), len(pairs))
    yield from ("", "## Two readers", "", "| messages | F1 of the labels | exactly the same |", "|---|---|---|")
    yield f"| {len(pairs)} | {f1} | {same} |"


def _share(part: float, whole: float) -> str:
    return _shown(_ratio(part, whole))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _shown(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.3f}"


_COLUMNS = "| of | messages | precision | recall | F1 | found or asked | false alarms | asked in vain |"
_HEAD = (
    "# How well the signs are found",
    "",
    "Written by `make eval WRITE=--write`, held by a test; what it means stands in [detection.md](../detection.md).",
    "Precision, recall and F1 are those of asserted signs. *Found or asked*: of the messages with a sign, those with",
    "at least one right finding. *False alarms* and *asked in vain*: of the messages without a sign, those with one",
    "asserted or asked about.",
)


if __name__ == "__main__":
    main()
