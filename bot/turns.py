"""Takes what came in through the dialog: one transaction a request, all of it or nothing."""

from collections.abc import Iterable, Sequence

from adapters.contract import Adapter, Incoming
from bot.lane import Answer, Lane
from bot.metrics import Metrics
from bot.store import daily_counts, outbox, seen_events
from bot.store.database import scrub
from bot.store.store import Store
from bot.store.transaction import Transaction


class Turns:
    """The way of every event of every channel into the dialog and of its answer into the outbox."""

    def __init__(self, *, store: Store, lane: Lane, metrics: Metrics) -> None:
        self._store = store
        self._lane = lane
        self._metrics = metrics

    def take(self, adapter: Adapter, incoming: Sequence[Incoming]) -> list[int]:
        """Answer `incoming`, each event once for ever; returns the outbox rows to be sent.

        When this returns, everything is kept. When it raises, nothing is, and the platform must deliver again.

        Raises:
            SQLAlchemyError: the database does not take it.
            StoreError: the same, found by ourselves.
        """
        if not incoming:
            return []
        with self._store.begin() as transaction:
            ids, answers = self.take_within(transaction, adapter, incoming)
        self._count(adapter.channel, answers)
        if any(answer.outcome in {"erased", "closed"} for answer in answers):
            scrub(self._store.database)
        return ids

    def take_within(
        self, transaction: Transaction, adapter: Adapter, incoming: Sequence[Incoming]
    ) -> tuple[list[int], list[Answer]]:
        """The same as a part of the caller's transaction, which ends with it: what is counted comes last."""
        answers = self._answer(transaction, adapter, incoming)
        drafts = [answer.draft for answer in answers if answer.draft]
        ids = outbox.append(transaction, adapter.channel, drafts)
        daily_counts.add(transaction, (one for answer in answers for one in answer.happenings))
        return ids, answers

    def _answer(self, transaction: Transaction, adapter: Adapter, incoming: Sequence[Incoming]) -> list[Answer]:
        event_ids = [event.event_id for event in incoming]
        new = seen_events.insert_new(transaction.connection, adapter.channel, event_ids, transaction.now)
        groups = _by_person(event for event in incoming if event.event_id in new)
        return [answer for group in groups for answer in self._lane.take(transaction, adapter, group)]

    def _count(self, channel: str, answers: Iterable[Answer]) -> None:
        for answer in answers:
            self._metrics.turns.labels(channel, answer.outcome).inc()
            for sign in answer.new_signs:
                self._metrics.signs.labels(channel, sign.code).inc()


def _by_person(incoming: Iterable[Incoming]) -> list[list[Incoming]]:
    """Each person's events in the order in which they happened; people in an order that is always the same.

    Two requests that hold the same two people lock them in the same order, so that neither locks the other out.
    """
    groups: dict[str, dict[str, Incoming]] = {}
    for event in incoming:
        groups.setdefault(event.sender, {}).setdefault(event.event_id, event)
    return [sorted(groups[sender].values(), key=lambda event: event.at) for sender in sorted(groups)]
