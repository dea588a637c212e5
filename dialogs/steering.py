"""Where a conversation goes next. Decides states only; what is said there is the composer's."""

from dataclasses import replace
from datetime import datetime

from dialogs import memory
from dialogs.catalog import Catalog, StepChoice
from dialogs.conditions import build_conditions
from dialogs.conversation import Conversation, NotedSign, Slot
from dialogs.listener import Heard
from dialogs.machine import PASS, SIGN, TOLD, DialogMachine, command_trigger, road_trigger
from dialogs.words import WordReader

#: Steps that may be passed over in one turn; no loop in content can hang a turn.
MAX_PASSES = 8


class Steering:
    """Moves conversations over the catalog's steps."""

    def __init__(self, catalog: Catalog, words: WordReader, *, is_staffed: bool = False) -> None:
        self._catalog = catalog
        self._words = words
        self._machine = DialogMachine(catalog, build_conditions(catalog.words.warning, is_staffed=is_staffed))

    def choose(
        self, conversation: Conversation, choice: StepChoice, now: datetime, *, message_id: str, said: str
    ) -> Conversation:
        """Take a choice: remember what it states with the words said, and stand where it leads."""
        for key, value in choice.sets.items():
            conversation = conversation.with_slot(Slot(key=key, value=value, sentence=said, message_id=message_id))
        if choice.sign:
            sign = NotedSign(code=choice.sign, quote=said, message_id=message_id, at=now)
            conversation = memory.note_sign(conversation, sign)
        if choice.route:
            conversation = replace(conversation, route=choice.route, second_route=None)
        return self._go(conversation, self._machine.advance(conversation, choice.id))

    def command(self, conversation: Conversation, name: str) -> Conversation:
        """Go where a command leads from everywhere."""
        return self._go(conversation, self._machine.advance(conversation, command_trigger(name)))

    def go(self, conversation: Conversation, state: str) -> Conversation:
        """Stand in `state`, or beyond it where it need not be asked."""
        return self._go(conversation, state)

    def follow(self, heard: Heard, text: str) -> Conversation:
        """Go where the text itself leads; the same place where it leads nowhere."""
        conversation = self._go(heard.conversation, self._target(heard))
        if conversation.state == heard.conversation.state:
            return conversation
        step = self._catalog.step(conversation.state)
        choice = self._words.choice_by_words(step, text) if step.read_on else None
        return self._go(conversation, self._machine.advance(conversation, choice.id)) if choice else conversation

    def _target(self, heard: Heard) -> str | None:
        """A value that was asked for, a road that was just named, a new sign: in this order."""
        conversation = heard.conversation
        asked_for = self._catalog.step(conversation.state).takes
        if asked_for and any(slot.key == asked_for for slot in heard.new_slots):
            return self._machine.advance(conversation, TOLD)
        by_sign = self._machine.advance(conversation, SIGN) if heard.new_signs else None
        # Ordinary trouble with a vendor begins by looking at the sign itself.
        if heard.new_route and not (by_sign and heard.new_route == "trouble_form"):
            return self._machine.advance(conversation, road_trigger(heard.new_route))
        return by_sign

    def _go(self, conversation: Conversation, state: str | None) -> Conversation:
        if state is None:
            return conversation
        conversation = memory.move(conversation, state)
        for _ in range(MAX_PASSES):
            onward = self._machine.advance(conversation, PASS)
            if onward is None:
                break
            # A step that was not asked is no place to come back to.
            conversation = replace(conversation, state=onward)
        return conversation
