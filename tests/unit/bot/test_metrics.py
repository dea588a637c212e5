"""Labels stay bounded, whatever a platform sends."""

import pytest

from bot.metrics import Metrics


def types_of(metrics: Metrics) -> dict[str, float]:
    """Ignored events by type."""
    lines = [line for line in metrics.render().decode().splitlines() if line.startswith("hitoiki_ignored_events_total")]
    return {line.split('type="')[1].split('"')[0]: float(line.split()[-1]) for line in lines}


def test_known_shapes_are_counted_by_type() -> None:
    metrics = Metrics()
    for event_type in ("beacon", "beacon", "videoPlayComplete"):
        metrics.count_ignored("line", event_type)

    assert types_of(metrics) == {"beacon": 2.0, "videoPlayComplete": 1.0}


@pytest.mark.parametrize("event_type", ["", "何か", "x" * 33, "with space", 'quote"', "1st"])
def test_odd_types_are_counted_together(event_type: str) -> None:
    metrics = Metrics()
    metrics.count_ignored("line", event_type)

    assert types_of(metrics) == {"other": 1.0}


def test_too_many_types_are_counted_together() -> None:
    metrics = Metrics()
    for number in range(100):
        metrics.count_ignored("line", f"type{number}")
    metrics.count_ignored("line", "type1")

    counted = types_of(metrics)
    assert len(counted) == 41
    assert (counted["type1"], counted["other"]) == (2.0, 60.0)


def test_two_services_do_not_share_their_counters() -> None:
    first, second = Metrics(), Metrics()
    first.turns.labels("line", "answered").inc()

    assert 'outcome="answered"' in first.render().decode()
    assert 'outcome="answered"' not in second.render().decode()
