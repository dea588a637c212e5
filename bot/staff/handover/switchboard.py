"""The staff's side of every turn: whoever calls is shown, whoever talks with a member is passed on."""

from collections.abc import Sequence

from bot.staff.frame.blocks import Message
from bot.staff.handover.posts import Posts, name_source
from bot.staff.texts.desk import DeskTexts
from bot.store import handovers, matters, relays
from bot.store.conversations import KeptConversation
from bot.store.handovers import LIVE
from bot.store.transaction import Transaction
from dialogs.events import ChoiceSelected, Event, MediaSent, StaffAway, TextSaid
from dialogs.turn import Turn


class StaffSwitchboard:
    """The `bot.lane.Switchboard` of a service whose staff sits in Slack."""

    def __init__(self, posts: Posts, texts: DeskTexts) -> None:
        self._posts = posts
        self._texts = texts.handover

    def follow(self, transaction: Transaction, kept: KeptConversation, event: Event, turn: Turn) -> Event | None:
        """Do for the staff what `turn.staff` asks; returns what the dialog has still to tell the person."""
        match turn.staff:
            case "called":
                return self._call(transaction, kept)
            case "heard":
                self._pass_on(transaction, kept, event, turn)
            case "left":
                self._leave(transaction, kept)
            case None:
                pass
        return None

    def withdraw(self, transaction: Transaction, kept: KeptConversation, message_id: str) -> None:
        """The person took a message back: its post goes, and the card is written anew without it."""
        relays.withdraw(transaction.connection, kept.id, name_source(transaction, message_id))
        handover = handovers.find(transaction.connection, kept.id)
        if handover and handover.card_id is not None:
            self._posts.show_card(transaction, kept)

    def forget(self, transaction: Transaction, conversation_id: int) -> None:
        """The person is about to be forgotten: whoever talks with them hears of it; the posts go by themselves."""
        handover = handovers.find(transaction.connection, conversation_id)
        if handover and handover.is_open:
            told = self._posts.cards.note(self._texts.erased, reference=handover.reference)
            self._posts.say_last(transaction, handover, told)

    def _call(self, transaction: Transaction, kept: KeptConversation) -> Event | None:
        matters.open_matter(transaction, kept.id, origin="asked")
        until = self._posts.office.opens_at(transaction.now)
        if handovers.request(transaction, kept.id, is_somebody_there=until is None):
            self._posts.show_card(transaction, kept)
        return StaffAway(until=until) if until else None

    def _pass_on(self, transaction: Transaction, kept: KeptConversation, event: Event, turn: Turn) -> None:
        handovers.hear(transaction, kept.id)
        source = name_source(transaction, event.message_id) if isinstance(event, _NAMED) and event.message_id else ""
        for message in self._messages(event, turn):
            self._posts.say(transaction, kept.id, message, kind="said", source=source)

    def _messages(self, event: Event, turn: Turn) -> Sequence[Message]:
        if isinstance(event, MediaSent):
            return [self._posts.cards.note(self._texts.media[event.kind])]
        is_danger = turn.reply is not None
        return [self._posts.cards.said(turn.heard, turn.new_signs, is_danger=is_danger)] if turn.heard.strip() else []

    def _leave(self, transaction: Transaction, kept: KeptConversation) -> None:
        handover = handovers.find(transaction.connection, kept.id)
        matter = matters.of_conversation(transaction.connection, kept.id)
        if handover is None or matter is None or not handovers.end(transaction, kept.id):
            return
        matters.release(transaction, matter.id)
        self._posts.show_card(transaction, kept)
        if handover.status == LIVE:
            self._posts.say(transaction, kept.id, self._posts.cards.note(self._texts.ended["person"]))


_NAMED = (TextSaid, ChoiceSelected, MediaSent)
