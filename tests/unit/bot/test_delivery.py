"""What a receipt makes of its row."""

from datetime import timedelta

import pytest

from adapters.contract import Outcome, Outgoing, Receipt
from bot.delivery import GIVE_UP_AFTER, delay_after, settle_receipt
from bot.store.outbox import Claim
from tests.fakes.clock import NOON


def claim(attempts: int = 1) -> Claim:
    """A row under way."""
    outgoing = Outgoing(address="person-1", messages=[], retry_key="key")
    return Claim(id=7, channel="line", outgoing=outgoing, attempts=attempts, created_at=NOON)


@pytest.mark.parametrize(
    ("outcome", "status"), [(Outcome.SENT, "sent"), (Outcome.UNKNOWN, "unknown"), (Outcome.REFUSED, "dead")]
)
def test_an_end_is_an_end(outcome: Outcome, status: str) -> None:
    settled = settle_receipt(claim(), Receipt(outcome=outcome, request_id="r", detail="d"), NOON)

    assert (settled.id, settled.status, settled.next_at) == (7, status, None)
    assert (settled.request_id, settled.detail) == ("r", "d")


def test_a_failure_waits_for_its_next_try() -> None:
    receipt = Receipt(outcome=Outcome.RETRY, reply_token_spent=True)

    settled = settle_receipt(claim(attempts=3), receipt, NOON)

    assert (settled.status, settled.next_at) == ("waiting", NOON + timedelta(seconds=8))
    assert settled.reply_token_spent


@pytest.mark.parametrize(
    ("age", "retry_after", "status"),
    [
        (timedelta(hours=22, minutes=59), None, "waiting"),
        (timedelta(hours=23), None, "dead"),
        (timedelta(0), GIVE_UP_AFTER.total_seconds() - 1, "waiting"),
        (timedelta(0), GIVE_UP_AFTER.total_seconds(), "dead"),
        (timedelta(0), 1e300, "dead"),
    ],
)
def test_after_a_day_it_is_given_up(age: timedelta, retry_after: float | None, status: str) -> None:
    receipt = Receipt(outcome=Outcome.RETRY, retry_after_seconds=retry_after)

    assert settle_receipt(claim(attempts=40), receipt, NOON + age).status == status


@pytest.mark.parametrize(
    ("attempts", "retry_after", "seconds"),
    [
        (1, None, 2),
        (2, None, 4),
        (5, None, 32),
        (11, None, 2048),
        (12, None, 3600),
        (500, None, 3600),
        (1, 60, 60),
        (6, 5, 64),
    ],
)
def test_delays_double_up_to_an_hour_and_heed_the_platform(
    attempts: int, retry_after: float | None, seconds: int
) -> None:
    assert delay_after(attempts, retry_after) == timedelta(seconds=seconds)


def test_more_than_twenty_tries_fit_into_the_day() -> None:
    at, tries = timedelta(0), 0
    while at < GIVE_UP_AFTER:
        tries += 1
        at += delay_after(tries)

    assert 20 < tries < 40
