"""What is typed after the slash command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.commands import split_command
from bot.staff.register import SUBCOMMANDS
from bot.staff.texts.desk import load_desk_texts
from dialogs.catalog_files import CONTENT_DIR


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ("", "")),
        ("  ", ("", "")),
        ("cases", ("cases", "")),
        ("cases  open ", ("cases", "open")),
        ("ｃａｓｅｓ　ＨＴ", ("cases", "ＨＴ")),
        ("調べる 一行目\n二行目  です", ("調べる", "一行目\n二行目  です")),
        ("check\n業者に急がされた", ("check", "業者に急がされた")),
    ],
)
def test_the_first_word_and_the_rest(typed: str, read: tuple[str, str]) -> None:
    assert split_command(typed) == read


@given(st.text())
def test_whatever_is_typed_is_read(typed: str) -> None:
    word, rest = split_command(typed)

    assert len(word.split()) <= 1 or not typed.isascii()
    assert rest in typed


def test_every_subcommand_has_its_texts_and_every_text_its_subcommand() -> None:
    commands = load_desk_texts(CONTENT_DIR).common.commands

    assert commands.keys() == SUBCOMMANDS.keys()


def test_no_word_means_two_subcommands() -> None:
    called = [word for texts in load_desk_texts(CONTENT_DIR).common.commands.values() for word in texts.called]

    assert len(called) == len(set(called))
    assert all(split_command(word) == (word, "") for word in called)
