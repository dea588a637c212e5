"""From what was posted to a draft, and what is still wrong with a draft. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.consultation.draft import Draft
from bot.consultation.fields import FIELDS, ITEMS, NEEDS, PARTIES, WISHES, Field, FieldKey
from bot.consultation.yen import parse_yen

Posted = Mapping[str, Sequence[str]]
ErrorCode = Literal["need_name", "need_phone", "need_vendor", "need_damage", "too_long", "phone", "email", "amount"]

PAID_ANSWERS = ("yes", "no")

_NEED_CODES: Mapping[FieldKey, ErrorCode] = {
    "name": "need_name",
    "phone": "need_phone",
    "vendor": "need_vendor",
    "damage": "need_damage",
}
_PHONE = re.compile(r"\+?[\d() -]+")
_PHONE_DIGITS = range(9, 16)
#: People reach for whichever stroke their keyboard shows: hyphens, dashes, minus, the long vowel mark.
_STROKES = re.compile("[\\u2010-\\u2015\\u2212\\u30fc]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One thing to mend, and the field where it is mended."""

    key: FieldKey
    code: ErrorCode


def read_form(posted: Posted, draft: Draft) -> Draft:
    """`draft` with what was typed and ticked; nothing typed is lost, be it right or wrong."""
    typed = {key: _tidied(field, posted[key][0]) for key, field in FIELDS.items() if posted.get(key)}
    ticked = {name: frozenset(values) for name, values in posted.items()}
    nothing: frozenset[str] = frozenset()
    kept = ticked.get("signs", nothing)
    return replace(
        draft,
        values={**draft.values, **typed},
        signs=tuple(replace(sign, kept=str(place) in kept) for place, sign in enumerate(draft.signs)),
        wishes=tuple(wish for wish in WISHES if wish in ticked.get("wishes", nothing)),
        at_hand=tuple(item for item in ITEMS if item in ticked.get("at_hand", nothing)),
        shared_with=tuple(party for party in PARTIES if party in ticked.get("shared_with", nothing)),
    )


def errors_in(draft: Draft) -> tuple[FieldError, ...]:
    """Everything that keeps `draft` from being sent, in the order of the form."""
    order = list(FIELDS)
    return tuple(sorted((*_missing(draft), *_wrong(draft)), key=lambda error: order.index(error.key)))


def _missing(draft: Draft) -> Iterator[FieldError]:
    for keys in NEEDS:
        if not any(draft.value(key) for key in keys):
            yield FieldError(key=keys[0], code=_NEED_CODES[keys[0]])


def _wrong(draft: Draft) -> Iterator[FieldError]:
    for key, field in FIELDS.items():
        value = draft.value(key)
        if len(value) > field.limit:
            yield FieldError(key=key, code="too_long")
        elif value and (code := _fault_of(key, value)) is not None:
            yield FieldError(key=key, code=code)


def _fault_of(key: FieldKey, value: str) -> ErrorCode | None:
    match key:
        case "phone":
            return None if _is_phone(value) else "phone"
        case "email":
            return None if _EMAIL.fullmatch(value) else "email"
        case "amount_yen":
            return None if parse_yen(value) is not None else "amount"
        case _:
            return None


def _is_phone(value: str) -> bool:
    return bool(_PHONE.fullmatch(value)) and sum(map(str.isdigit, value)) in _PHONE_DIGITS


def _tidied(field: Field, text: str) -> str:
    match field.key:
        case "phone" | "email":
            return _half_width(text)
        case "amount_yen":
            yen = parse_yen(text)
            return text.strip() if yen is None else f"{yen:,}"
        case "paid":
            return text if text in PAID_ANSWERS else ""
        case _:
            return _lines(text) if field.kind == "lines" else " ".join(_printable(text).split())


def _half_width(text: str) -> str:
    half = unicodedata.normalize("NFKC", text)
    return " ".join(_STROKES.sub("-", half).split())


def _lines(text: str) -> str:
    return _printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
