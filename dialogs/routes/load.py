"""Build the route reader from its content."""

from pathlib import Path

from dialogs.routes.families import Families
from dialogs.routes.likeness import Likeness
from dialogs.routes.reader import RouteReader
from dialogs.routes.settling import Settler
from dialogs.routes.wording import FamilyList, RuleList, Sayings, Settling, load_file
from dialogs.slots.words import load_inflections


def load_route_reader(content_dir: Path) -> RouteReader:
    """Build the reader from ``routes/*.yaml``; raises ContentError with the faults of the first faulty file."""
    families = Families(load_file(content_dir, "families", FamilyList)[0], load_inflections(content_dir))
    rules = load_file(content_dir, "rules", RuleList)[0].rules
    settling = load_file(content_dir, "settling", Settling)[0]
    sayings = load_file(content_dir, "sayings", Sayings)[0].sayings
    likeness = Likeness({route: [families.fold(text).reading for text in texts] for route, texts in sayings.items()})
    return RouteReader(families, rules, likeness, Settler(settling))
