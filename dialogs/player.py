"""Play a talk through the engine without any channel: for the terminal, for replay and for transcripts."""

from datetime import datetime, timedelta

from dialogs.conversation import Conversation
from dialogs.engine import Engine
from dialogs.events import ChoiceSelected, ConversationOpened, Event, TextSaid
from dialogs.replies import Card, Choice, Reply, Text
from dialogs.turn import Turn

#: A person on a phone writes about three messages a minute; so a burst stays a burst.
STEP = timedelta(seconds=20)


class Player:
    """One conversation with its own time, which moves on by `step` at every event."""

    def __init__(self, engine: Engine, start: datetime, step: timedelta = STEP) -> None:
        self._engine = engine
        self._now = start
        self._step = step
        self._count = 0
        self._offered: tuple[Choice, ...] = ()
        self.conversation = Conversation()

    def open(self) -> Turn:
        """Come into the talk for the first time, or again."""
        return self.take(ConversationOpened())

    def say(self, text: str) -> Turn:
        """Type a message."""
        return self.take(TextSaid(text=text, message_id=f"m{self._count}"))

    def tap(self, label: str) -> Turn:
        """Tap the button with this label.

        Raises:
            LookupError: the last reply offered no such button.
        """
        choice = next((one for one in self._offered if one.label == label), None)
        if choice is None:
            offered = ", ".join(one.label for one in self._offered)
            raise LookupError(f"no button {label}; offered: {offered}")
        return self.take(
            ChoiceSelected(choice_id=choice.id, state=self.conversation.state, message_id=f"m{self._count}")
        )

    def take(self, event: Event) -> Turn:
        """Take any event."""
        turn = self._engine.handle(self.conversation, event, self._now)
        self.conversation = turn.conversation
        self._offered = turn.reply.choices if turn.reply else ()
        self._now += self._step
        self._count += 1
        return turn


def bubble_texts(reply: Reply | None) -> list[str]:
    """The bubbles of a reply as plain texts."""
    if reply is None:
        return []
    return [_bubble_text(bubble) for bubble in reply.bubbles]


def _bubble_text(bubble: Text | Card) -> str:
    return bubble.text if isinstance(bubble, Text) else bubble.plain
