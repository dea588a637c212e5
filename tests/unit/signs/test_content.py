"""A fault in the content of the signs is found before anything runs, with its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogs.conversation import SIGN_CODES
from dialogs.errors import ContentError
from dialogs.signs.check import check_signs
from dialogs.signs.load import load_detector, load_sign_texts

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edit(tmp_path: Path, content: Path) -> Edit:
    """The content with one passage of one file replaced."""

    def replaced(name: str, old: str, new: str) -> Path:
        copy = tmp_path / "ja"
        shutil.copytree(content / "signs", copy / "signs", dirs_exist_ok=True)
        path = copy / "signs" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return replaced


def test_the_content_has_no_fault(content: Path) -> None:
    assert check_signs(content) == []


def test_every_sign_has_its_words(content: Path) -> None:
    texts = load_sign_texts(content)
    assert list(texts) == list(SIGN_CODES)
    assert {texts["1a"].case, texts["5c"].case, texts["P"].case} == {"CASE01", "CASE05", ""}
    assert all(text.source.startswith("https://draj.or.jp/") for text in texts.values())


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("1a.yaml", "find: rate_word & high_rate", "find: rate_word high_rate", "pattern"),
        ("1a.yaml", "find: rate_word & high_rate", "find: rate_words & high_rate", "unknown-family"),
        ("1a.yaml", "find: rate_word & high_rate", "find: rate_word & High", "pattern"),
        ("1b.yaml", "  rank:\n", "  rate_word:\n", "family-twice"),
        ("1a.yaml", "  rate_word:\n    - (", "  rate_word:\n    - ((", "spelling"),
        ("1a.yaml", "  rate_word:\n", '  rate_word:\n    - "{nobody}"\n', "spelling"),
        ("1a.yaml", "  rate_word:\n", '  rate_word:\n    - "{rate_word}"\n', "spelling"),
        ("1a.yaml", "code: 1a", "code: 9z", "schema"),
        ("1a.yaml", "code: 1a", "code: 1a\ncode: 1a", "duplicate-key"),
        ("1a.yaml", "code: 1a", "code: [", "yaml"),
        ("polarity.yaml", "  denied:\n", "  denial:\n", "missing-family"),
        ("families.yaml", '  money: "', '  money: "(', "number"),
        ("families.yaml", '  money: "', '  money: "[0-9]+', "unbounded"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused(edit: Edit, name: str, old: str, new: str, fault: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_detector(edit(name, old, new))
    assert (f"ja/signs/{name}", fault) in {(found.path, found.code) for found in caught.value.faults}
    assert all(found.line >= 1 for found in caught.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  name: ", "  name: とてもとても長い名前なので入りません", "text-length"),
        ("  case: CASE01\n", "", "case"),
        ('  "yes":\n    - ', '  "yes":\n    - 写真を消してしまいました\n    - ', "example"),
        ('  "no":\n', '  "no":\n    - 広告に復旧率97%とありました\n', "example"),
    ],
)
def test_the_linter_reports(edit: Edit, old: str, new: str, fault: str) -> None:
    assert {found.code for found in check_signs(edit("1a.yaml", old, new))} == {fault}


def test_a_sign_without_examples_is_reported(edit: Edit, content: Path) -> None:
    text = (content / "signs" / "1a.yaml").read_text(encoding="utf-8")
    examples = text[text.index("examples:") :]
    faults = check_signs(edit("1a.yaml", examples, 'examples:\n  "yes": []\n  "no": []\n'))
    assert [found.code for found in faults] == ["few-examples", "few-examples"]
