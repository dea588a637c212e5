"""Between the staff channel and a person: what is posted there, and what a member says to the person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from adapters.contract import Adapter, Incoming, Message, Outcome, Outgoing, Receipt
from adapters.slack.adapter import SlackAdapter
from adapters.slack.places import Place
from adapters.slack.rendering import render_reply
from adapters.slack.sending import SlackSender
from bot.service import Service
from bot.staff.frame.desk import Desk
from bot.staff.handover.held import hold
from bot.staff.handover.posts import create_posts
from bot.store import handovers, relays
from bot.store.matters import KeptMatter
from bot.store.outbox import STAFF_CHANNEL
from bot.store.relays import KeptRelay
from bot.store.store import Store
from bot.store.transaction import Transaction
from dialogs.events import StaffEvent, StaffSaid
from dialogs.replies import Reply

#: The longest that a member may write to a person at once; the dialog's own bubbles are far shorter.
MAX_REPLY: Final = 2000

_NOT_NEEDED = Receipt(outcome=Outcome.SENT, detail="not needed any more")
_CLOCKS_MAY_DIFFER = timedelta(minutes=5)


class DeskPoster:
    """The channel of what goes to the staff: a post, once it is there, is noted, so that it can be taken away again.

    A try whose end is not known is made again, unlike one to a person: each post bears a mark by which it is found.
    """

    channel = STAFF_CHANNEL

    def __init__(self, *, store: Store, bot_token: str, api_base_url: str) -> None:
        self._store = store
        self._sender = SlackSender(bot_token=bot_token, api_base_url=api_base_url)

    def render(self, reply: Reply) -> list[Message]:
        """The message of one reply, as the staff would read it."""
        return render_reply(reply)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Try once to post, or to change what was posted."""
        (order,) = outgoing.messages
        if "relay" not in order:
            return await self._say_last(outgoing, order)
        try:
            relay, thread_ts = await self._store.run(lambda: self._look_up(order))
        except SQLAlchemyError as error:
            return Receipt(outcome=Outcome.RETRY, detail=type(error).__name__)
        if relay is None or relay.is_to_go:
            return _NOT_NEEDED
        if "update" in order:
            return await self._change(relay, order["update"])
        if "under" in order and not thread_ts:
            return Receipt(outcome=Outcome.REFUSED, detail="the card was not posted")
        return await self._post(relay, Place(channel=relay.channel, thread_ts=thread_ts or None), order, outgoing)

    async def delete(self, relay: KeptRelay) -> Receipt:
        """Try once to take a post away."""
        return await self._sender.delete(relay.channel, relay.ts)

    async def close(self) -> None:
        """Close the connections to Slack."""
        await self._sender.close()

    def _look_up(self, order: Mapping[str, Any]) -> tuple[KeptRelay | None, str]:
        """The row of a post, and the thread that it belongs in."""
        with self._store.begin() as transaction:
            card = relays.find(transaction.connection, order["under"]) if "under" in order else None
            return relays.find(transaction.connection, order["relay"]), card.ts if card else ""

    async def _change(self, relay: KeptRelay, message: Message) -> Receipt:
        if not relay.ts:
            return Receipt(outcome=Outcome.REFUSED, detail="it was not posted")
        return _once_more(await self._sender.change(relay.channel, relay.ts, message))

    async def _post(self, relay: KeptRelay, place: Place, order: Mapping[str, Any], outgoing: Outgoing) -> Receipt:
        mark = {"event_type": "hitoiki_relay", "event_payload": {"key": outgoing.retry_key}}
        receipt = Receipt(outcome=Outcome.SENT)
        if outgoing.is_retry:
            receipt = await self._sender.find_post(place, mark, relay.created_at - _CLOCKS_MAY_DIFFER)
        if receipt.outcome is Outcome.SENT and not receipt.message_id:
            receipt = await self._sender.post(place, {**order["post"], **_NOTHING_UNFOLDED, "metadata": mark})
        if receipt.outcome is Outcome.SENT:
            await self._store.run(lambda: self._note(relay, receipt.message_id))
        return _once_more(receipt)

    def _note(self, relay: KeptRelay, ts: str) -> None:
        with self._store.begin() as transaction:
            relays.note_post(transaction.connection, relay.id, ts)

    async def _say_last(self, outgoing: Outgoing, order: Mapping[str, Any]) -> Receipt:
        """A last word names nothing that is kept, so it cannot be looked for: it is tried once."""
        if outgoing.is_retry:
            return Receipt(outcome=Outcome.UNKNOWN, detail="tried before")
        place = Place(channel=outgoing.address, thread_ts=order["thread_ts"])
        return await self._sender.post(place, {**order["post"], **_NOTHING_UNFOLDED})


_NOTHING_UNFOLDED: Final = {"unfurl_links": False, "unfurl_media": False}


def _once_more(receipt: Receipt) -> Receipt:
    return replace(receipt, outcome=Outcome.RETRY) if receipt.outcome is Outcome.UNKNOWN else receipt


def tell_person(
    transaction: Transaction, service: Service, matter: KeptMatter, event: StaffEvent, *, event_id: str = ""
) -> list[int]:
    """Let the dialog take what the staff did; returns the outbox rows of what it says to the person.

    None of them where `event_id` was taken before, or where the person is not known any more.
    """
    adapter, sender = service.adapters[matter.channel], transaction.vault.open(matter.sealed_address).decode()
    incoming = Incoming(
        event_id=f"staff-{event_id or uuid4()}",
        sender=sender,
        event=event,
        at=transaction.now,
        reply_token=_reply_token(adapter, sender),
    )
    ids, _ = service.turns.take_within(transaction, adapter, [incoming])
    return ids


def pass_on(transaction: Transaction, service: Service, matter: KeptMatter, text: str, *, relay_id: int) -> int:
    """Put a member's words to the person, whose talk is locked, into the outbox.

    By the row of `relays`, staff hears where they do not arrive. Returns the row of the outbox.
    """
    handovers.speak(transaction, matter.conversation_id)
    (row_id,) = tell_person(transaction, service, matter, StaffSaid(text=text))
    relays.carry(transaction.connection, relay_id, row_id)
    return row_id


def say_to_person(transaction: Transaction, desk: Desk, matter: KeptMatter, text: str) -> int | None:
    """The same for words from elsewhere, which stand in the thread too where there is one; None where the talk is gone.

    The caller wakes the delivery after its transaction.
    """
    if hold(transaction, matter.conversation_id) is None:
        return None
    posts = create_posts(desk.settings, desk.texts, desk.signs)
    posts.say(transaction, matter.conversation_id, posts.cards.sent(text))
    relay_id = relays.add(transaction, matter.conversation_id, "reply", channel=desk.settings.staff_channel)
    return pass_on(transaction, desk.service, matter, text, relay_id=relay_id)


def _reply_token(adapter: Adapter, sender: str) -> str | None:
    """On Slack, which has no retry key, a reply token is what keeps a try from being made twice."""
    return Place(channel=sender).write() if adapter.channel == SlackAdapter.channel else None
