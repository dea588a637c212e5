"""How the detector does on the labelled corpus: ``python -m benchmarks.corpus`` (about a minute)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES
from dialogs.signs.load import load_detector

MESSAGES = Path(__file__).parents[1] / "corpus" / "messages"


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
    """Print the scores of sure findings: overall, per code, per kind."""
    detector = load_detector(CONTENT_DIR)
    scores: defaultdict[str, Score] = defaultdict(Score)
    for signs, kind, text in _messages():
        found = {finding.code for finding in detector.detect([text]).findings if finding.sure}
        for name in ("all", f"kind {kind}"):
            _count(scores[name], found, signs)
        for code in SIGN_CODES:
            if code in found | signs:
                _count(scores[f"code {code}"], found & {code}, signs & {code})
    print("| of | messages | precision | recall | F1 | exactly as labelled |")  # noqa: T201 - a report
    print("|---|---|---|---|---|---|")  # noqa: T201
    for name in sorted(scores):
        print(scores[name].row(name))  # noqa: T201


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
