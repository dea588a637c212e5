"""One person's events through the dialog, one after the other, inside the caller's transaction."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from adapters.contract import Adapter, Incoming, Message
from bot.figures.happening import find_happenings
from bot.logs import describe_error
from bot.store import conversations, failed_turns, outbox
from bot.store.conversations import KeptConversation
from bot.store.daily_counts import Happening
from bot.store.transaction import Transaction
from dialogs.conversation import Conversation, NotedSign
from dialogs.events import ConversationClosed, Event, MediaSent, MessageWithdrawn, StaffEvent, StaffJoined
from dialogs.replies import FORM, Bubble, Card, Reply
from dialogs.turn import Turn

_log = logging.getLogger(__name__)

#: Makes the address of the person's own consultation form, with a one-time code in it.
OfferForm = Callable[[Connection, int, datetime], str]


class Dialog(Protocol):
    """What decides the answer; `dialogs.engine.Engine` is the one."""

    def handle(self, conversation: Conversation, event: Event, now: datetime) -> Turn:
        """Take one event; a pure function."""
        ...


class Switchboard(Protocol):
    """The staff's side of a person's talk; `bot.staff.handover.switchboard.StaffSwitchboard` is the one."""

    def follow(self, transaction: Transaction, kept: KeptConversation, event: Event, turn: Turn) -> Event | None:
        """Do for the staff what `turn.staff` asks; returns what the dialog has still to tell the person.

        `kept` is the conversation as it stands after the turn.
        """
        ...

    def withdraw(self, transaction: Transaction, kept: KeptConversation, message_id: str) -> None:
        """The person took a message back, and `kept` does not know it any more."""
        ...

    def forget(self, transaction: Transaction, conversation_id: int) -> None:
        """The person is about to be forgotten."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one event came to."""

    outcome: Literal["answered", "silent", "erased", "closed", "failed"]
    draft: outbox.Draft | None = None
    new_signs: tuple[NotedSign, ...] = ()
    #: What is counted of it, which says nothing of the person.
    happenings: tuple[Happening, ...] = ()


@dataclass(slots=True)
class _Visit:
    """Where one person's events stand."""

    transaction: Transaction
    adapter: Adapter
    sender: str
    kept: KeptConversation | None
    answers: list[Answer] = field(default_factory=list)


