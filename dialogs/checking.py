"""Understand one text by itself, without a conversation around it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dialogs.conversation import Finding, Route, Slot
from dialogs.routes.load import load_route_reader
from dialogs.routes.reader import RouteReader
from dialogs.signs.detector import Detector
from dialogs.signs.load import load_detector
from dialogs.slots.extractor import SlotExtractor
from dialogs.slots.load import load_extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one text says: signs, values and the road it asks for."""

    findings: tuple[Finding, ...]
    slots: tuple[Slot, ...]
    route: Route


@dataclass(frozen=True, slots=True)
class Checker:
    """Reads single texts."""

    detector: Detector
    extractor: SlotExtractor
    routes: RouteReader

    def check(self, text: str, *, today: date) -> Checked:
        """Read `text`; days like きのう are counted from `today`."""
        findings = self.detector.detect([text]).findings
        slots = self.extractor.extract(text, today=today)
        sure = tuple(finding.code for finding in findings if finding.sure)
        return Checked(findings=findings, slots=slots, route=self.routes.first_route(text, signs=sure, slots=slots))


def build_checker(content_dir: Path) -> Checker:
    """Build a checker; raises ContentError with every fault of the content."""
    return Checker(load_detector(content_dir), load_extractor(content_dir), load_route_reader(content_dir))
