"""Understand one utterance: signs, slots and the road, noted into the conversation with their evidence."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs import memory
from dialogs.conversation import AskedSign, Conversation, Finding, NotedSign, Route, Slot, SlotKey, Utterance
from dialogs.routes.reader import RouteReader
from dialogs.signs.detector import Detector
from dialogs.slots.extractor import SlotExtractor

#: Days are the days of the people who write.
DAYS_OF = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one utterance added."""

    conversation: Conversation
    new_signs: tuple[NotedSign, ...] = ()
    to_ask: AskedSign | None = None
    took_back: bool = False
    new_slots: tuple[Slot, ...] = ()
    #: The road that this utterance set or changed.
    new_route: Route | None = None
    #: The road that this utterance asks for once more.
    same_route: Route | None = None


class Listener:
    """Reads the newest utterance of a conversation in the light of those before it."""

    def __init__(self, detector: Detector, extractor: SlotExtractor, route_reader: RouteReader) -> None:
        self._detector = detector
        self._extractor = extractor
        self._route_reader = route_reader

    def hear(self, conversation: Conversation, now: datetime, asked: SlotKey | None) -> Heard:
        """Read the newest utterance; `asked` is the slot that the dialog has just asked for."""
        heard = self._hear_signs(conversation, now)
        heard = self._hear_slots(heard, now, asked)
        return self._hear_route(heard)

    def _hear_signs(self, conversation: Conversation, now: datetime) -> Heard:
        burst = memory.burst_of(conversation)
        reading = self._detector.detect([utterance.text for utterance in burst])
        before = conversation
        conversation = memory.take_back(conversation, reading.retracted, now)
        new_signs, to_ask = [], None
        for finding in reading.findings:
            if not _is_new(finding, conversation, newest=len(burst) - 1):
                continue
            if finding.sure:
                sign = _noted(finding, burst[finding.message], now)
                new_signs.append(sign)
                conversation = memory.note_sign(conversation, sign)
            elif to_ask is None and _may_be_asked(finding, conversation, newest=len(burst) - 1):
                to_ask = AskedSign(code=finding.code, quote=finding.quote, message_id=burst[finding.message].message_id)
        return Heard(
            conversation=conversation,
            new_signs=tuple(new_signs),
            to_ask=to_ask,
            took_back=bool(before.sign_codes - conversation.sign_codes),
        )

    def _hear_slots(self, heard: Heard, now: datetime, asked: SlotKey | None) -> Heard:
        conversation = heard.conversation
        utterance = conversation.utterances[-1]
        today = now.astimezone(DAYS_OF).date()
        new_slots = []
        for slot in self._extractor.extract(utterance.text, today=today, asked=asked):
            merged = self._extractor.merge(conversation.slot(slot.key), replace(slot, message_id=utterance.message_id))
            if merged != conversation.slot(slot.key):
                new_slots.append(merged)
                conversation = conversation.with_slot(merged)
        return replace(heard, conversation=conversation, new_slots=tuple(new_slots))

    def _hear_route(self, heard: Heard) -> Heard:
        conversation = heard.conversation
        *before, newest = (utterance.text for utterance in conversation.utterances)
        reading = self._route_reader.read(
            newest,
            signs=tuple(sign.code for sign in heard.new_signs),
            slots=conversation.slots,
            earlier=conversation.route,
            before=before,
        )
        route, second = self._route_reader.settle(conversation.route, conversation.second_route, reading)
        earlier = conversation.route
        # The first road may follow from what is told; a later change has to be said.
        is_new = route != earlier and (reading.stated or (earlier is None and route != "other"))
        is_same = reading.stated and reading.route == earlier
        conversation = replace(conversation, route=route, second_route=second)
        return replace(
            heard,
            conversation=conversation,
            new_route=route if is_new else None,
            same_route=earlier if is_same else None,
        )


def _is_new(finding: Finding, conversation: Conversation, newest: int) -> bool:
    if finding.code in conversation.sign_codes:
        return False
    return finding.code not in conversation.denied_signs or finding.message == newest


def _may_be_asked(finding: Finding, conversation: Conversation, newest: int) -> bool:
    """Only about the words just written, and once; a question about older words would come out of the blue."""
    return finding.message == newest and finding.code not in conversation.asked_codes


def _noted(finding: Finding, utterance: Utterance, now: datetime) -> NotedSign:
    return NotedSign(code=finding.code, quote=finding.quote, message_id=utterance.message_id, at=now)
