"""A talk that a member of staff answers: the dialog listens, and says nothing but in danger."""

from dataclasses import replace
from datetime import datetime
from typing import Final, assert_never

from dialogs import memory
from dialogs.catalog import Catalog
from dialogs.composer import Composer, Lead
from dialogs.conversation import Conversation, Utterance
from dialogs.events import (
    ChoiceSelected,
    ConversationOpened,
    MediaSent,
    Said,
    StaffAway,
    StaffEvent,
    StaffJoined,
    StaffLate,
    StaffLeft,
    StaffSaid,
    TextSaid,
)
from dialogs.listener import DAYS_OF, Listener
from dialogs.replies import Reply
from dialogs.steering import Steering
from dialogs.turn import StaffCue, Turn
from dialogs.words import WordReader

STAFF_LIVE: Final = "staff/live"
STAFF_DONE: Final = "staff/done"
STAFF_SILENT: Final = "staff/silent"


class Handover:
    """What staff does to a talk, and what a person does in one that staff answers."""

    def __init__(
        self, catalog: Catalog, *, words: WordReader, listener: Listener, steering: Steering, composer: Composer
    ) -> None:
        self._catalog = catalog
        self._words = words
        self._listener = listener
        self._steering = steering
        self._composer = composer

    def is_live(self, conversation: Conversation) -> bool:
        """Whether a member of staff answers."""
        return bool(conversation.state) and self._catalog.step(conversation.state).staff == "answers"

    def cue(self, before: Conversation, after: Conversation) -> StaffCue | None:
        """What arriving where `after` stands asks of the staff's side."""
        if after.state == before.state or not after.state:
            return None
        step = self._catalog.step(after.state)
        match step.staff:
            case "calls":
                return "called"
            case "ends":
                return "left"
            case _:
                # Whoever ends the talk where they wait for a human does not wait any more.
                return "left" if step.final and self._waits(before) else None

    def leave_to_staff(self, conversation: Conversation, event: Said, now: datetime) -> Turn:
        """Take what a person does while a member of staff answers."""
        match event:
            case TextSaid():
                return self._hear(conversation, event, now)
            case ChoiceSelected():
                return self._tap(conversation, event, now)
            case MediaSent():
                # Staff does not see it either, which the person should know; a sticker asks for no answer.
                reply = None if event.kind == "sticker" else self._alone(f"media_{event.kind}")
                return Turn(conversation=conversation, reply=reply, staff="heard")
            case ConversationOpened():
                return Turn(conversation=conversation, reply=None)
            case _:
                assert_never(event)

    def take(self, conversation: Conversation, event: StaffEvent) -> Turn:
        """Take what a member of staff did; without effect where it comes too late."""
        match event:
            case StaffJoined():
                return self._join(conversation)
            case StaffAway():
                return Turn(conversation=conversation, reply=self._away(conversation, event.until))
            case StaffLate():
                late = Lead(texts=(self._composer.text("staff_late"),))
                reply = None if self.is_live(conversation) else self._composer.stay(conversation, late)
                return Turn(conversation=conversation, reply=reply)
            case StaffSaid():
                return Turn(conversation=conversation, reply=self._alone("staff_said", words=event.text))
            case StaffLeft():
                return self._leave(conversation, STAFF_DONE if event.reason == "done" else STAFF_SILENT)
            case _:
                assert_never(event)

    def _waits(self, conversation: Conversation) -> bool:
        return bool(conversation.state) and self._catalog.step(conversation.state).staff == "calls"

    def _hear(self, conversation: Conversation, event: TextSaid, now: datetime) -> Turn:
        if self._words.command(event.text) == "stop":
            moved = self._steering.command(conversation, "stop")
            return Turn(conversation=moved, reply=self._composer.enter(moved, Lead()), staff="left")
        said = Utterance(message_id=event.message_id, at=now, text=event.text)
        heard = self._listener.hear(memory.remember(conversation, said), now, None)
        return Turn(
            conversation=heard.conversation,
            reply=self._danger(conversation, event.text),
            new_signs=heard.new_signs,
            staff="heard",
            heard=event.text,
        )

    def _tap(self, conversation: Conversation, event: ChoiceSelected, now: datetime) -> Turn:
        offered_in = self._catalog.current(event.state)
        choices = self._catalog.step(offered_in).choices if offered_in else ()
        choice = next((one for one in choices if one.id == event.choice_id), None)
        if choice is None:
            return Turn(conversation=conversation, reply=None)
        if offered_in != conversation.state:
            return Turn(conversation=conversation, reply=None, staff="heard", heard=choice.label)
        moved = self._steering.choose(conversation, choice, now, message_id=event.message_id, said=choice.label)
        return Turn(conversation=moved, reply=self._composer.enter(moved, Lead()), staff="left")

    def _danger(self, conversation: Conversation, text: str) -> Reply | None:
        """What the step of a danger says, without its question: the talk stays with the member of staff."""
        danger = self._words.danger(text)
        if danger is None:
            return None
        said = self._composer.enter(replace(conversation, state=danger.goto), Lead())
        return Reply(bubbles=said.bubbles[:-1])

    def _join(self, conversation: Conversation) -> Turn:
        if self.is_live(conversation):
            return Turn(conversation=conversation, reply=None)
        moved = memory.move(replace(conversation, asked_sign=None), STAFF_LIVE)
        return Turn(conversation=moved, reply=self._composer.enter(moved, Lead()))

    def _leave(self, conversation: Conversation, state: str) -> Turn:
        if not self.is_live(conversation):
            return Turn(conversation=conversation, reply=None)
        # A talk that is over is no place to come back to.
        moved = replace(conversation, state=state)
        return Turn(conversation=moved, reply=self._composer.enter(moved, Lead()))

    def _away(self, conversation: Conversation, until: datetime) -> Reply:
        day = until.astimezone(DAYS_OF)
        weekday = self._composer.text("weekdays")[day.weekday()]
        when = {"month": day.month, "day": day.day, "weekday": weekday, "time": f"{day:%H:%M}"}
        return self._composer.stay(conversation, Lead(texts=(self._composer.text("staff_away", **when),)))

    def _alone(self, key: str, **values: object) -> Reply:
        return self._composer.alone(self._composer.text(key, **values))
