"""The form as it stands, and how a conversation fills it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

import msgspec

from bot.consultation.fields import FIELDS, FieldKey, Item, Party, Wish
from dialogs.conversation import Conversation, SignCode, Slot, SlotKey, Utterance

_CONTACT: frozenset[SlotKey] = frozenset({"name", "organization", "phone", "email", "prefecture"})
#: Shorter messages that told neither a slot nor a sign are answers to the dialog, not part of the story.
_STORY_CHARACTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """What the talk put into a field. `sentence` is empty where the value itself is the person's words."""

    value: str
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSign:
    """A sign of the talk; the person may drop it."""

    code: SignCode
    quote: str
    message_id: str
    kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that the form holds; no value is trusted before `form.errors_in` found nothing."""

    values: Mapping[FieldKey, str] = field(default_factory=dict)
    prefilled: Mapping[FieldKey, Prefill] = field(default_factory=dict)
    signs: tuple[DraftSign, ...] = ()
    wishes: tuple[Wish, ...] = ()
    at_hand: tuple[Item, ...] = ()
    shared_with: tuple[Party, ...] = ()

    def value(self, key: FieldKey) -> str:
        """What stands in the field `key`."""
        return self.values.get(key, "")

    def untouched(self, key: FieldKey) -> Prefill | None:
        """The prefill of `key`, as long as the person left it as it was."""
        prefill = self.prefilled.get(key)
        return prefill if prefill is not None and prefill.value == self.value(key) else None

    @property
    def kept_signs(self) -> tuple[DraftSign, ...]:
        """The signs that the person did not drop."""
        return tuple(sign for sign in self.signs if sign.kept)


def refreshed(draft: Draft, conversation: Conversation, zone: tzinfo) -> Draft:
    """`draft` with what was said since; what the person typed or cleared in the form stays.

    The times of day are those of `zone`. An empty draft is filled in for the first time.
    """
    said = dict(_prefills(conversation, zone))
    kept = {key: value for key, value in draft.values.items() if _is_own(draft, key)}
    fresh = {key: prefill.value for key, prefill in said.items() if key not in kept}
    known = {(sign.code, sign.message_id) for sign in draft.signs}
    new_signs = tuple(
        DraftSign(code=sign.code, quote=sign.quote, message_id=sign.message_id)
        for sign in conversation.signs
        if (sign.code, sign.message_id) not in known
    )
    return replace(draft, values=kept | fresh, prefilled=said, signs=(*draft.signs, *new_signs))


def encode_draft(draft: Draft) -> bytes:
    """The draft as JSON, for the store."""
    return msgspec.json.encode(draft)


def decode_draft(body: bytes) -> Draft:
    """The draft that `encode_draft` wrote."""
    return msgspec.json.decode(body, type=Draft)


def japanese_date(day: date) -> str:
    """`day` as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _is_own(draft: Draft, key: FieldKey) -> bool:
    """The person typed into the field, or cleared what had been filled in; an empty field is nobody's."""
    return draft.untouched(key) is None and bool(draft.value(key) or key in draft.prefilled)


def _prefills(conversation: Conversation, zone: tzinfo) -> Iterator[tuple[FieldKey, Prefill]]:
    for slot in conversation.slots:
        yield slot.key, Prefill(value=_shortened(slot.key, _written(slot)), sentence=slot.sentence)
    timeline = "\n".join(_dated(utterance, zone) for utterance in _story(conversation))
    if timeline:
        yield "timeline", Prefill(value=_shortened("timeline", timeline))
    if conversation.slot("damage") is None and (words := _words_with_signs(conversation)):
        yield "damage", Prefill(value=_shortened("damage", words))


def _written(slot: Slot) -> str:
    match slot.value:
        case bool(paid):
            return "yes" if paid else "no"
        case int(yen):
            return f"{yen:,}"
        case str(text) if slot.key == "contract_date":
            return _date_or_words(text)
        case str(text):
            return " ".join(text.split())


def _date_or_words(text: str) -> str:
    try:
        return japanese_date(date.fromisoformat(text))
    except ValueError:
        return text


def _story(conversation: Conversation) -> Iterator[Utterance]:
    signed = {sign.message_id for sign in conversation.signs}
    told = {slot.message_id for slot in conversation.slots if slot.key not in _CONTACT}
    contact = {slot.message_id for slot in conversation.slots if slot.key in _CONTACT}
    for utterance in conversation.utterances:
        is_long = len(utterance.text) >= _STORY_CHARACTERS
        if utterance.message_id in signed | told or (is_long and utterance.message_id not in contact):
            yield utterance


def _dated(utterance: Utterance, zone: tzinfo) -> str:
    return f"{_minute(utterance.at.astimezone(zone))}　{' '.join(utterance.text.split())}"


def _minute(local: datetime) -> str:
    return f"{local.month}月{local.day}日 {local.hour}時{local.minute:02}分"


def _words_with_signs(conversation: Conversation) -> str:
    signed = {sign.message_id for sign in conversation.signs}
    return "\n".join(utterance.text for utterance in conversation.utterances if utterance.message_id in signed)


def _shortened(key: FieldKey, text: str) -> str:
    return text[: FIELDS[key].limit]
