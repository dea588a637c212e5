"""Conversations are locked, kept whole, and erased without a rest."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.store import conversations, failed_turns
from bot.store.errors import LeftoversError, StaleConversationError
from bot.store.store import Store
from dialogs.conversation import AskedSign, Conversation, NotedSign, Slot, Utterance
from dialogs.events import TextSaid
from tests.contracts.store.rows import MONTH, count_rows, fill
from tests.fakes.clock import NOON, FakeClock

FULL = Conversation(
    state="contact/screening",
    history=("greeting/menu", "cause/menu"),
    utterances=(Utterance(message_id="m1", at=NOON, text="今日中に契約と言われました"),),
    slots=(
        Slot(key="amount_yen", value=330000, sentence="33万円"),
        Slot(key="paid", value=False, sentence="まだ", message_id="m1"),
        Slot(key="vendor", value="会社A", sentence="会社A"),
    ),
    signs=(NotedSign(code="2a", quote="今日中", message_id="m1", at=NOON),),
    asked_sign=AskedSign(code="3b", quote="高い", message_id="m1"),
    denied_signs=("1a",),
    route="trouble_form",
    second_route="hotline_188",
    warned_at=NOON,
    misses=1,
    notice_given=True,
    catalog_version="abc",
)


def test_nobody_is_known_at_first(store: Store) -> None:
    with store.begin() as transaction:
        assert conversations.lock(transaction, "line", "person-1") is None
        assert conversations.find(transaction.connection, store.vault, "line", "person-1") is None


def test_everything_of_a_conversation_comes_back(store: Store) -> None:
    with store.begin() as transaction:
        made = conversations.create(transaction, "line", "person-1", transaction.now + MONTH)
        conversations.save(transaction, replace(made, conversation=FULL), transaction.now + MONTH)

    with store.begin() as transaction:
        kept = conversations.lock(transaction, "line", "person-1")
        assert kept is not None
        assert (kept.conversation, kept.revision, kept.id) == (FULL, 1, made.id)
        assert store.vault.open(kept.sealed_address) == b"person-1"
        assert conversations.load(transaction.connection, store.vault, kept.id) == kept
        assert conversations.find(transaction.connection, store.vault, "line", "person-1") == kept


def test_the_same_name_on_two_channels_is_two_people(store: Store) -> None:
    assert fill(store, channel="line") != fill(store, channel="web")


def test_whoever_is_second_gets_the_conversation_of_the_first(store: Store) -> None:
    with store.begin() as transaction:
        first = conversations.create(transaction, "line", "person-1", transaction.now + MONTH)
        second = conversations.create(transaction, "line", "person-1", transaction.now + MONTH)

    assert first == second


def test_a_save_over_somebody_elses_is_refused(store: Store) -> None:
    with store.begin() as transaction:
        made = conversations.create(transaction, "line", "person-1", transaction.now + MONTH)
        conversations.save(transaction, made, transaction.now + MONTH)

    with pytest.raises(StaleConversationError), store.begin() as transaction:
        conversations.save(transaction, made, transaction.now + MONTH)


def test_parallel_turns_of_one_person_follow_each_other(store: Store) -> None:
    def miss_once_more(_: int) -> None:
        with store.begin() as transaction:
            kept = conversations.lock(transaction, "line", "person-1") or conversations.create(
                transaction, "line", "person-1", transaction.now + MONTH
            )
            after = replace(kept.conversation, misses=kept.conversation.misses + 1)
            conversations.save(transaction, replace(kept, conversation=after), transaction.now + MONTH)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(miss_once_more, range(40)))

    with store.begin() as transaction:
        kept = conversations.lock(transaction, "line", "person-1")
    assert kept is not None
    assert (kept.conversation.misses, kept.revision) == (40, 40)


def test_an_erasure_leaves_nothing_of_this_person_and_everything_of_the_others(store: Store) -> None:
    fill(store, "person-2")
    others = count_rows(store)
    mine = fill(store, "person-1")

    with store.begin() as transaction:
        conversations.erase(transaction.connection, mine)
        left = conversations.count_left(transaction.connection, mine)

    of_the_talk = {"conversations", "outbox", "consultations", "form_codes", "failed_turns"}
    assert set(left) == of_the_talk | {"matters", "matter_notes", "handovers"}
    assert not any(left.values())
    assert count_rows(store) == others


#: Triggers under which a deletion says that it worked and leaves the row.
STUBBORN = {
    "sqlite": [
        "CREATE TRIGGER stubborn BEFORE DELETE ON conversations BEGIN SELECT RAISE(IGNORE); END",
    ],
    "postgresql": [
        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER stubborn BEFORE DELETE ON conversations FOR EACH ROW EXECUTE FUNCTION keep()",
    ],
}


def test_an_erasure_that_leaves_something_is_taken_back(store: Store) -> None:
    mine = fill(store)
    before = count_rows(store)
    with store.begin() as transaction:
        for statement in STUBBORN[store.database.dialect.name]:
            transaction.connection.execute(text(statement))

    with pytest.raises(LeftoversError, match="'conversations': 1"), store.begin() as transaction:
        conversations.erase(transaction.connection, mine)

    assert count_rows(store) == before


def test_what_has_expired_goes_with_all_that_hangs_on_it_but_a_consultation_that_was_sent(
    store: Store, clock: FakeClock
) -> None:
    fill(store, "person-1")
    clock.move(days=29)
    fill(store, "person-2")
    clock.move(days=1)

    with store.begin() as transaction:
        assert conversations.expire(transaction.connection, transaction.now) == 1

    left = count_rows(store)
    assert (left["conversations"], left["outbox"], left["failed_turns"], left["consultations"]) == (1, 1, 1, 4)


def test_a_number_is_never_given_twice(store: Store) -> None:
    first = fill(store)
    with store.begin() as transaction:
        conversations.erase(transaction.connection, first)

    assert fill(store) > first


def test_nothing_can_hang_on_nobody(store: Store) -> None:
    with pytest.raises(IntegrityError), store.begin() as transaction:
        failed_turns.keep(transaction, 999, TextSaid(text="words", message_id="m1"), "SomeError")
