"""The words of the chat page: they load, they fit their places, and a fault in them is named."""

from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from bot.webchat.texts import CHAT_FILE, ChatTexts, load_chat_texts
from dialogs.catalog_files import CONTENT_DIR
from dialogs.errors import ContentError

DESKS = {"hotline"}


def written(folder: Path, **changes: Any) -> Path:
    """A content folder with a changed page file."""
    content = yaml.safe_load((CONTENT_DIR / CHAT_FILE).read_text(encoding="utf-8")) | changes
    file = folder / CHAT_FILE
    file.parent.mkdir(parents=True)
    file.write_text(yaml.safe_dump({key: value for key, value in content.items() if value is not None}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def texts() -> ChatTexts:
    return load_chat_texts(CONTENT_DIR, DESKS)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_placeholders_are_those_that_the_page_fills(texts: ChatTexts) -> None:
    assert placeholders(texts.operator) == {"operator"}
    assert placeholders(texts.composer.long) == {"count", "limit"}
    assert placeholders(texts.composer.too_long) == {"count", "limit"}


def test_every_command_of_the_menu_is_one_that_the_dialog_knows(texts: ChatTexts) -> None:
    words = yaml.safe_load((CONTENT_DIR / "words.yaml").read_text(encoding="utf-8"))
    known = {word for command in words["commands"].values() for word in command["words"]}
    assert {command.said for command in texts.menu.commands} <= known


def test_the_page_says_what_it_is_not(texts: ChatTexts) -> None:
    assert "自動応答" in texts.notice
    assert "DRAJの窓口ではありません" in texts.notice


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"title": None}, "schema", id="a text is missing"),
        pytest.param({"name": 5}, "schema", id="a number for a text"),
        pytest.param(
            {"without_script": {"title": "t", "lines": [], "desks": ["nowhere"]}}, "desk", id="a desk that is none"
        ),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_chat_texts(written(tmp_path, **changes), DESKS)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [("pages/chat.yaml", code)]


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / CHAT_FILE).write_text("title: [", "utf-8")
    with pytest.raises(ContentError) as caught:
        load_chat_texts(tmp_path, DESKS)
    assert caught.value.faults[0].code == "yaml"
