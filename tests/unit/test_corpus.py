"""The labelled corpus has its documented form, enough of every sign, and no voice in two files."""

from collections import Counter
from pathlib import Path

import pytest

from dialogs.conversation import SIGN_CODES

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = sorted((CORPUS / "messages").glob("*.tsv"))
KINDS_WITH_SIGNS = {"plain", "indirect", "story", "question", "secondhand", "admission", "mixed", "multi"}
LINES = [(path, line.split("\t")) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_has_its_form(path: Path) -> None:
    order = {str(code): place for place, code in enumerate(SIGN_CODES)}
    for _, columns in (line for line in LINES if line[0] == path):
        signs, kind, voice, family, text = columns
        codes = [] if signs == "-" else signs.split(",")
        assert codes == sorted(set(codes), key=lambda code: order[code]), columns
        assert (kind in KINDS_WITH_SIGNS) == bool(codes), columns
        assert voice.startswith(path.stem), columns
        assert family, columns
        assert text.strip(), columns


def test_there_is_enough_of_everything() -> None:
    codes = Counter(code for _, columns in LINES for code in columns[0].split(","))

    assert len(LINES) >= 6000
    assert codes["-"] >= len(LINES) / 2
    assert min(codes[code] for code in SIGN_CODES) >= 200


def test_voices_are_described() -> None:
    described = {line.split("\t")[0] for line in (CORPUS / "voices.tsv").read_text(encoding="utf-8").splitlines()[1:]}

    assert {columns[2] for _, columns in LINES} == described
    assert len(described) >= 40


def test_no_text_stands_twice() -> None:
    twice = [text for text, count in Counter(columns[4] for _, columns in LINES).items() if count > 1]

    assert twice == []
