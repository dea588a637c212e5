"""What one person's page shows: both sides of the talk, read out of the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from adapters.contract import Incoming, Message
from bot.store import conversations, outbox
from bot.store.conversations import KeptConversation
from bot.store.outbox import MAILBOX_CHANNEL, MailboxEntry
from bot.store.store import Store
from bot.store.tables import outbox as outbox_table
from bot.store.transaction import Transaction
from dialogs.events import ChoiceSelected, Event, TextSaid

#: One message of either side in the form of the page's script.
Entry = dict[str, Any]

#: The type of a message in the outbox that is no part of the reply but what the person tapped or commanded.
_OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The answer to one event."""

    entries: list[Entry]
    #: Nothing is kept of this person any more.
    erased: bool


class History:
    """Reads for the page; each call is one short transaction of its own and blocks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, sender: str) -> list[Entry]:
        """Both sides since the conversation began, in the order of time."""
        with self._store.begin() as transaction:
            kept = _find(transaction, sender)
            if kept is None:
                return []
            replies = _replies(transaction, kept)
        said = [(one.at, _own_entry(one.message_id, one.at, one.text)) for one in kept.conversation.utterances]
        answered = [(reply.at, entry) for reply in replies for entry in (*_own_entries(reply), _bot_entry(reply))]
        # A stable sort: where both have the same millisecond, the person spoke first.
        return [entry for _, entry in sorted([*said, *answered], key=_moment)]

    def news(self, incoming: Incoming, written: Sequence[int], after: int) -> News:
        """The replies after row `after`; of an erased conversation its last word, one of the rows `written`."""
        with self._store.begin() as transaction:
            kept = _find(transaction, incoming.sender)
            if kept is None:
                last_words = outbox.read_mailbox(transaction.connection, transaction.vault, written)
                return News(entries=_bot_entries(last_words), erased=True)
            replies = _replies(transaction, kept)
            if written:
                _keep_own(transaction, kept, replies, incoming, written[0])
        return News(entries=_bot_entries(reply for reply in replies if reply.id > after), erased=False)

    def replies_after(self, sender: str, after: int) -> list[Entry]:
        """The replies after row `after`; cheap where there is none."""
        with self._store.begin() as transaction:
            kept = _find(transaction, sender)
            if kept is None or _latest(transaction, kept) <= after:
                return []
            return _bot_entries(reply for reply in _replies(transaction, kept) if reply.id > after)


def _find(transaction: Transaction, sender: str) -> KeptConversation | None:
    return conversations.find(transaction.connection, transaction.vault, MAILBOX_CHANNEL, sender)


def _replies(transaction: Transaction, kept: KeptConversation) -> list[MailboxEntry]:
    return outbox.read_history(transaction.connection, transaction.vault, kept.id)


def _latest(transaction: Transaction, kept: KeptConversation) -> int:
    rows = outbox_table.c
    of_this = (rows.conversation_id == kept.id) & (rows.channel == MAILBOX_CHANNEL)
    return transaction.connection.scalar(select(func.max(rows.id)).where(of_this)) or 0


def _keep_own(
    transaction: Transaction, kept: KeptConversation, replies: Sequence[MailboxEntry], incoming: Incoming, row: int
) -> None:
    """Put what was tapped or commanded in front of its answer: the conversation keeps told words alone."""
    text = _own_text(incoming.event, replies)
    if text is None or any(one.message_id == incoming.event_id for one in kept.conversation.utterances):
        return
    answer = next(reply for reply in replies if reply.id == row)
    own = {"type": _OWN, "id": incoming.event_id, "text": text}
    sealed = transaction.vault.seal_json([own, *answer.messages])
    transaction.connection.execute(update(outbox_table).where(outbox_table.c.id == row).values(messages=sealed))


def _own_text(event: Event, replies: Sequence[MailboxEntry]) -> str | None:
    match event:
        case TextSaid():
            return event.text
        case ChoiceSelected():
            offered = (message for reply in reversed(replies) for message in reply.messages)
            return next((label for message in offered for label in _labels(message, event)), None)
        case _:
            return None


def _labels(message: Message, event: ChoiceSelected) -> list[str]:
    choices = message.get("choices", []) if message.get("state") == event.state else []
    return [choice["label"] for choice in choices if choice["id"] == event.choice_id]


def _own_entries(reply: MailboxEntry) -> list[Entry]:
    return [_own_entry(one["id"], reply.at, one["text"]) for one in reply.messages if one["type"] == _OWN]


def _own_entry(message_id: str, at: datetime, text: str) -> Entry:
    return {"by": "person", "id": message_id, "at": at.isoformat(), "text": text}


def _bot_entries(replies: Iterable[MailboxEntry]) -> list[Entry]:
    return [_bot_entry(reply) for reply in replies]


def _bot_entry(reply: MailboxEntry) -> Entry:
    messages = [message for message in reply.messages if message["type"] != _OWN]
    return {"by": "bot", "id": reply.id, "at": reply.at.isoformat(), "messages": messages}


def _moment(pair: tuple[datetime, Entry]) -> datetime:
    # The outbox keeps whole milliseconds; an utterance must not fall behind its own answer for its microseconds.
    return pair[0].replace(microsecond=pair[0].microsecond // 1000 * 1000)
