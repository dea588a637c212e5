"""One person on one channel, as it is kept between two turns: plain values, no behaviour of the dialog."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self

SignCode = Literal["1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c", "4a", "4b", "4c", "5a", "5b", "5c", "P"]
SIGN_CODES: tuple[SignCode, ...] = (
    "1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c", "4a", "4b", "4c", "5a", "5b", "5c", "P",
)  # fmt: skip

Route = Literal[
    "trouble_form", "hotline_188", "consumer_org", "legal", "adr", "member_companies",
    "first_aid", "ransomware", "professional", "anonymous_refused", "other",
]  # fmt: skip
ROUTES: tuple[Route, ...] = (
    "trouble_form", "hotline_188", "consumer_org", "legal", "adr", "member_companies",
    "first_aid", "ransomware", "professional", "anonymous_refused", "other",
)  # fmt: skip

SlotKey = Literal[
    "name", "organization", "phone", "email", "prefecture", "vendor", "vendor_contact", "vendor_person",
    "amount_yen", "paid", "device", "symptom", "found_via", "contract_date", "damage",
]  # fmt: skip
SLOT_KEYS: tuple[SlotKey, ...] = (
    "name", "organization", "phone", "email", "prefecture", "vendor", "vendor_contact", "vendor_person",
    "amount_yen", "paid", "device", "symptom", "found_via", "contract_date", "damage",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One message of the person, word for word."""

    message_id: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sign found in a burst, with the person's own words as evidence.

    `quote` equals ``burst[message][start:end]`` for the burst that the detector was given.
    `sure` is false where the dialog asks about the sign instead of asserting it.
    """

    code: SignCode
    quote: str
    message: int
    start: int
    end: int
    confidence: float
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedSign:
    """A sign that the person was told about, or confirmed when asked."""

    code: SignCode
    quote: str
    message_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A remembered value with the sentence that it came from.

    `value` is a str, an int of yen for ``amount_yen``, a bool for ``paid``, and an ISO date
    or the person's own words for ``contract_date``.
    """

    key: SlotKey
    value: str | int | bool
    sentence: str
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSign:
    """A likely sign that the dialog has asked about, until the next answer."""

    code: SignCode
    quote: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything that is known of one conversation; empty for a person who is new."""

    #: ``dialog/step``, or empty before the first turn.
    state: str = ""
    #: The states that 戻る walks back through, the latest last.
    history: tuple[str, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    slots: tuple[Slot, ...] = ()
    signs: tuple[NotedSign, ...] = ()
    asked_sign: AskedSign | None = None
    #: Signs that were asked about once; nobody is asked twice.
    asked_codes: tuple[SignCode, ...] = ()
    #: Signs that the person denied when asked, or took back; only new words bring them up again.
    denied_signs: tuple[SignCode, ...] = ()
    #: Utterances up to this moment are no longer read together with new ones.
    burst_after: datetime | None = None
    #: The road that the person's latest wish means, and one that was shown beside it.
    route: Route | None = None
    second_route: Route | None = None
    #: When the person was first told not to pay or sign under pressure.
    warned_at: datetime | None = None
    #: Answers in a row that the dialog could not place.
    misses: int = 0
    #: The short line on automatic replies, retention and erasure was given.
    notice_given: bool = False
    #: The version of the content that the last turn ran on.
    catalog_version: str = ""

    def slot(self, key: SlotKey) -> Slot | None:
        """The slot `key`, or None where the person has not said it."""
        return next((slot for slot in self.slots if slot.key == key), None)

    def with_slot(self, slot: Slot) -> Self:
        """The same conversation with `slot` in the place of any earlier value."""
        kept = tuple(other for other in self.slots if other.key != slot.key)
        return replace(self, slots=(*kept, slot))

    @property
    def sign_codes(self) -> frozenset[SignCode]:
        """The codes of all noted signs."""
        return frozenset(sign.code for sign in self.signs)
