"""What the form asks, in its order, and how much fits into each field. The words are in content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FieldKey = Literal[
    "name", "organization", "phone", "email", "prefecture", "vendor", "vendor_contact", "vendor_person",
    "damage", "timeline", "device", "symptom", "found_via", "contract_date", "amount_yen", "paid", "wish",
]  # fmt: skip
GroupKey = Literal["signs", "wishes", "at_hand", "shared_with"]
SectionKey = Literal["person", "vendor", "story", "device", "contract", "wishes", "at_hand", "sharing"]
Wish = Literal["refund", "cancel", "device", "stop", "advice", "report"]
#: The ten things of https://draj.or.jp/rescue, in the order of that page.
Item = Literal[
    "summary", "vendor", "trigger", "device", "history", "contract", "messages", "money", "own_steps", "recording",
]  # fmt: skip
Party = Literal["counsellor", "consumer_org"]

WISHES: tuple[Wish, ...] = ("refund", "cancel", "device", "stop", "advice", "report")
ITEMS: tuple[Item, ...] = (
    "summary", "vendor", "trigger", "device", "history", "contract", "messages", "money", "own_steps", "recording",
)  # fmt: skip
PARTIES: tuple[Party, ...] = ("counsellor", "consumer_org")

#: DRAJ takes no case without one of each (https://draj.or.jp/rescue).
NEEDS: tuple[tuple[FieldKey, ...], ...] = (("name", "organization"), ("phone", "email"), ("vendor",), ("damage",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of the form. `limit` counts characters."""

    key: FieldKey
    limit: int
    kind: Literal["line", "lines", "options", "select"] = "line"
    type: Literal["text", "tel", "email"] = "text"
    inputmode: Literal["text", "tel", "email"] = "text"
    autocomplete: str = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Checkboxes, of which any number may be ticked."""

    key: GroupKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions under one heading."""

    key: SectionKey
    parts: tuple[Field | Group, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        key="person",
        parts=(
            Field(key="name", limit=100, autocomplete="name"),
            Field(key="organization", limit=100, autocomplete="organization"),
            Field(key="phone", limit=40, type="tel", inputmode="tel", autocomplete="tel"),
            Field(key="email", limit=254, type="email", inputmode="email", autocomplete="email"),
            Field(key="prefecture", limit=10, kind="select", autocomplete="address-level1"),
        ),
    ),
    Section(
        key="vendor",
        parts=(
            Field(key="vendor", limit=100),
            Field(key="vendor_contact", limit=300),
            Field(key="vendor_person", limit=100),
        ),
    ),
    Section(
        key="story",
        parts=(
            Field(key="damage", limit=2000, kind="lines"),
            Group(key="signs"),
            Field(key="timeline", limit=8000, kind="lines"),
        ),
    ),
    Section(
        key="device",
        parts=(
            Field(key="device", limit=300),
            Field(key="symptom", limit=500),
            Field(key="found_via", limit=300),
        ),
    ),
    Section(
        key="contract",
        parts=(
            Field(key="contract_date", limit=100),
            Field(key="amount_yen", limit=40),
            Field(key="paid", limit=10, kind="options"),
        ),
    ),
    Section(key="wishes", parts=(Group(key="wishes"), Field(key="wish", limit=500, kind="lines"))),
    Section(key="at_hand", parts=(Group(key="at_hand"),)),
    Section(key="sharing", parts=(Group(key="shared_with"),)),
)
FIELDS: Mapping[FieldKey, Field] = {
    part.key: part for section in SECTIONS for part in section.parts if isinstance(part, Field)
}
