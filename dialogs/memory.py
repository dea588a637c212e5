"""What a conversation remembers: utterances, slots, signs, and how they are forgotten again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.conversation import AskedSign, Conversation, NotedSign, SignCode, Utterance

#: Bounds, so that no conversation grows without end.
MAX_UTTERANCES = 80
MAX_UTTERANCE_CHARACTERS = 5_000
MAX_HISTORY = 20
#: Messages closer together than this are one burst, read as one utterance (signs.md §6).
BURST_GAP = timedelta(seconds=45)
MAX_BURST_MESSAGES = 5


def remember(conversation: Conversation, utterance: Utterance) -> Conversation:
    """Keep what was said, the oldest going first where there is too much."""
    kept = replace(utterance, text=utterance.text[:MAX_UTTERANCE_CHARACTERS])
    return replace(conversation, utterances=(*conversation.utterances, kept)[-MAX_UTTERANCES:])


def burst_of(conversation: Conversation) -> tuple[Utterance, ...]:
    """The newest utterance and those that came right before it."""
    burst: list[Utterance] = []
    for utterance in reversed(conversation.utterances[-MAX_BURST_MESSAGES:]):
        if burst and burst[-1].at - utterance.at > BURST_GAP:
            break
        if conversation.burst_after is not None and utterance.at <= conversation.burst_after:
            break
        burst.append(utterance)
    return tuple(reversed(burst))


def note_sign(conversation: Conversation, sign: NotedSign) -> Conversation:
    """Remember a sign; a code is noted once, with its first quote."""
    if sign.code in conversation.sign_codes:
        return conversation
    denied = tuple(code for code in conversation.denied_signs if code != sign.code)
    return replace(conversation, signs=(*conversation.signs, sign), denied_signs=denied)


def take_back(conversation: Conversation, codes: Iterable[SignCode], now: datetime) -> Conversation:
    """Forget signs that the person took back, and do not read the old words again.

    A warning whose every ground is gone counts as not given, so that new pressure is warned of in full.
    """
    gone = frozenset(codes) & conversation.sign_codes
    if not gone:
        return conversation
    signs = tuple(sign for sign in conversation.signs if sign.code not in gone)
    return replace(conversation, signs=signs, burst_after=now, warned_at=conversation.warned_at if signs else None)


def ask_about(conversation: Conversation, sign: AskedSign) -> Conversation:
    """Remember that a likely sign was asked about."""
    return replace(conversation, asked_sign=sign, asked_codes=(*conversation.asked_codes, sign.code))


def withdraw(conversation: Conversation, message_id: str) -> Conversation:
    """Forget a message and everything that rests on it."""
    asked = conversation.asked_sign
    return replace(
        conversation,
        utterances=tuple(one for one in conversation.utterances if one.message_id != message_id),
        slots=tuple(slot for slot in conversation.slots if slot.message_id != message_id),
        signs=tuple(sign for sign in conversation.signs if sign.message_id != message_id),
        asked_sign=None if asked and asked.message_id == message_id else asked,
    )


def move(conversation: Conversation, state: str) -> Conversation:
    """Stand in `state`; the way back is kept."""
    if state == conversation.state:
        return conversation
    before = (*conversation.history, conversation.state) if conversation.state else conversation.history
    return replace(conversation, state=state, history=before[-MAX_HISTORY:])


def move_back(conversation: Conversation) -> Conversation:
    """Stand where the conversation stood before; the same where there is no way back."""
    if not conversation.history:
        return conversation
    return replace(conversation, state=conversation.history[-1], history=conversation.history[:-1])
