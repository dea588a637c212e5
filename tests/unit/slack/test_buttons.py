"""What our buttons carry comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.buttons import read_choice, write_choice
from adapters.slack.places import Place

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(NAMES, NAMES)
def test_a_choice_is_read_as_it_was_written(choice_id: str, state: str) -> None:
    assert read_choice(write_choice(choice_id, state)) == (choice_id, state)


@pytest.mark.parametrize("value", ["", "yes", "v=2&c=a&s=b", "v=1&c=&s=b", "v=1&c=a", "v=1&c=a&c=b&s=c", "a=b&" * 50])
def test_another_value_is_not_ours(value: str) -> None:
    assert read_choice(value) is None


@pytest.mark.parametrize("place", [Place(channel="D1"), Place(channel="D1", thread_ts="1.000001")])
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    assert Place.read(place.write()) == place