class Lane:
    """Loads the conversation, lets the dialog take each event, saves."""

    def __init__(
        self,
        *,
        dialog: Dialog,
        offer_form: OfferForm,
        retention: timedelta,
        switchboard: Switchboard | None = None,
    ) -> None:
        self._dialog = dialog
        self._offer_form = offer_form
        self._retention = retention
        self._switchboard = switchboard

    def take(self, transaction: Transaction, adapter: Adapter, incoming: Sequence[Incoming]) -> list[Answer]:
        """Answer `incoming`, all of one person and in order."""
        sender = incoming[0].sender
        visit = _Visit(transaction, adapter, sender, conversations.lock(transaction, adapter.channel, sender))
        for event in incoming:
            self._take_one(visit, event)
        if visit.kept:
            conversations.save(transaction, visit.kept, self._expiry(transaction))
        return visit.answers

    def _take_one(self, visit: _Visit, incoming: Incoming) -> None:
        match incoming.event:
            case event if visit.kept is None and isinstance(event, StaffEvent):
                pass  # whoever was forgotten meanwhile is not made anew by the staff
            case ConversationClosed():
                self._erase(visit, Answer(outcome="closed"))
            case MessageWithdrawn(message_id=message_id):
                self._withdraw(visit, incoming, message_id)
            case _:
                kept = visit.kept or self._create(visit)
                self._answer(visit, kept, incoming)

    def _withdraw(self, visit: _Visit, incoming: Incoming, message_id: str) -> None:
        """Also what we sent and kept may quote the words that the person took back."""
        if visit.kept:
            outbox.forget_answers(visit.transaction.connection, visit.kept.id)
            failed_turns.forget(visit.transaction.connection, visit.kept.id)
            self._answer(visit, visit.kept, incoming)
        if visit.kept and self._switchboard:
            self._switchboard.withdraw(visit.transaction, visit.kept, message_id)

    def _answer(self, visit: _Visit, kept: KeptConversation, incoming: Incoming) -> None:
        turn, messages, has_failed = self._handle(visit, kept, incoming)
        draft = _draft(kept, incoming, messages)
        if turn.erased:
            self._erase(visit, Answer(outcome="erased", draft=draft and replace(draft, conversation_id=None)))
            return
        visit.kept = replace(kept, conversation=turn.conversation)
        outcome: Literal["failed", "answered", "silent"] = "failed" if has_failed else "answered" if draft else "silent"
        happenings = (
            *find_happenings(kept.conversation, turn.conversation, visit.adapter.channel),
            *_handed_over(incoming.event, turn, visit.adapter.channel),
        )
        visit.answers.append(Answer(outcome=outcome, draft=draft, new_signs=turn.new_signs, happenings=happenings))

    def _erase(self, visit: _Visit, answer: Answer) -> None:
        """Everything of this person goes, also the answers of this very request that were not written yet."""
        if visit.kept:
            if self._switchboard:
                self._switchboard.forget(visit.transaction, visit.kept.id)
            conversations.erase(visit.transaction.connection, visit.kept.id)
        visit.kept = None
        visit.answers = [replace(earlier, draft=None) for earlier in visit.answers] + [answer]

    def _handle(
        self, visit: _Visit, kept: KeptConversation, incoming: Incoming
    ) -> tuple[Turn, Sequence[Message], bool]:
        """The turn and its messages; where the dialog fails, the event is kept and the person is still answered."""
        try:
            return *self._turn(visit, kept, incoming.event), False
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001  (a fault in one person's turn must not cost the others theirs)
            _log.error("the dialog failed on one event: %s", describe_error(error))
            failed_turns.keep(visit.transaction, kept.id, incoming.event, describe_error(error))
        return *self._apologise(visit, kept), True

    def _apologise(self, visit: _Visit, kept: KeptConversation) -> tuple[Turn, Sequence[Message]]:
        """The dialog's own answer to something that it cannot read."""
        try:
            return self._turn(visit, kept, MediaSent(kind="other", message_id=""))
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001  (the event is kept; silence is what is left)
            _log.error("the dialog fails on everything: %s", describe_error(error))
            return Turn(conversation=kept.conversation, reply=None), ()

    def _turn(self, visit: _Visit, kept: KeptConversation, event: Event) -> tuple[Turn, Sequence[Message]]:
        turn = self._dialog.handle(kept.conversation, event, visit.transaction.now)
        if turn.staff and self._switchboard:
            turn = self._with_staff(visit.transaction, replace(kept, conversation=turn.conversation), event, turn)
        if turn.reply is None:
            return turn, ()
        return turn, visit.adapter.render(self._with_form(visit.transaction, kept.id, turn.reply))

    def _with_staff(self, transaction: Transaction, kept: KeptConversation, event: Event, turn: Turn) -> Turn:
        """The turn after the staff's side has followed it; what that has to say takes the place of the reply."""
        assert self._switchboard is not None  # noqa: S101 - the caller has just looked
        news = self._switchboard.follow(transaction, kept, event, turn)
        if news is None:
            return turn
        told = self._dialog.handle(turn.conversation, news, transaction.now)
        return replace(turn, conversation=told.conversation, reply=told.reply)

    def _with_form(self, transaction: Transaction, conversation_id: int, reply: Reply) -> Reply:
        """The reply with the address of the person's form wherever it says `FORM`."""
        if not any(link.url == FORM for bubble in reply.bubbles if isinstance(bubble, Card) for link in bubble.links):
            return reply
        url = self._offer_form(transaction.connection, conversation_id, transaction.now)
        return replace(reply, bubbles=tuple(_with_address(bubble, url) for bubble in reply.bubbles))

    def _create(self, visit: _Visit) -> KeptConversation:
        expiry = self._expiry(visit.transaction)
        return conversations.create(visit.transaction, visit.adapter.channel, visit.sender, expiry)

    def _expiry(self, transaction: Transaction) -> datetime:
        return transaction.now + self._retention


def _handed_over(event: Event, turn: Turn, channel: str) -> tuple[Happening, ...]:
    if turn.staff == "called":
        return (Happening(kind="asked", channel=channel),)
    return (Happening(kind="handover", channel=channel),) if isinstance(event, StaffJoined) else ()


def _draft(kept: KeptConversation, incoming: Incoming, messages: Sequence[Message]) -> outbox.Draft | None:
    if not messages:
        return None
    return outbox.Draft(
        conversation_id=kept.id,
        sealed_address=kept.sealed_address,
        messages=messages,
        reply_token=incoming.reply_token,
    )


def _with_address(bubble: Bubble, url: str) -> Bubble:
    if not isinstance(bubble, Card):
        return bubble
    links = (replace(link, url=url) if link.url == FORM else link for link in bubble.links)
    return replace(bubble, links=tuple(links))
