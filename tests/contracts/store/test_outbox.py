"""The outbox: in order, by one process at a time, never twice where that could be read twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.store import conversations, outbox
from bot.store.outbox import Claim, Draft, Settlement
from bot.store.store import Store
from tests.contracts.store.rows import MONTH, count_rows
from tests.fakes.clock import FakeClock

LEASE = timedelta(seconds=60)


def write(store: Store, *texts: str, sender: str = "p1", channel: str = "line", token: str | None = None) -> list[int]:
    """Answers to one person; their rows."""
    with store.begin() as transaction:
        kept = conversations.create(transaction, channel, sender, transaction.now + MONTH)
        drafts = [
            Draft(
                conversation_id=kept.id,
                sealed_address=kept.sealed_address,
                messages=[{"text": text}],
                reply_token=token,
            )
            for text in texts
        ]
        return outbox.append(transaction, channel, drafts)


def write_last_word(store: Store, channel: str = "line") -> list[int]:
    """The answer to an erasure."""
    with store.begin() as transaction:
        address = store.vault.seal(b"p1")
        draft = Draft(conversation_id=None, sealed_address=address, messages=[{"text": "erased"}], reply_token=None)
        return outbox.append(transaction, channel, [draft])


def claim(store: Store, limit: int = 10) -> list[Claim]:
    """What a process takes."""
    with store.begin() as transaction:
        return outbox.claim(transaction, ["line", "web"], lease=LEASE, limit=limit)


def settle(store: Store, *settlements: Settlement) -> int:
    """Write down how tries ended."""
    with store.begin() as transaction:
        return outbox.settle(transaction, settlements)


def texts_of(claims: list[Claim]) -> list[str]:
    """What the claims would send."""
    return [claim.outgoing.messages[0]["text"] for claim in claims]


def next_due(store: Store) -> datetime | None:
    """When there is something to do."""
    with store.begin() as transaction:
        return outbox.next_due(transaction, ["line", "web"])


def test_a_row_comes_back_as_it_was_written(store: Store) -> None:
    (row,) = write(store, "hello", token="token-1")

    (taken,) = claim(store)

    assert (taken.id, taken.channel, taken.attempts) == (row, "line", 1)
    assert (taken.outgoing.address, taken.outgoing.reply_token) == ("p1", "token-1")
    assert taken.outgoing.messages == [{"text": "hello"}]


def test_of_each_person_only_the_first_is_taken(store: Store) -> None:
    write(store, "a1", "a2", "a3", sender="a")
    write(store, "b1", "b2", sender="b")

    first = claim(store)
    assert texts_of(first) == ["a1", "b1"]
    assert claim(store) == []

    settle(store, Settlement(id=first[0].id, status="sent"))
    assert texts_of(claim(store)) == ["a2"]


def test_what_waits_for_another_try_holds_up_its_own_person_only(store: Store, clock: FakeClock) -> None:
    write(store, "a1", "a2", sender="a")
    (first,) = claim(store)
    settle(store, Settlement(id=first.id, status="waiting", next_at=clock.now + timedelta(seconds=10)))
    write(store, "b1", sender="b")

    assert texts_of(claim(store)) == ["b1"]
    assert next_due(store) == clock.now + timedelta(seconds=10)
    clock.move(seconds=10)
    (again,) = claim(store)
    assert (again.id, again.attempts, again.outgoing.retry_key) == (first.id, 2, first.outgoing.retry_key)


@pytest.mark.parametrize("status", ["sent", "unknown", "dead"])
def test_what_is_over_lets_the_next_one_pass(store: Store, status: str) -> None:
    write(store, "a1", "a2")
    (first,) = claim(store)

    settle(store, Settlement(id=first.id, status=status, request_id="r" * 500, detail="d" * 500))

    assert texts_of(claim(store)) == ["a2"]


def test_a_push_whose_process_died_is_taken_over_after_its_lease(store: Store, clock: FakeClock) -> None:
    write(store, "hello")
    (lost,) = claim(store)
    clock.move(seconds=59)
    assert claim(store) == []
    clock.move(seconds=1)

    (taken_over,) = claim(store)

    assert taken_over.outgoing == replace(lost.outgoing, is_retry=True)


def test_a_reply_whose_process_died_is_never_sent_again(store: Store, clock: FakeClock) -> None:
    write(store, "hello", "second", token="token-1")
    claim(store)
    clock.move(seconds=60)

    assert claim(store) == []
    assert next_due(store) == clock.now - timedelta(seconds=60)
    assert texts_of(claim(store)) == ["second"]


def test_a_spent_reply_token_is_forgotten(store: Store, clock: FakeClock) -> None:
    write(store, "hello", token="token-1")
    (first,) = claim(store)

    settle(store, Settlement(id=first.id, status="waiting", next_at=clock.now, reply_token_spent=True))

    (second,) = claim(store)
    assert second.outgoing.reply_token is None


def test_other_channels_are_left_to_others(store: Store) -> None:
    write(store, "hello", channel="slack")

    assert claim(store) == []
    assert next_due(store) is None


def test_no_two_processes_take_the_same_row(store: Store) -> None:
    for number in range(40):
        write(store, "hello", sender=f"p{number}")

    with ThreadPoolExecutor(4) as pool:
        batches = pool.map(lambda _: claim(store, limit=5), range(12))
        taken = [one.id for batch in batches for one in batch]

    assert len(taken) == len(set(taken)) == 40


@pytest.mark.parametrize("status", ["sent", "unknown", "dead"])
def test_the_last_word_after_an_erasure_goes_once_it_is_over(store: Store, status: str) -> None:
    (row,) = write_last_word(store)
    (last_word,) = claim(store)

    assert last_word.is_last_word
    assert settle(store, Settlement(id=row, status=status, is_last_word=True)) == 1
    assert count_rows(store) == {}


def test_the_last_word_stays_while_it_may_be_tried_again(store: Store, clock: FakeClock) -> None:
    (row,) = write_last_word(store)
    claim(store)

    assert settle(store, Settlement(id=row, status="waiting", next_at=clock.now, is_last_word=True)) == 0
    assert texts_of(claim(store)) == ["erased"]


def test_the_page_of_the_web_chat_reads_the_last_word_after_it_was_settled(store: Store) -> None:
    rows = write_last_word(store, "web")
    claim(store)

    settle(store, Settlement(id=rows[0], status="sent", is_last_word=True))

    with store.begin() as transaction:
        (entry,) = outbox.read_mailbox(transaction.connection, store.vault, rows)
    assert entry.messages == [{"text": "erased"}]


def test_the_page_reads_its_whole_history_in_order(store: Store, clock: FakeClock) -> None:
    rows = write(store, "one", channel="web")
    clock.move(minutes=1)
    rows += write(store, "two", channel="web")
    write(store, "other", sender="p2", channel="web")

    with store.begin() as transaction:
        kept = conversations.find(transaction.connection, store.vault, "web", "p1")
        assert kept is not None
        history = outbox.read_history(transaction.connection, store.vault, kept.id)

    assert [(entry.id, entry.messages[0]["text"]) for entry in history] == list(zip(rows, ("one", "two"), strict=True))
    assert history[1].at == clock.now
