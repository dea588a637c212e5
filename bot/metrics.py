"""What is counted. No label ever holds anything that a person sent."""

import re

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,31}")
_LABELS_AT_MOST = 40
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30, 120)


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._ignored_types: set[str] = set()
        self.webhook_requests = Counter(
            "hitoiki_webhook_requests",
            "Webhook requests by channel and the status they were answered with.",
            ("channel", "status"),
            registry=self._registry,
        )
        self.webhook_seconds = Histogram(
            "hitoiki_webhook_seconds",
            "Seconds from the last byte of a webhook request to its answer.",
            ("channel",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._ignored = Counter(
            "hitoiki_ignored_events",
            "Events that the product does not know, by type.",
            ("channel", "type"),
            registry=self._registry,
        )
        self.turns = Counter(
            "hitoiki_turns",
            "Turns by what they came to: answered, silent, erased, closed or failed.",
            ("channel", "outcome"),
            registry=self._registry,
        )
        self.signs = Counter(
            "hitoiki_signs", "Signs newly noted, by code.", ("channel", "code"), registry=self._registry
        )
        self.outbox = Counter(
            "hitoiki_outbox", "Tries to send, by how they ended.", ("channel", "outcome"), registry=self._registry
        )
        self.answer_seconds = Histogram(
            "hitoiki_answer_seconds",
            "Seconds from the commit of a turn until the platform has taken its answer.",
            ("channel",),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def count_ignored(self, channel: str, event_type: str) -> None:
        """Count an event that was ignored; types beyond a bound are counted together."""
        is_known = event_type in self._ignored_types
        if not is_known and _LABEL.fullmatch(event_type) and len(self._ignored_types) < _LABELS_AT_MOST:
            self._ignored_types.add(event_type)
            is_known = True
        self._ignored.labels(channel, event_type if is_known else "other").inc()

    def render(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)
