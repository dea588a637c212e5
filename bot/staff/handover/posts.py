"""Writes what is to stand in the staff channel into the outbox, each post once and in order."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.settings import Settings
from bot.staff.frame.blocks import Message
from bot.staff.handover.cards import Cards
from bot.staff.handover.office_hours import OfficeHours, read_office_hours
from bot.staff.texts.desk import DeskTexts
from bot.store import handovers, matters, outbox, relays
from bot.store.conversations import KeptConversation
from bot.store.handovers import KeptHandover
from bot.store.outbox import STAFF_CHANNEL
from bot.store.relays import Kind
from bot.store.transaction import Transaction
from dialogs.conversation import SignCode
from dialogs.signs.texts import SignText


def create_posts(settings: Settings, texts: DeskTexts, signs: Mapping[SignCode, SignText]) -> "Posts":
    """The staff channel of the settings.

    Raises:
        SettingsError: the office hours are none.
    """
    cards = Cards(texts, signs, ZoneInfo(settings.timezone))
    return Posts(channel=settings.staff_channel, cards=cards, office=read_office_hours(settings))


class Posts:
    """The staff channel, as the rest of the hand-over writes to it."""

    def __init__(self, *, channel: str, cards: Cards, office: OfficeHours) -> None:
        self._channel = channel
        self.office = office
        self.cards = cards

    def show_card(self, transaction: Transaction, kept: KeptConversation) -> None:
        """Post the card of the conversation, or bring it up to date; nothing where there is no hand-over."""
        handover = handovers.find(transaction.connection, kept.id)
        matter = matters.of_conversation(transaction.connection, kept.id)
        if handover is None or matter is None:
            return
        away_until = self.office.opens_at(transaction.now)
        card = self.cards.card(matter, handover, kept.conversation, away_until=away_until)
        if handover.card_id is not None:
            self._append(transaction, kept.id, {"relay": handover.card_id, "update": card})
            return
        relay_id = self._post(transaction, kept.id, "card", {"post": card})
        handovers.place_card(transaction, kept.id, relay_id)

    def say(
        self, transaction: Transaction, conversation_id: int, message: Message, *, kind: Kind = "note", source: str = ""
    ) -> None:
        """Post into the thread of the conversation's card."""
        handover = handovers.find(transaction.connection, conversation_id)
        if handover and handover.card_id is not None:
            self._post(transaction, conversation_id, kind, {"post": message, "under": handover.card_id}, source)

    def say_last(self, transaction: Transaction, handover: KeptHandover, message: Message) -> None:
        """Post into the thread of a conversation that is being erased."""
        if handover.thread_ts:
            self._append(transaction, None, {"post": message, "thread_ts": handover.thread_ts})

    def _post(
        self, transaction: Transaction, conversation_id: int, kind: Kind, order: dict[str, Any], source: str = ""
    ) -> int:
        relay_id = relays.add(transaction, conversation_id, kind, channel=self._channel, source=source)
        row_id = self._append(transaction, conversation_id, {**order, "relay": relay_id})
        relays.carry(transaction.connection, relay_id, row_id)
        return relay_id

    def _append(self, transaction: Transaction, conversation_id: int | None, order: dict[str, Any]) -> int:
        draft = outbox.Draft(
            conversation_id=conversation_id,
            sealed_address=transaction.vault.seal(self._channel.encode()),
            messages=[order],
            reply_token=None,
        )
        (row_id,) = outbox.append(transaction, STAFF_CHANNEL, [draft])
        return row_id


def name_source(transaction: Transaction, message_id: str) -> str:
    """How a message of a person is named among the relays, which tells nothing of it."""
    return transaction.vault.digest(f"relay:{message_id}")
