"""What is posted to the staff: within Slack's limits, whatever a person has written, and nobody is called by it."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.staff.handover.cards import Cards
from bot.staff.texts.desk import load_desk_texts
from bot.store.handovers import KeptHandover
from bot.store.matters import KeptMatter
from dialogs.catalog_files import CONTENT_DIR
from dialogs.conversation import SIGN_CODES, Conversation, NotedSign, Utterance
from dialogs.signs.load import load_sign_texts
from tests.fakes.slack_limits import MAX_BLOCK_TEXT, block_text, check_blocks
from tests.fakes.slack_platform import read_blocks

AT = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)
MATTER = KeptMatter(
    id=1,
    reference="HT-AAAA-BBBB",
    conversation_id=1,
    channel="line",
    sealed_address=b"",
    origin="asked",
    status="open",
    taken_by=None,
    taken_at=None,
    opened_at=AT,
    updated_at=AT,
    closed_at=None,
)
WAITING = KeptHandover(
    conversation_id=1,
    reference="HT-AAAA-BBBB",
    status="waiting",
    member=None,
    asked_at=AT,
    taken_at=None,
    ended_at=None,
    awaiting_since=AT,
    card_id=None,
    channel="",
    thread_ts="",
)
LIVE = replace(WAITING, status="live", member="U00000900")
EVIL = "<!channel> <@U00000001> *太字* <https://example.com|ここ> " + "あ" * 40_000


@pytest.fixture(scope="module")
def cards() -> Cards:
    return Cards(load_desk_texts(CONTENT_DIR), load_sign_texts(CONTENT_DIR), ZoneInfo("Asia/Tokyo"))


def _talk(text: str, count: int = 1) -> Conversation:
    said = tuple(Utterance(message_id=f"m{number}", at=AT, text=text) for number in range(count))
    signs = tuple(NotedSign(code=code, quote=text, message_id="m0", at=AT) for code in SIGN_CODES)
    return Conversation(utterances=said, signs=signs if count > 1 else ())


def test_a_card_says_who_when_and_what(cards: Cards) -> None:
    card = cards.card(MATTER, WAITING, _talk("HDDが壊れました"), away_until=None)
    read = read_blocks(card)

    assert "HT-AAAA-BBBB　LINE　11/20 12:05" in read
    assert "12:05　HDDが壊れました" in read
    assert "サインは見つかっていません" in read
    assert "HDD" not in card["text"]


def test_the_longest_card_fits(cards: Cards) -> None:
    card = cards.card(MATTER, WAITING, _talk(EVIL, 80), away_until=AT)

    assert check_blocks(card["blocks"]) == []
    assert block_text(card["blocks"]) < MAX_BLOCK_TEXT


@pytest.mark.parametrize("handover", [WAITING, LIVE, replace(LIVE, status="over")])
def test_only_who_waits_can_be_taken(cards: Cards, handover: KeptHandover) -> None:
    card = cards.card(MATTER, handover, _talk("HDD"), away_until=AT)
    buttons = [element for block in card["blocks"] for element in block.get("elements", []) if "action_id" in element]

    assert check_blocks(card["blocks"]) == []
    assert [button["value"] for button in buttons] == (["HT-AAAA-BBBB"] if handover is WAITING else [])
    assert ("<@U00000900>" in read_blocks(card)) == (handover is LIVE)
    assert ("受付時間の外" in read_blocks(card)) == (handover is WAITING)


@pytest.mark.parametrize("is_danger", [True, False])
def test_the_longest_words_of_a_person_fit_and_call_nobody(cards: Cards, *, is_danger: bool) -> None:
    signs = _talk(EVIL, 2).signs

    said = cards.said(EVIL, signs, is_danger=is_danger)

    assert check_blocks(said["blocks"]) == []
    assert block_text(said["blocks"]) < MAX_BLOCK_TEXT
    assert "長いため" in read_blocks(said)
    assert "<!channel>" not in said["text"]
    markup = [text for block in said["blocks"] for text in block.get("elements", []) if text["type"] == "mrkdwn"]
    assert not any("channel" in text["text"] for text in markup)


def test_the_first_post_of_a_thread(cards: Cards) -> None:
    opening = cards.opening("HT-AAAA-BBBB", "U00000900", 15)

    assert check_blocks(opening["blocks"]) == []
    assert "15分" in read_blocks(opening)


def test_what_was_sent_from_elsewhere(cards: Cards) -> None:
    sent = cards.sent("あ" * 5000)

    assert check_blocks(sent["blocks"]) == []
    assert read_blocks(sent).count("あ") == 5000
