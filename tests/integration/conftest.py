"""People on Slack that no other test knows."""

import itertools
from collections.abc import Callable

import pytest

from tests.fakes.slack_webhooks import user

_numbers = itertools.count(1000)


@pytest.fixture
def someone() -> Callable[[], str]:
    """Gives a person who has not been here before."""
    return lambda: user(next(_numbers))


@pytest.fixture
def me(someone: Callable[[], str]) -> str:
    """A person who has not been here before."""
    return someone()
