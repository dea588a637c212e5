"""What is known of the person and of the office, so that no member has to type it into a canned reply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.settings import Settings
from bot.staff.frame.desk import Desk
from bot.staff.handover.office_hours import read_office_hours
from bot.staff.replies.aim import Aim
from bot.store import conversations, matters
from bot.store.matters import KeptMatter
from bot.store.transaction import Transaction
from dialogs.canned.filling import known_values
from dialogs.canned.library import Source
from dialogs.conversation import Conversation, SignCode

_ENUMERATION = "、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person whose matter it is."""

    matter: KeptMatter
    conversation: Conversation


def find_person(transaction: Transaction, reference: str) -> Person | None:
    """The person of a matter, or None where it was erased."""
    matter = matters.find(transaction.connection, reference) if reference else None
    kept = matter and conversations.load(transaction.connection, transaction.vault, matter.conversation_id)
    return Person(matter=matter, conversation=kept.conversation) if matter and kept else None


def aim_at(person: Person) -> Aim:
    """An aim at the person of a matter, with what they reported and wish."""
    signs = tuple(sign.code for sign in person.conversation.signs)
    return Aim(reference=person.matter.reference, signs=signs, route=person.conversation.route)


def values_for(desk: Desk, person: Person | None) -> Mapping[str, str]:
    """Every value that is known; facts of the desks among them."""
    return known_values(desk.library, {**_of_office(desk), **(_of_person(desk, person) if person else {})})


def _of_office(desk: Desk) -> dict[Source, str]:
    settings = desk.settings
    return {
        "operator": settings.operator_name,
        "form": settings.draj_form_url,
        "entrance": settings.public_url if settings.public_url.startswith("https://") else "",
        "next_open": _next_open(desk, settings),
    }


def _of_person(desk: Desk, person: Person) -> dict[Source, str]:
    codes: list[SignCode] = [sign.code for sign in person.conversation.signs]
    cases = sorted({desk.signs[code].case for code in codes if desk.signs[code].case})
    return {"reference": person.matter.reference, "cases": _ENUMERATION.join(cases)}


def _next_open(desk: Desk, settings: Settings) -> str:
    """The next opening in the person's words; empty while somebody is there."""
    at: datetime | None = read_office_hours(settings).opens_at(desk.clock())
    if at is None:
        return ""
    weekday = desk.catalog.texts["weekdays"][at.weekday()]
    words = desk.texts.replying.next_open
    return words.format(month=at.month, day=at.day, weekday=weekday, time=f"{at:%H:%M}")
