"""Every block that the desk builds is one that Slack takes, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.frame import blocks
from bot.staff.texts.words import Words
from tests.fakes.slack_limits import check_blocks, check_view

LONG = "とても長い文です。" * 1000
MORE = Words(ja="…（続きがあります）", en="… (more)")


def every_block(text: str) -> list[blocks.Block]:
    """One of each, with `text` wherever there is one."""
    sure = blocks.confirm(text, text, text, text)
    button = blocks.button(text, "desk:test:one", "HT-2222-2222", style="danger", confirm=sure)
    link = blocks.button(text, "desk:test:two", url="https://example.com/")
    return [
        blocks.header(text),
        blocks.section(text),
        blocks.section(text, blocks.button(text, "desk:test:three")),
        blocks.markdown(text),
        blocks.markdown(text, blocks.button(text, "desk:test:four")),
        blocks.context(text),
        blocks.divider(),
        blocks.actions(button, link),
    ]


@pytest.mark.parametrize("text", ["", "\n", "\u3000", "a", "短い", LONG])
def test_slack_takes_every_block(text: str) -> None:
    assert check_blocks(every_block(text)) == []


@given(st.text(max_size=4000))
def test_slack_takes_whatever_stands_in_them(text: str) -> None:
    assert check_blocks(every_block(text)) == []


@pytest.mark.parametrize("text", ["短い", LONG])
def test_slack_takes_every_view(text: str) -> None:
    field = blocks.text_input("field", text, initial=text, multiline=True, hint=text)
    modal = blocks.modal(
        text, [*every_block(text)] * 1 + [field], callback_id="desk:test:modal", submit=text, close=text
    )

    assert check_view(modal) == []
    assert check_view(blocks.home(every_block(text))) == []


def test_a_message_has_no_more_blocks_than_slack_takes() -> None:
    message = blocks.message(LONG, [blocks.divider()] * 80)

    assert check_blocks(message["blocks"]) == []
    assert len(message["text"]) <= 3000


def test_a_message_without_blocks_shows_its_text() -> None:
    assert blocks.message("言葉")["blocks"] == [blocks.section("言葉")]


@given(st.text(max_size=200), st.integers(min_value=20, max_value=100))
def test_what_is_cut_says_so(text: str, limit: int) -> None:
    cut = blocks.cut(text, limit, MORE, "ja")

    assert len(cut) <= limit
    assert cut == text or cut.endswith(MORE.ja)
