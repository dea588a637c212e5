"""Where an answer belongs comes back as it was."""

import pytest

from adapters.slack.places import Place


@pytest.mark.parametrize("place", [Place(channel="D1"), Place(channel="D1", thread_ts="1.000001")])
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    assert Place.read(place.write()) == place
