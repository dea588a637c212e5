"""A dialog of a few words: it counts, it remembers, it fails when told to."""

from dataclasses import replace
from datetime import datetime

from dialogs.conversation import Conversation, NotedSign, Utterance
from dialogs.events import Event, MessageWithdrawn, TextSaid
from dialogs.replies import FORM, Card, Link, Reply, Text
from dialogs.turn import Turn


class DialogBrokenError(Exception):
    """Raised on ``boom``; its message holds what a log must never show."""


class FakeDialog:
    """Says how many messages it has had; ``erase``, ``form``, ``sign`` and ``boom`` do what they say."""

    def handle(self, conversation: Conversation, event: Event, now: datetime) -> Turn:
        """Take one event."""
        match event:
            case TextSaid():
                return self._hear(conversation, event, now)
            case MessageWithdrawn():
                kept = tuple(said for said in conversation.utterances if said.message_id != event.message_id)
                return Turn(conversation=replace(conversation, utterances=kept), reply=None)
            case _:
                return Turn(conversation=conversation, reply=_say(f"got {type(event).__name__}"))

    def _hear(self, conversation: Conversation, said: TextSaid, now: datetime) -> Turn:
        if said.text == "boom":
            raise DialogBrokenError(said.text)
        if said.text == "erase":
            return Turn(conversation=Conversation(), reply=_say("erased"), erased=True)
        utterance = Utterance(message_id=said.message_id, at=now, text=said.text)
        after = replace(conversation, state="fake/talk", utterances=(*conversation.utterances, utterance))
        if said.text == "form":
            card = Card(title="form", links=(Link(label="open", url=FORM), Link(label="call", url="tel:188")))
            return Turn(conversation=after, reply=Reply(bubbles=(card,)))
        signs = (
            (NotedSign(code="2a", quote=said.text, message_id=said.message_id, at=now),) if said.text == "sign" else ()
        )
        return Turn(conversation=after, reply=_say(f"{len(after.utterances)}: {said.text}"), new_signs=signs)


def _say(text: str) -> Reply:
    return Reply(bubbles=(Text(text=text),), state="fake/talk")
