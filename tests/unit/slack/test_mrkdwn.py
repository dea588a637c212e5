"""Slack's markup, taken out of what people say and kept out of what we say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.mrkdwn import escape, is_emoji_only, read_text, without_emoji, without_mentions


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("業者に急かされました", "業者に急かされました"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.com/a?b=c>", "https://example.com/a?b=c"),
        ("<http://example.com|example.com>で見た", "example.comで見た"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("<mailto:a@example.com>", "a@example.com"),
        ("<tel:0312345678>", "0312345678"),
        ("<@U00000007>さん", "@さん"),
        ("<@U00000007|taro>さん", "@さん"),
        ("<#C00000007|general>", "#general"),
        ("<#C00000007>", "#"),
        ("<!here>", "@"),
        ("<!subteam^S1|@desk>", "@desk"),
        ("<!date^1^{date}|yesterday>", "yesterday"),
        ("\ud83d と言う", "? と言う"),
        ("< 改行\n>", " 改行\n"),
    ],
)
def test_a_text_is_read_as_the_person_saw_it(marked: str, shown: str) -> None:
    assert read_text(marked) == shown


@given(st.text())
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    assert read_text(escape(text)) == text
    assert "<" not in escape(text)


@pytest.mark.parametrize(
    ("text", "is_so"), [(":cry:", True), (":+1: :cry:", True), ("a :cry:", False), ("", False), ("10:30:", False)]
)
def test_emoji_alone(text: str, *, is_so: bool) -> None:
    assert is_emoji_only(text) is is_so


def test_mentions_are_left_out() -> None:
    assert without_mentions("<@U1> 助けて <@U2|x>") == "助けて"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("はい:pray::skin-tone-3:", "はい"),
        ("10:30:00 に", "10:30:00 に"),
        ("https://example.com:8080/a", "https://example.com:8080/a"),
    ],
)
def test_emoji_are_left_out(text: str, left: str) -> None:
    assert without_emoji(text) == left
