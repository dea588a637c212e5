"""An event is new once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.seen_events import forget_before, insert_new
from bot.store.store import Store


def see(store: Store, *event_ids: str, channel: str = "line") -> set[str]:
    """Which of `event_ids` are new."""
    with store.begin() as transaction:
        return insert_new(transaction.connection, channel, event_ids, transaction.now)


def test_known_ids_are_left_out(store: Store) -> None:
    assert see(store, "a", "b") == {"a", "b"}
    assert see(store, "b", "c", "c") == {"c"}
    assert see(store) == set()


def test_channels_do_not_share_ids(store: Store) -> None:
    assert see(store, "a") == {"a"}
    assert see(store, "a", channel="web") == {"a"}


def test_what_is_not_committed_is_not_seen(store: Store) -> None:
    with store.database.connect() as connection:
        assert insert_new(connection, "line", ["a"], store.clock()) == {"a"}
        connection.rollback()

    assert see(store, "a") == {"a"}


@pytest.mark.parametrize("event_id", ["x" * 5000, "出来事", "nul\0", "\ud800", ""])
def test_any_id_is_kept_apart_from_any_other(store: Store, event_id: str) -> None:
    assert see(store, event_id, event_id + "x") == {event_id, event_id + "x"}
    assert see(store, event_id, event_id + "y") == {event_id + "y"}


def test_of_parallel_requests_with_the_same_events_one_has_them(store: Store) -> None:
    event_ids = [f"e{number}" for number in range(50)]

    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(lambda step: see(store, *event_ids[::step]), (1, -1, 1, -1)))

    assert sorted(len(part) for part in new) == [0, 0, 0, 50]


def test_old_ones_are_forgotten(store: Store) -> None:
    see(store, "a")
    with store.begin() as transaction:
        assert forget_before(transaction.connection, transaction.now) == 0
        assert forget_before(transaction.connection, transaction.now.replace(year=2027)) == 1

    assert see(store, "a") == {"a"}
