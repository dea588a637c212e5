"""A warning is due as soon as pressure bears on a decision that is still open (signs.md, routes)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.catalog_files import load_catalog
from dialogs.circumstances import read_circumstances
from dialogs.conversation import SIGN_CODES, Conversation, NotedSign, Route, SignCode, Slot, Utterance
from dialogs.warning import LEVERAGE, warning_due, warning_kind

WORDS = load_catalog().words.warning
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def _talk(text: str, *codes: SignCode, paid: bool | None = None, route: Route = "trouble_form") -> Conversation:
    conversation = Conversation(
        utterances=(Utterance(message_id="m0", at=NOW, text=text),),
        signs=tuple(NotedSign(code=code, quote="…", message_id="m0", at=NOW) for code in codes),
        route=route,
    )
    if paid is None:
        return conversation
    return conversation.with_slot(Slot(key="paid", value=paid, sentence=text))


def _due(conversation: Conversation) -> bool:
    return warning_due(conversation, read_circumstances(conversation, WORDS))


@pytest.mark.parametrize("code", SIGN_CODES)
def test_each_sign_alone_before_anything_is_paid(code: SignCode) -> None:
    assert _due(_talk("業者と話した", code)) == (code in LEVERAGE)


@pytest.mark.parametrize(
    ("conversation", "due"),
    [
        (_talk("その場で払った", "P", paid=True), False),
        (_talk("着手金を払った。残りを今日中にと", "P", paid=True), True),
        (_talk("まだ払っていない", "5c", paid=False), True),
        (_talk("直らないのに請求書が来た", "5c"), True),
        (_talk("毎月引かれている", "5c", paid=True), False),
        (_talk("規約にそう書いてある", "5c"), False),
        (_talk("相談者がそう言われた", "P", "2a", route="professional"), False),
        (_talk("取材です", "P", route="other"), False),
        (_talk("何も言われていない"), False),
    ],
)
def test_due(conversation: Conversation, due: bool) -> None:  # noqa: FBT001 - the expectation of a table
    assert _due(conversation) is due


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("業者と話した", "open"),
        ("昨日契約しました", "contracted"),
        ("契約したらどうなりますか", "open"),
        ("契約したい", "open"),
        ("HDDを送りました", "shipped"),
        ("サインした", "contracted"),
    ],
)
def test_wording_follows_how_far_things_have_gone(text: str, kind: str) -> None:
    assert warning_kind(read_circumstances(_talk(text, "P"), WORDS)) == kind


def test_wording_for_someone_who_paid_and_for_a_company() -> None:
    paid = _talk("払った", "P", paid=True)
    company = _talk("当社", "P").with_slot(Slot(key="organization", value="例示社", sentence="当社"))

    assert warning_kind(read_circumstances(paid, WORDS)) == "paid"
    assert warning_kind(read_circumstances(company, WORDS)) == "company"
    assert not read_circumstances(replace(paid, slots=()), WORDS).paid
