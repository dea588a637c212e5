"""One event through the dialog: `Engine.handle`, a function of the conversation, the event and the time."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from dialogs import memory
from dialogs.catalog import Catalog, StepChoice
from dialogs.circumstances import read_circumstances
from dialogs.composer import SIGN_NO, SIGN_YES, Composer, Lead
from dialogs.conversation import Conversation, NotedSign, Utterance
from dialogs.events import (
    ChoiceSelected,
    ConversationClosed,
    ConversationOpened,
    Event,
    MediaSent,
    MessageWithdrawn,
    Said,
    StaffAway,
    StaffJoined,
    StaffLate,
    StaffLeft,
    StaffSaid,
    TextSaid,
)
from dialogs.handover import Handover
from dialogs.listener import Heard, Listener
from dialogs.replies import Reply
from dialogs.steering import Steering
from dialogs.turn import Turn
from dialogs.warning import LEVERAGE, WarningKind, warning_due, warning_kind
from dialogs.words import WordReader

GREETING = "start/greeting"
MENU = "start/menu"
DESK_LIST = "desk/list"
CLOSED = "end/closed"
#: Answers in a row that could not be placed before the desks are shown.
MAX_MISSES = 2


class Engine:
    """The dialog. It holds nothing between two turns and may be shared by all threads."""

    def __init__(self, catalog: Catalog, listener: Listener, composer: Composer, *, is_staffed: bool = False) -> None:
        self.catalog = catalog
        self._listener = listener
        self._composer = composer
        self._words = WordReader(catalog.words)
        self._steering = Steering(catalog, self._words, is_staffed=is_staffed)
        self._handover = Handover(
            catalog, words=self._words, listener=listener, steering=self._steering, composer=composer
        )

    def handle(self, conversation: Conversation, event: Event, now: datetime) -> Turn:
        """Take one event; answers, but for a person who left, a message that was taken back, and where staff does.

        `now` is aware. Never raises for anything that a person can send.
        """
        conversation = self._renamed(conversation)
        match event:
            case TextSaid() | ChoiceSelected() | MediaSent() | ConversationOpened():
                turn = self._answer(conversation, event, now)
            case MessageWithdrawn():
                turn = Turn(conversation=memory.withdraw(conversation, event.message_id), reply=None)
            case ConversationClosed():
                turn = Turn(conversation=Conversation(), reply=None, erased=True)
            case StaffJoined() | StaffAway() | StaffLate() | StaffSaid() | StaffLeft():
                turn = self._handover.take(self._standing(conversation), event)
            case _:
                assert_never(event)
        return self._completed(conversation, turn)

    def _answer(self, conversation: Conversation, event: Said, now: datetime) -> Turn:
        if self._handover.is_live(conversation) and not self._is_erasure(event):
            return self._handover.leave_to_staff(conversation, event, now)
        match event:
            case TextSaid():
                return self._hear(conversation, event, now)
            case ChoiceSelected():
                return self._tap(conversation, event, now)
            case MediaSent():
                return self._stay(self._standing(conversation), self._composer.text(f"media_{event.kind}"))
            case ConversationOpened():
                return self._open(conversation)
            case _:
                assert_never(event)

    # What a person typed.

    def _hear(self, conversation: Conversation, event: TextSaid, now: datetime) -> Turn:
        command = self._words.command(event.text)
        if command and not self._answers_here(conversation, command, event.text):
            return self._obey(conversation, command)
        is_new = not conversation.state
        conversation = self._standing(conversation)
        said = Utterance(message_id=event.message_id, at=now, text=event.text)
        conversation = memory.remember(conversation, said)
        answer = self._words.answer_about_sign(event.text) if conversation.asked_sign else None
        conversation, confirmed = self._settle_asked_sign(conversation, answer, now)
        heard = self._listener.hear(conversation, now, self.catalog.step(conversation.state).takes)
        heard = replace(heard, new_signs=(*confirmed, *heard.new_signs))
        danger = self._words.danger(event.text)
        if danger:
            return self._arrive(self._steering.go(heard.conversation, danger.goto), heard.new_signs, now)
        if answer == "no" and not heard.new_signs:
            return self._stay(heard.conversation, self._composer.text("denied"))
        return self._respond(heard, event, now, is_new=is_new)

    def _respond(self, heard: Heard, event: TextSaid, now: datetime, *, is_new: bool) -> Turn:
        conversation = heard.conversation
        step = self.catalog.step(conversation.state)
        choice = self._words.exact_choice(step, event.text)
        if choice and not is_new:
            return self._choose(heard, choice, event.message_id, now, said=choice.label)
        if heard.took_back:
            return self._stay(conversation, self._composer.text("retracted"))
        choice = None if is_new or heard.new_signs else self._words.choice(step, event.text)
        courtesy = self._words.courtesy(event.text)
        if courtesy and not choice and heard.new_route in {None, "other"} and not heard.new_signs:
            return self._be_courteous(conversation, courtesy, is_new=is_new)
        moved = self._steering.follow(heard, event.text) if not _is_aside(heard, choice) else conversation
        if moved.state != conversation.state:
            return self._arrive(moved, heard.new_signs, now, heard)
        if choice:
            return self._choose(heard, choice, event.message_id, now, said=event.text)
        return self._answer_in_place(heard, now, is_new=is_new)

    def _answer_in_place(self, heard: Heard, now: datetime, *, is_new: bool) -> Turn:
        conversation = heard.conversation
        if heard.new_signs:
            lead, conversation = self._lead(conversation, heard.new_signs, now)
            return self._answered(conversation, self._composer.stay(conversation, lead), heard.new_signs)
        if heard.to_ask:
            return self._ask_sign(heard, arrived=False)
        if is_new:
            return self._arrive(conversation, (), now)
        if heard.new_slots:
            return self._stay(conversation, self._composer.text("noted", labels=self._composer.labels(heard.new_slots)))
        if heard.same_route and heard.same_route != "other":
            return self._arrive(self._steering.go(conversation, self.catalog.roads[heard.same_route]), (), now)
        return self._miss(conversation)

    def _miss(self, conversation: Conversation) -> Turn:
        if conversation.misses + 1 < MAX_MISSES:
            turn = self._stay(conversation, self._composer.text("miss"))
            return replace(turn, conversation=replace(turn.conversation, misses=conversation.misses + 1))
        moved = self._steering.go(conversation, DESK_LIST)
        lead = Lead(texts=(self._composer.text("two_misses"),))
        return self._answered(moved, self._composer.enter(moved, lead))

    def _be_courteous(self, conversation: Conversation, courtesy: str, *, is_new: bool) -> Turn:
        if is_new:
            return self._answered(conversation, self._composer.enter(conversation, Lead()))
        return self._stay(conversation, self._composer.text(f"courtesy_{courtesy}"))

    # What a person tapped.

    def _tap(self, conversation: Conversation, event: ChoiceSelected, now: datetime) -> Turn:
        conversation = self._standing(conversation)
        if event.choice_id in {SIGN_YES, SIGN_NO}:
            return self._tap_about_sign(conversation, event.choice_id, now)
        step = self.catalog.step(conversation.state)
        choice = next((one for one in step.choices if one.id == event.choice_id), None)
        if choice is None or (event.state and self.catalog.current(event.state) != conversation.state):
            return self._stay(conversation, self._composer.text("old_button"))
        return self._choose(Heard(conversation=conversation), choice, event.message_id, now, said=choice.label)

    def _tap_about_sign(self, conversation: Conversation, choice_id: str, now: datetime) -> Turn:
        if conversation.asked_sign is None:
            return self._stay(conversation, self._composer.text("old_button"))
        answer = "yes" if choice_id == SIGN_YES else "no"
        conversation, confirmed = self._settle_asked_sign(conversation, answer, now)
        if not confirmed:
            return self._stay(conversation, self._composer.text("denied"))
        moved = self._steering.follow(Heard(conversation=conversation, new_signs=confirmed), "")
        return self._arrive(moved, confirmed, now)

    def _choose(self, heard: Heard, choice: StepChoice, message_id: str, now: datetime, *, said: str) -> Turn:
        before = heard.conversation
        moved = self._steering.choose(before, choice, now, message_id=message_id, said=said)
        chosen = tuple(sign for sign in moved.signs if sign.code not in before.sign_codes)
        return self._arrive(moved, (*heard.new_signs, *chosen), now)

    def _settle_asked_sign(
        self, conversation: Conversation, answer: str | None, now: datetime
    ) -> tuple[Conversation, tuple[NotedSign, ...]]:
        """Count the answer to a likely sign; whatever the answer, nothing stays asked."""
        asked = conversation.asked_sign
        conversation = replace(conversation, asked_sign=None)
        if asked is None or answer not in {"yes", "no"}:
            return conversation, ()
        if answer == "no":
            return replace(conversation, denied_signs=(*conversation.denied_signs, asked.code)), ()
        sign = NotedSign(code=asked.code, quote=asked.quote, message_id=asked.message_id, at=now)
        return memory.note_sign(conversation, sign), (sign,)

    # What works everywhere.

    def _answers_here(self, conversation: Conversation, command: str, text: str) -> bool:
        """「続ける」 is an answer where the open question offers to go on."""
        if command != "resume" or not conversation.state:
            return False
        return self._words.choice_by_words(self.catalog.step(conversation.state), text) is not None

    def _obey(self, conversation: Conversation, command: str) -> Turn:
        match command:
            case "erase":
                return self._erase(conversation)
            case "back":
                return self._back(self._standing(conversation))
            case "resume":
                return self._resume(self._standing(conversation))
            case "help":
                return self._stay(self._standing(conversation), self._composer.text("help"))
            case _:
                moved = self._steering.command(self._standing(conversation), command)
                return self._answered(moved, self._composer.enter(moved, Lead()))

    def _erase(self, conversation: Conversation) -> Turn:
        counts = {key: len(getattr(conversation, key)) for key in ("utterances", "slots", "signs")}
        reply = self._composer.alone(self._composer.text("erased", **counts))
        return Turn(conversation=Conversation(), reply=reply, erased=True)

    def _back(self, conversation: Conversation) -> Turn:
        before = memory.move_back(conversation)
        if before.state == conversation.state:
            return self._stay(conversation, self._composer.text("nothing_before"))
        return self._answered(before, self._composer.enter(before, Lead()))

    def _resume(self, conversation: Conversation) -> Turn:
        if conversation.state == CLOSED:
            conversation = memory.move_back(conversation)
        return self._stay(conversation, self._composer.text("resumed"))

    def _open(self, conversation: Conversation) -> Turn:
        if conversation.state:
            return self._stay(conversation, self._composer.text("welcome_back"))
        conversation = self._standing(conversation)
        return self._answered(conversation, self._composer.enter(conversation, Lead()))

    # How a turn ends.

    def _arrive(
        self, conversation: Conversation, new_signs: tuple[NotedSign, ...], now: datetime, heard: Heard | None = None
    ) -> Turn:
        if heard and heard.to_ask and not new_signs:
            return self._ask_sign(replace(heard, conversation=conversation), arrived=True)
        lead, conversation = self._lead(conversation, new_signs, now)
        return self._answered(conversation, self._composer.enter(conversation, lead), new_signs)

    def _ask_sign(self, heard: Heard, *, arrived: bool) -> Turn:
        asked = heard.to_ask
        assert asked is not None  # noqa: S101 - both callers have just looked
        conversation = memory.ask_about(heard.conversation, asked)
        return self._answered(conversation, self._composer.ask_sign(conversation, asked, arrived=arrived))

    def _lead(
        self, conversation: Conversation, new_signs: tuple[NotedSign, ...], now: datetime
    ) -> tuple[Lead, Conversation]:
        """What stands before the step's own words: the signs, and the warning where it is due."""
        kind = self._warning(conversation, new_signs)
        if kind:
            conversation = replace(conversation, warned_at=conversation.warned_at or now)
        return Lead(signs=new_signs, warning=kind, calm=self._calm(conversation, new_signs)), conversation

    def _calm(self, conversation: Conversation, new_signs: tuple[NotedSign, ...]) -> str:
        """What to do about signs that press nobody; professionals know."""
        if not new_signs or conversation.route == "professional":
            return ""
        paid = conversation.slot("paid")
        if paid is not None and paid.value is True:
            return self._composer.text("calm_paid")
        return self._composer.text("calm")

    def _warning(self, conversation: Conversation, new_signs: tuple[NotedSign, ...]) -> WarningKind | None:
        circumstances = read_circumstances(conversation, self.catalog.words.warning)
        if not warning_due(conversation, circumstances):
            return None
        if conversation.warned_at is None:
            return warning_kind(circumstances)
        return "again" if any(sign.code in LEVERAGE for sign in new_signs) else None

    def _stay(self, conversation: Conversation, text: str) -> Turn:
        return self._answered(conversation, self._composer.stay(conversation, Lead(texts=(text,))))

    def _answered(self, conversation: Conversation, reply: Reply, new_signs: tuple[NotedSign, ...] = ()) -> Turn:
        return Turn(conversation=replace(conversation, misses=0), reply=reply, new_signs=new_signs)

    def _completed(self, before: Conversation, turn: Turn) -> Turn:
        if turn.erased:
            return turn
        given = turn.conversation.notice_given or turn.reply is not None
        kept = replace(turn.conversation, notice_given=given, catalog_version=self.catalog.version)
        return replace(turn, conversation=kept, staff=turn.staff or self._handover.cue(before, turn.conversation))

    def _is_erasure(self, event: Event) -> bool:
        return isinstance(event, TextSaid) and self._words.command(event.text) == "erase"

    # Where a conversation stands.

    def _standing(self, conversation: Conversation) -> Conversation:
        return conversation if conversation.state else replace(conversation, state=GREETING)

    def _renamed(self, conversation: Conversation) -> Conversation:
        """The conversation on today's steps; a step that is gone begins again at the menu."""
        if not conversation.state:
            return conversation
        state = self.catalog.current(conversation.state) or MENU
        history = tuple(name for name in map(self.catalog.current, conversation.history) if name)
        return replace(conversation, state=state, history=history)


def _is_aside(heard: Heard, choice: StepChoice | None) -> bool:
    """A word that belongs to no road of ours and answers the open question is that answer."""
    return choice is not None and heard.new_route == "other"
