"""What of a turn is counted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.figures.happening import case_of, find_happenings
from bot.store.daily_counts import Happening
from dialogs.conversation import SIGN_CODES, Conversation, NotedSign, SignCode, Utterance

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SPOKEN = Conversation(state="start/menu", utterances=(Utterance(message_id="1", at=NOW, text="…"),))


def noted(*codes: SignCode) -> tuple[NotedSign, ...]:
    return tuple(NotedSign(code=code, quote="…", message_id="1", at=NOW) for code in codes)


def find(before: Conversation, after: Conversation) -> set[tuple[str, str]]:
    found = find_happenings(before, after, "line")
    assert {one.channel for one in found} <= {"line"}
    assert len(found) == len(set(found))
    return {(one.kind, one.name) for one in found}


def test_a_talk_begins_with_the_first_word_and_not_with_the_greeting() -> None:
    greeted = Conversation(state="start/greeting", notice_given=True)

    assert find(Conversation(), greeted) == set()
    assert find(greeted, SPOKEN) == {("talk", "")}
    assert find(SPOKEN, replace(SPOKEN, utterances=SPOKEN.utterances * 2)) == set()


def test_a_talk_can_begin_with_a_tap() -> None:
    tapped = Conversation(state="start/menu", history=("start/greeting",))

    assert find(Conversation(state="start/greeting"), tapped) == {("talk", "")}


def test_signs_are_counted_once_and_a_case_once_for_all_its_signs() -> None:
    one = replace(SPOKEN, signs=noted("2a", "2b", "P"))

    assert find(SPOKEN, one) == {
        ("sign", "2a"),
        ("sign", "2b"),
        ("sign", "P"),
        ("case", "CASE02"),
        ("case", "P"),
    }
    assert find(one, replace(one, signs=noted("2a", "2b", "2c", "P"))) == {("sign", "2c")}
    assert find(one, replace(one, signs=noted("2a"))) == set()


def test_a_warning_is_counted_when_it_is_first_given() -> None:
    warned = replace(SPOKEN, warned_at=NOW)

    assert find(SPOKEN, warned) == {("warned", "")}
    assert find(warned, warned) == set()


def test_a_road_is_counted_when_it_changes() -> None:
    legal = replace(SPOKEN, route="legal")

    assert find(SPOKEN, legal) == {("route", "legal")}
    assert find(legal, replace(legal, route="adr")) == {("route", "adr")}
    assert find(legal, replace(legal, route=None)) == set()


@pytest.mark.parametrize("code", SIGN_CODES)
def test_every_sign_has_a_case(code: SignCode) -> None:
    assert case_of(code) in {"CASE01", "CASE02", "CASE03", "CASE04", "CASE05", "P"}


def test_what_is_counted_holds_nothing_that_was_said() -> None:
    after = replace(SPOKEN, signs=noted("1a"), route="other", warned_at=NOW)

    told = {
        value for one in find_happenings(Conversation(), after, "line") for value in (one.kind, one.name, one.channel)
    }

    assert told == {"talk", "warned", "sign", "1a", "case", "CASE01", "route", "other", "line", ""}
    assert Happening(kind="talk").name == ""
