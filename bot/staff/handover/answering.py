"""What members write into the thread of a talk, on its way to the person."""

from dataclasses import dataclass

from bot.staff.frame.desk import Desk
from bot.staff.handover.held import Held, hold
from bot.staff.handover.posts import Posts
from bot.staff.handover.relay import pass_on
from bot.store import audit, handovers, outbox, relays, seen_events
from bot.store.handovers import LIVE, KeptHandover
from bot.store.outbox import STAFF_CHANNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where in Slack a member wrote."""

    channel: str
    thread_ts: str


class Answering:
    """Blocks, so it belongs in a thread of the store's; the caller wakes the delivery afterwards."""

    def __init__(self, desk: Desk, posts: Posts) -> None:
        self._desk = desk
        self._posts = posts

    def say(self, thread: Thread, member: str, text: str, *, ts: str, event_id: str) -> bool:
        """Pass on what `member` wrote at `ts`; once, however often Slack delivers it. False where nobody listens."""
        with self._desk.store.begin() as transaction:
            found = handovers.find_by_thread(transaction.connection, thread.channel, thread.thread_ts)
            held = hold(transaction, found.conversation_id) if found else None
            if not seen_events.insert_new(transaction.connection, STAFF_CHANNEL, [event_id], transaction.now):
                return True
            if held is None or not _is_live_in(held, thread):
                return False
            audit.record(transaction, member=member, action="answer", reference=held.matter.reference)
            relay_id = relays.add(transaction, held.kept.id, "reply", channel=thread.channel, source=ts)
            pass_on(transaction, self._desk.service, held.matter, text, relay_id=relay_id)
        return True

    def unsay(self, channel: str, ts: str) -> bool | None:
        """Take back what a member wrote at `ts`; False where it is too late, None where it went to nobody."""
        with self._desk.store.begin() as transaction:
            relay = relays.find_reply(transaction.connection, channel, ts)
            if relay is None or relay.is_to_go:
                return None
            is_back = relay.outbox_id is not None and outbox.cancel(transaction.connection, relay.outbox_id)
            if is_back:
                relays.drop(transaction.connection, [relay.id])
            return is_back

    def is_reply(self, channel: str, ts: str) -> bool:
        """Whether what a member wrote at `ts` went to a person."""
        with self._desk.store.begin() as transaction:
            return relays.find_reply(transaction.connection, channel, ts) is not None

    def is_thread(self, thread: Thread) -> bool:
        """Whether the thread is that of a talk that is kept, whether somebody listens there or not."""
        with self._desk.store.begin() as transaction:
            return relays.is_card(transaction.connection, thread.channel, thread.thread_ts)

    def find_live(self, thread: Thread) -> KeptHandover | None:
        """The hand-over whose thread this is, where it is live."""
        with self._desk.store.begin() as transaction:
            found = handovers.find_by_thread(transaction.connection, thread.channel, thread.thread_ts)
        return found if found and found.status == LIVE else None

    def tell_failed(self) -> int:
        """Tell the staff which of their words did not arrive, each once; returns how many."""
        with self._desk.store.begin() as transaction:
            failed = relays.take_failed(transaction.connection)
            for relay in failed:
                at = relay.created_at.astimezone(transaction.now.tzinfo)
                told = self._posts.cards.note(self._desk.texts.handover.failed, time=f"{at:%H:%M}")
                self._posts.say(transaction, relay.conversation_id, told)
        return len(failed)


def _is_live_in(held: Held, thread: Thread) -> bool:
    """Not in the thread of an earlier call."""
    return held.is_live and held.handover is not None and held.handover.thread_ts == thread.thread_ts
