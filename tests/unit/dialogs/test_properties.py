"""Whatever comes in, in whatever order: an answer, a known state, bubbles within their bounds."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.catalog_files import load_catalog
from dialogs.conversation import Conversation
from dialogs.engine import Engine
from dialogs.events import (
    ChoiceSelected,
    ConversationClosed,
    ConversationOpened,
    Event,
    MediaSent,
    MessageWithdrawn,
    StaffAway,
    StaffEvent,
    StaffJoined,
    StaffLate,
    StaffLeft,
    StaffSaid,
    TextSaid,
)
from dialogs.handover import STAFF_LIVE
from dialogs.replies import MAX_BUBBLE_CHARACTERS, MAX_BUBBLES, Card, Text
from dialogs.turn import Turn

CATALOG = load_catalog()
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
CHOICE_IDS = sorted({choice.id for step in CATALOG.steps.values() for choice in step.choices})
SAYINGS = [
    "今日中に契約しないともう直らないと言われました",
    "うちでしか無理だと言われました",
    "30万円払いました",
    "業者は例示復旧社です",
    "さっきの今日中というのは私の聞き違いでした",
    "弁護士に相談したい",
    "ランサムウェアにやられました",
    "匿名で相談したい",
    "お金を返してほしい",
    "まだ払っていません",
    "HDDが認識しない",
    "ありがとうございます",
    *(word for command in CATALOG.words.commands.values() for word in command.words[:1]),
    *(word for danger in CATALOG.words.dangers.values() for word in danger.words[:1]),
    *(choice.label for step in CATALOG.steps.values() for choice in step.choices),
]
TEXTS = st.one_of(
    st.sampled_from(SAYINGS),
    st.text(max_size=80),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "So"]), max_size=20),
)
MESSAGE_IDS = st.sampled_from(["m1", "m2", "m3"])
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(TextSaid, text=TEXTS, message_id=MESSAGE_IDS),
    st.builds(
        ChoiceSelected,
        choice_id=st.one_of(st.sampled_from([*CHOICE_IDS, "sign_yes", "sign_no"]), st.text(max_size=5)),
        state=st.one_of(st.sampled_from([*CATALOG.steps, ""]), st.text(max_size=5)),
    ),
    st.builds(
        MediaSent, kind=st.sampled_from(["image", "audio", "sticker", "location", "other"]), message_id=MESSAGE_IDS
    ),
    st.builds(ConversationOpened, returning=st.booleans()),
    st.builds(MessageWithdrawn, message_id=MESSAGE_IDS),
    st.builds(ConversationClosed),
    st.builds(StaffJoined),
    st.builds(StaffAway, until=st.just(NOW)),
    st.builds(StaffLate),
    st.builds(StaffSaid, text=st.text(min_size=1, max_size=80)),
    st.builds(StaffLeft, reason=st.sampled_from(["done", "silent"])),
)
#: A slow machine must not make a property fail; what is proven here is behaviour, not speed.
UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@UNHURRIED
@given(events=st.lists(EVENTS, max_size=12), seconds=st.integers(0, 120))
def test_any_sequence_is_answered(engine: Engine, events: list[Event], seconds: int) -> None:
    conversation = Conversation()
    for number, event in enumerate(events):
        turn = engine.handle(conversation, event, NOW + timedelta(seconds=seconds * number))
        _check(conversation, turn, event)
        conversation = turn.conversation


@UNHURRIED
@given(events=st.lists(EVENTS, min_size=1, max_size=6))
def test_the_same_events_give_the_same_talk(engine: Engine, events: list[Event]) -> None:
    assert _play(engine, events) == _play(engine, events)


@UNHURRIED
@given(text=TEXTS, state=st.sampled_from([*CATALOG.steps, "gone/step", ""]))
def test_every_state_answers_every_text(engine: Engine, text: str, state: str) -> None:
    before, event = Conversation(state=state), TextSaid(text=text, message_id="m1")
    _check(before, engine.handle(before, event, NOW), event)


def _play(engine: Engine, events: list[Event]) -> list[Turn]:
    conversation, turns = Conversation(), []
    for number, event in enumerate(events):
        turns.append(engine.handle(conversation, event, NOW + timedelta(seconds=number)))
        conversation = turns[-1].conversation
    return turns


def _check(before: Conversation, turn: Turn, event: Event) -> None:
    if isinstance(event, MessageWithdrawn | ConversationClosed):
        assert turn.reply is None
        return
    is_staffs = before.state == STAFF_LIVE or isinstance(event, StaffEvent)
    if turn.reply is None and is_staffs:
        return
    assert turn.reply is not None
    assert 1 <= len(turn.reply.bubbles) <= MAX_BUBBLES
    for bubble in turn.reply.bubbles:
        assert 0 < _length(bubble) <= MAX_BUBBLE_CHARACTERS, bubble
    assert turn.erased or turn.conversation.state in CATALOG.steps
    assert turn.erased or turn.reply.choices or is_staffs
    for sign in turn.new_signs:
        assert sign.quote


def _length(bubble: Text | Card) -> int:
    return len(bubble.text) if isinstance(bubble, Text) else len(bubble.title) + sum(map(len, bubble.lines))
