import json
from pathlib import Path
from typing import Any

import pytest

from dialogs.conversation import Route
from dialogs.routes.reader import RouteReader
from dialogs.routes.reading import RouteReading

TALKS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "talks.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["turns"][-1][:20])
def test_a_talk_ends_on_its_road(reader: RouteReader, talk: dict[str, Any]) -> None:
    route, second = reader.route_of_talk(talk["turns"])
    assert route == talk["route"]
    if "second" in talk:
        assert second == talk["second"]


def test_there_are_talks_enough() -> None:
    assert len(TALKS) >= 25


@pytest.mark.parametrize(
    ("earlier", "later", "wished", "route"),
    [
        pytest.param(None, "first_aid", False, "first_aid", id="the first"),
        pytest.param("hotline_188", "legal", True, "legal", id="a later wish"),
        pytest.param("hotline_188", "trouble_form", False, "hotline_188", id="a detail after a wish"),
        pytest.param("first_aid", "trouble_form", False, "trouble_form", id="a vendor after a loss"),
        pytest.param("trouble_form", "first_aid", False, "trouble_form", id="a loss told again in trouble"),
        pytest.param("professional", "hotline_188", True, "professional", id="a counsellor's case"),
        pytest.param("ransomware", "trouble_form", False, "ransomware", id="ransomware, then a vendor"),
        pytest.param("ransomware", "hotline_188", True, "ransomware", id="ransomware, then a wish"),
        pytest.param("anonymous_refused", "trouble_form", False, "anonymous_refused", id="refused, then a detail"),
        pytest.param("anonymous_refused", "hotline_188", True, "hotline_188", id="refused, then a wish"),
        pytest.param("adr", None, False, "adr", id="nothing new"),
    ],
)
def test_settles(
    reader: RouteReader, earlier: Route | None, later: Route | None, route: Route, *, wished: bool
) -> None:
    settled, _ = reader.settle(earlier, None, RouteReading(route=later, stated=True, wished=wished))
    assert settled == route


def test_a_wish_that_is_added_stands_beside(reader: RouteReader) -> None:
    reading = RouteReading(route="consumer_org", stated=True, wished=True, added=True)
    assert reader.settle("hotline_188", None, reading) == ("hotline_188", "consumer_org")
