"""How the detector does on labelled messages: ``python -m benchmarks.corpus`` (about half a minute).

The corpus, and beside it the messages that the patterns were made with (dev) and those kept aside (held).
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES
from dialogs.signs.detector import Detector
from dialogs.signs.load import load_detector

_ROOT = Path(__file__).parents[1]
MESSAGES = _ROOT / "corpus" / "messages"
MADE_WITH = _ROOT / "tests" / "unit" / "signs"


@dataclass(slots=True)
class Score:
    """Counts of one row; a sure finding is right, wrong or missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    messages: list[bool] = field(default_factory=list)

    def row(self, name: str) -> str:
        """The row of the table."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        as_labelled = sum(self.messages) / max(1, len(self.messages))
        return f"| {name} | {len(self.messages)} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {as_labelled:.3f} |"


def main() -> None:
    """Print the scores of sure findings: each set, and of the corpus each code and kind."""
    detector = load_detector(CONTENT_DIR)
    scores: defaultdict[str, Score] = defaultdict(Score)
    for signs, kind, text in _messages():
        found = _sure(detector, text)
        for name in ("corpus", f"corpus, kind {kind}"):
            _count(scores[name], found, signs)
        for code in SIGN_CODES:
            if code in found | signs:
                _count(scores[f"corpus, code {code}"], found & {code}, signs & {code})
    for name in ("dev", "held"):
        for line in (MADE_WITH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            _count(scores[name], _sure(detector, message["text"]), set(message["signs"]))
    print("| of | messages | precision | recall | F1 | exactly as labelled |")
    print("|---|---|---|---|---|---|")
    for name in sorted(scores):
        print(scores[name].row(name))


def _sure(detector: Detector, text: str) -> set[str]:
    return {str(finding.code) for finding in detector.detect([text]).findings if finding.sure}


def _count(score: Score, found: set[str], signs: set[str]) -> None:
    score.right += len(found & signs)
    score.wrong += len(found - signs)
    score.missed += len(signs - found)
    score.messages.append(found == signs)


def _messages() -> Iterator[tuple[set[str], str, str]]:
    for path in sorted(MESSAGES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            signs, kind, _, _, text = line.split("\t")
            yield set() if signs == "-" else set(signs.split(",")), kind, text.replace("\\n", "\n")


if __name__ == "__main__":
    main()
