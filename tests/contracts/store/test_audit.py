"""Who of the staff did what, and what they wrote down."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import audit, conversations, notes
from bot.store.store import Store
from tests.contracts.store.rows import fill
from tests.contracts.store.test_matters import asked
from tests.fakes.clock import FakeClock


def test_the_trail_of_a_matter_has_the_newest_first_and_outlives_it(store: Store, clock: FakeClock) -> None:
    matter = asked(store)
    for action in ("look", "note", "close"):
        with store.begin() as transaction:
            audit.record(transaction, member="U1", action=action, reference=matter.reference)
            audit.record(transaction, member="U2", action="list")
        clock.move(minutes=1)
    with store.begin() as transaction:
        conversations.erase(transaction.connection, matter.conversation_id)
        trail = audit.trail(transaction.connection, matter.reference, limit=2)

    assert [(entry.member, entry.action, entry.reference) for entry in trail] == [
        ("U1", "close", matter.reference),
        ("U1", "note", matter.reference),
    ]
    assert trail[0].at > trail[1].at


def test_what_did_not_happen_is_not_noted(store: Store) -> None:
    def look_and_fail() -> None:
        with store.begin() as transaction:
            audit.record(transaction, member="U1", action="look", reference="HT-2222-2222")
            notes.add(transaction, 1_000_000, member="U1", text="a note about nobody")

    with pytest.raises(IntegrityError):
        look_and_fail()

    with store.begin() as transaction:
        assert audit.trail(transaction.connection, "HT-2222-2222", limit=10) == []


def test_a_note_is_sealed_and_read_again(store: Store, clock: FakeClock) -> None:
    conversation_id = fill(store)
    clock.move(minutes=1)
    with store.begin() as transaction:
        notes.add(transaction, conversation_id, member="U9", text="折り返し電話をする")
        rows = transaction.connection.exec_driver_sql("SELECT body FROM matter_notes").all()
        latest = notes.latest(transaction.connection, transaction.vault, conversation_id, limit=1)

    assert [(note.member, note.text, note.at) for note in latest] == [("U9", "折り返し電話をする", clock.now)]
    assert not any("折り返し".encode() in bytes(row.body) for row in rows)
