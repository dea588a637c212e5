"""A member takes a talk, answers in it and gives it back: each in one transaction, with the person's talk locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.staff.frame.desk import Desk
from bot.staff.handover.cards import named
from bot.staff.handover.held import Held, hold
from bot.staff.handover.posts import Posts
from bot.staff.handover.relay import tell_person
from bot.store import audit, handovers, matters
from dialogs.events import StaffJoined, StaffLate, StaffLeft


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of taking a matter, under its own number; `member` is who has it."""

    outcome: Literal["taken", "yours", "others", "closed", "gone"]
    reference: str = ""
    member: str = ""


class Taking:
    """Blocks, so it belongs in a thread of the store's; the caller wakes the delivery afterwards."""

    def __init__(self, desk: Desk, posts: Posts) -> None:
        self._desk = desk
        self._posts = posts
        self._texts = desk.texts.handover

    def take(self, reference: str, member: str) -> Taken:
        """Let `member` answer the person from now on; of two at once one is the first."""
        with self._hold(reference) as held:
            if held is None:
                return Taken(outcome="gone")
            if not held.matter.is_open:
                return Taken(outcome="closed", reference=held.matter.reference)
            if held.is_live or not matters.take(held.transaction, held.matter.id, member):
                return _taken_before(held, member)
            self._begin(held, member)
            return Taken(outcome="taken", reference=held.matter.reference, member=member)

    def give_back(self, reference: str, member: str) -> str | None:
        """Let the bot go on; returns the number, or None where nobody talked with the person."""
        with self._hold(reference) as held:
            if held is None or not held.is_live:
                return None
            self._end(held, "done")
            told = self._posts.cards.note(self._texts.ended["member"], member=named(member))
            self._posts.say(held.transaction, held.kept.id, told)
            audit.record(held.transaction, member=member, action="give back", reference=held.matter.reference)
            return held.matter.reference

    def give_back_silent(self) -> int:
        """Let the bot go on wherever staff has not answered for too long; returns how often."""
        minutes = self._desk.settings.staff_silent_minutes
        with self._desk.store.begin() as transaction:
            since = transaction.now - timedelta(minutes=minutes)
            silent = handovers.list_silent(transaction.connection, since)
        return sum(self._give_back_one(conversation_id, minutes) for conversation_id in silent)

    def tell_late(self) -> int:
        """Tell whoever has waited for too long that nobody has come yet, once; returns how many."""
        minutes = self._desk.settings.staff_silent_minutes
        with self._desk.store.begin() as transaction:
            late = handovers.list_late(transaction.connection, transaction.now - timedelta(minutes=minutes))
        return sum(self._tell_late_one(conversation_id, minutes) for conversation_id in late)

    def _begin(self, held: Held, member: str) -> None:
        transaction = held.transaction
        handovers.begin(transaction, held.kept.id, member)
        audit.record(transaction, member=member, action="take", reference=held.matter.reference)
        self._posts.show_card(transaction, held.kept)
        minutes = self._desk.settings.staff_silent_minutes
        opening = self._posts.cards.opening(held.matter.reference, member, minutes)
        self._posts.say(transaction, held.kept.id, opening)
        tell_person(transaction, self._desk.service, held.matter, StaffJoined())

    def _end(self, held: Held, reason: Literal["done", "silent"]) -> None:
        transaction = held.transaction
        handovers.end(transaction, held.kept.id)
        matters.release(transaction, held.matter.id)
        self._posts.show_card(transaction, held.kept)
        tell_person(transaction, self._desk.service, held.matter, StaffLeft(reason=reason))

    def _give_back_one(self, conversation_id: int, minutes: int) -> bool:
        with self._desk.store.begin() as transaction:
            held = hold(transaction, conversation_id)
            since = transaction.now - timedelta(minutes=minutes)
            # Somebody may have answered between the look and the lock.
            if (
                held is None
                or held.handover is None
                or conversation_id not in handovers.list_silent(transaction.connection, since)
            ):
                return False
            self._end(held, "silent")
            told = self._posts.cards.note(self._texts.ended["silent"], minutes=minutes)
            self._posts.say(transaction, conversation_id, told)
        return True

    def _tell_late_one(self, conversation_id: int, minutes: int) -> bool:
        with self._desk.store.begin() as transaction:
            held = hold(transaction, conversation_id)
            since = transaction.now - timedelta(minutes=minutes)
            if held is None or conversation_id not in handovers.list_late(transaction.connection, since):
                return False
            handovers.apologise(transaction, conversation_id)
            self._posts.say(transaction, conversation_id, self._posts.cards.note(self._texts.late, minutes=minutes))
            tell_person(transaction, self._desk.service, held.matter, StaffLate())
        return True

    @contextmanager
    def _hold(self, reference: str) -> Iterator[Held | None]:
        with self._desk.store.begin() as transaction:
            matter = matters.find(transaction.connection, reference)
            yield hold(transaction, matter.conversation_id) if matter else None


def _taken_before(held: Held, member: str) -> Taken:
    has_it = (held.handover.member if held.handover and held.is_live else held.matter.taken_by) or ""
    outcome: Literal["yours", "others"] = "yours" if has_it == member else "others"
    return Taken(outcome=outcome, reference=held.matter.reference, member=has_it)
