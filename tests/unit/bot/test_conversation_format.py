"""A conversation that another version wrote is read as far as this one understands it."""

import json
import logging

import pytest

from bot.store.conversation_format import read_conversation, write_conversation
from dialogs.conversation import Conversation, NotedSign, Slot, Utterance
from tests.fakes.clock import NOON

KEPT = Conversation(
    state="contact/menu",
    utterances=(Utterance(message_id="m1", at=NOON, text="some words"),),
    slots=(Slot(key="paid", value=True, sentence="払いました"), Slot(key="amount_yen", value=50000, sentence="5万")),
    signs=(NotedSign(code="2a", quote="some", message_id="m1", at=NOON),),
    route="adr",
    misses=2,
)


def changed(**changes: object) -> bytes:
    """`KEPT` as another version would have written it."""
    return json.dumps({**json.loads(write_conversation(KEPT)), **changes}).encode()


def test_what_is_written_is_read() -> None:
    assert read_conversation(write_conversation(KEPT)) == KEPT
    assert read_conversation(write_conversation(Conversation())) == Conversation()


def test_unknown_fields_are_left_out_and_missing_ones_have_their_default() -> None:
    assert read_conversation(changed(mood="calm")) == KEPT
    assert read_conversation(b'{"state": "a/b"}') == Conversation(state="a/b")


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"route": "a_road_of_the_future"}, {"route": None}),
        ({"misses": "many"}, {"misses": 0}),
        ({"history": None}, {"history": ()}),
    ],
)
def test_a_value_that_is_not_understood_costs_only_itself(changes: dict[str, object], left: dict[str, object]) -> None:
    kept = read_conversation(changed(**changes))

    assert {name: getattr(kept, name) for name in left} == left
    assert (kept.state, kept.utterances, kept.slots, kept.signs) == (
        KEPT.state,
        KEPT.utterances,
        KEPT.slots,
        KEPT.signs,
    )


def test_a_member_that_is_not_understood_costs_only_itself(caplog: pytest.LogCaptureFixture) -> None:
    slots = json.loads(write_conversation(KEPT))["slots"]
    unknown = {"key": "shoe_size", "value": "private", "sentence": "private"}

    with caplog.at_level(logging.WARNING):
        kept = read_conversation(changed(slots=[slots[0], unknown, slots[1]]))

    assert kept == KEPT
    assert "slots" in caplog.text
    assert "private" not in caplog.text
