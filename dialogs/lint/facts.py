"""Numbers, addresses and hours: where each comes from, when it was looked up, and whether anybody sees it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from dialogs.catalog import Desk
from dialogs.errors import Fault
from dialogs.lint.choices import graphemes
from dialogs.lint.codes import Code, fault
from dialogs.lint.content import Content
from dialogs.lint.targets import shown_desks
from dialogs.yaml_files import Place, YamlFile

#: A fact is looked up again after this.
GOOD_FOR = timedelta(days=365)
#: What the strictest channel shows of a link on a card, in grapheme clusters.
MAX_LINK_LABEL = 40

_PHONE = re.compile(r"#?\d{3,4}|0\d{1,4}-\d{1,4}-\d{3,4}|0\d{3}-\d{6}")
_HOST = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}")


def check_facts(content: Content) -> Iterator[Fault]:
    """Every fact names its source and its day, and has the form of what it is."""
    for file, place, fact in _facts(content):
        for code, key, message in _wrong(str(place[-1]), fact):
            yield fault(file, code, message, *place, key)


def check_desks(content: Content) -> Iterator[Fault]:
    """Every desk can be shown, and every desk that has been confirmed is shown somewhere."""
    shown = {name for _, _, name in shown_desks(content)}
    file = content.files["desks.yaml"]
    for name, desk in content.catalog.desks.items():
        if name in shown and not (desk.page.shown or (desk.phone and desk.phone.shown)):
            yield fault(file, "empty-desk", f"{name} is shown, but neither page nor phone is confirmed", name)
        if name not in shown and _is_confirmed(desk):
            yield fault(file, "unused-desk", f"nothing shows {name}", name)


def check_desk_labels(content: Content) -> Iterator[Fault]:
    """Every link of a desk has a label that fits."""
    for name, desk in content.catalog.desks.items():
        labels = {"page_label": desk.page_label} | ({"phone_label": desk.phone_label} if desk.phone else {})
        for key, label in labels.items():
            if not 0 < graphemes(label) <= MAX_LINK_LABEL:
                message = f"{key} has {graphemes(label)} characters; 1 to {MAX_LINK_LABEL} are right"
                yield fault(content.files["desks.yaml"], "desk-label", message, name, key)


def fact_warnings(content: Content, today: date) -> Iterator[Fault]:
    """What a person should look up: facts that nobody confirmed, and facts that have become old."""
    for file, place, fact in _facts(content):
        where = ".".join(map(str, place))
        if fact.get("sure") != "official":
            yield fault(file, "unconfirmed-fact", f"{where} is {fact.get('sure')}; it is not shown", *place)
        checked_on = _date(fact.get("checked_on"))
        if checked_on and checked_on + GOOD_FOR < today:
            yield fault(file, "old-fact", f"{where} was checked on {checked_on}", *place, "checked_on")
        if checked_on and checked_on > today:
            yield fault(file, "future-fact", f"{where} was checked on {checked_on}", *place, "checked_on")


def _facts(content: Content) -> Iterator[tuple[YamlFile, Place, Mapping[str, Any]]]:
    for file in content.files.values():
        for place, fact in _facts_in(file.data, ()):
            yield file, place, fact


def _facts_in(data: Any, place: Place) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    if not isinstance(data, dict):
        return
    if place and {"value", "sure"} <= data.keys():
        yield place, data
        return
    for key, value in data.items():
        yield from _facts_in(value, (*place, key))


def _wrong(name: str, fact: Mapping[str, Any]) -> Iterator[tuple[Code, str, str]]:
    value, source = str(fact["value"]), str(fact.get("source") or "")
    if not _date(fact.get("checked_on")):
        yield "fact-date", "checked_on", f"{fact.get('checked_on')!r} is no day like 2026-11-23"
    if not value:
        if fact["sure"] == "official":
            yield "fact-empty", "value", "an official fact has a value"
        return
    if not _is_address(source):
        yield "fact-source", "source", f"{source!r} is no page (https://…) that says so"
    if name == "phone" and not _PHONE.fullmatch(value):
        yield "fact-phone", "value", f"{value} is no telephone number"
    if name.endswith("page") and not _is_address(value):
        yield "fact-url", "value", f"{value} is no address (https://…)"


def _is_confirmed(desk: Desk) -> bool:
    facts = (desk.page, desk.phone, desk.hours)
    return all(fact.shown for fact in facts if fact)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(_HOST.fullmatch(parts.netloc)) and not re.search(r"\s", value)


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
