"""The words of the desk: both languages whole, faults told with their place."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.staff.texts.desk import DESK_FOLDER, load_desk_texts
from bot.staff.texts.words import Words
from dialogs.catalog_files import CONTENT_DIR
from dialogs.errors import ContentError
from dialogs.yaml_files import read_yaml, strings

JAPANESE = re.compile(r"[\u3041-\u30ff]")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the words of the desk, for a test to spoil."""
    shutil.copytree(CONTENT_DIR / DESK_FOLDER, tmp_path / DESK_FOLDER)
    return tmp_path


def spoil(content: Path, old: str, new: str, name: str = "common.yaml") -> tuple[str, ...]:
    """Change one file; what is told of it."""
    path = content / DESK_FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_desk_texts(content)
    return tuple(str(fault) for fault in raised.value.faults)


def test_words_are_said_in_the_language_of_the_member() -> None:
    words = Words(ja="{count}件", en="{count} of them")

    assert (words.say("ja", count=2), words.say("en", count=2)) == ("2件", "2 of them")


def test_what_is_filled_in_is_never_read_as_a_placeholder() -> None:
    assert Words(ja="「{word}」", en="{word}").say("ja", word="{secret}") == "「{secret}」"


def test_a_language_that_is_missing_is_a_fault(content: Path) -> None:
    (fault,) = spoil(content, "back: {ja: 戻る, en: Back}", "back: {ja: 戻る}")

    assert "common.yaml" in fault


def test_a_placeholder_of_one_language_alone_is_a_fault(content: Path) -> None:
    (fault,) = spoil(content, 'There is no "{word}"', "There is no such word")

    assert "word" in fault


def test_a_part_that_is_missing_is_a_fault_beside_the_others(content: Path) -> None:
    (content / DESK_FOLDER / "home.yaml").unlink()

    faults = spoil(content, "back: {ja: 戻る, en: Back}", "back: {ja: 戻る}")

    assert len(faults) == 2


def test_the_english_words_are_english() -> None:
    assert [words for words in _said("en") if JAPANESE.search(words)] == []


def test_nobody_is_shouted_at() -> None:
    assert [words for words in (*_said("ja"), *_said("en")) if set("!！—") & set(words)] == []


def _said(language: str) -> Iterator[str]:
    for path in sorted((CONTENT_DIR / DESK_FOLDER).glob("*.yaml")):
        file, faults = read_yaml(path, path.name)
        assert file is not None, faults
        yield from (words for place, words in strings(file.data) if place[-1] == language)
