"""The words of the pages: faults in the file are found before a page is shown."""

from pathlib import Path
from typing import get_args

import pytest

from bot.consultation.fields import FIELDS, FieldKey
from bot.consultation.texts import CONSULTATION_FILE, load_consultation_texts
from dialogs.errors import ContentError
from tests.fakes.consultation import CONTENT_DIR

GOOD = (CONTENT_DIR / CONSULTATION_FILE).read_text(encoding="utf-8")


def faults_of(folder: Path, text: str) -> list[str]:
    path = folder / CONSULTATION_FILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_consultation_texts(folder)
    return [str(fault) for fault in caught.value.faults]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_shipped_words_are_whole() -> None:
    texts = load_consultation_texts(CONTENT_DIR)
    assert len(texts.prefectures) == 47
    assert len(texts.at_hand) == 10
    assert set(texts.fields) == set(FIELDS) == set(get_args(FieldKey))


@pytest.mark.parametrize(
    ("before", "after", "code", "at"),
    [
        ("  submit: 送る\n", "", "schema", "check:"),
        ("{sentence}", "{sentense}", "placeholder", "source_sentence:"),
        ("  refund: お金を返してほしい\n", "", "missing-text", "wishes:\n  cancel"),
        ("    label: お名前\n", "    label: 3\n", "schema", "fields:\n  name"),
        ("  source_sentence: 『{sentence}』", "  source_sentence: '{sentence'", "placeholder", "source_sentence:"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, before: str, after: str, code: str, at: str) -> None:
    assert before in GOOD
    text = GOOD.replace(before, after, 1)
    (fault,) = faults_of(tmp_path, text)
    assert fault.startswith(f"pages/consultation.yaml:{line_of(text, at)}: {code} ")


def test_no_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"pages/consultation\.yaml"):
        load_consultation_texts(tmp_path)
