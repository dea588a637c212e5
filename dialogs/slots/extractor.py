"""All families of slots over one message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.conversation import Slot, SlotKey
from dialogs.slots.amounts import AmountReader
from dialogs.slots.devices import DeviceReader
from dialogs.slots.mentions import Mention, Reader, Situation
from dialogs.slots.passage import Passage, Span, fold
from dialogs.slots.vendors import VendorReader

_LONGEST_SYMPTOM = 80
#: What stands in a vendor's or a person's name is neither a place nor a device.
_NAMES: frozenset[SlotKey] = frozenset({"vendor", "vendor_person", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotExtractor:
    """Finds what a message states about the person, the vendor and the case."""

    names: Reader
    organizations: Reader
    vendors: VendorReader
    amounts: AmountReader
    devices: DeviceReader
    #: What is read with names blanked out.
    things: Sequence[Reader]
    others: Sequence[Reader]
    answers: Reader

    def extract(self, text: str, *, today: date, asked: SlotKey | None = None) -> tuple[Slot, ...]:
        """The slots that the text states, each with the sentence that it came from; never raises on any text."""
        passage = fold(text)
        situation = Situation(today=today, asked=asked)
        mentions = self._mentions(passage, situation)
        if asked is not None and not any(mention.key == asked for mention in mentions):
            mentions.extend(mention for mention in self.answers.read(passage, situation) if self._is_value(mention))
        return tuple(_slot(passage, mention) for mention in mentions)

    def merge(self, earlier: Slot | None, new: Slot) -> Slot:
        """What to keep of an earlier value and a new one: the new one, unless it says less about the same thing."""
        if earlier is None:
            return new
        match new.key:
            case "device" if self.devices.rank(str(new.value)) < self.devices.rank(str(earlier.value)):
                return earlier
            case "amount_yen" if self.amounts.rank(fold(new.sentence)) < self.amounts.rank(fold(earlier.sentence)):
                return earlier
            case "found_via" | "vendor" if str(new.value) in str(earlier.value):
                return earlier
            case "symptom":
                return _accumulated(earlier, new)
            case _:
                return new

    def _is_value(self, mention: Mention) -> bool:
        return mention.key != "vendor" or self.vendors.is_name(str(mention.value))

    def _mentions(self, passage: Passage, situation: Situation) -> list[Mention]:
        own = self.organizations.read(passage, situation)
        vendors = self.vendors.read(_blanked(passage, own), situation)
        found = [
            *self.names.read(passage, situation),
            *own,
            *(mention for mention in vendors if not self.devices.is_device(str(mention.value))),
        ]
        rest = _blanked(passage, [mention for mention in found if mention.key in _NAMES])
        for reader in (self.amounts, *self.others):
            found.extend(reader.read(passage, situation))
        for reader in (self.devices, *self.things):
            found.extend(reader.read(rest, situation))
        return found


def _blanked(passage: Passage, mentions: Sequence[Mention]) -> Passage:
    return passage.without(tuple(Span(start=mention.start, end=mention.end) for mention in mentions))


def _accumulated(earlier: Slot, new: Slot) -> Slot:
    """Cause and symptom come in any order and in several messages; together they tell what happened."""
    first, then = str(earlier.value), str(new.value)
    if then in first or len(first) + len(then) > _LONGEST_SYMPTOM:
        return earlier
    return new if first in then else replace(earlier, value=f"{first}、{then}")


def _slot(passage: Passage, mention: Mention) -> Slot:
    first, last = passage.sentence_at(mention.start), passage.sentence_at(max(mention.start, mention.end - 1))
    return Slot(key=mention.key, value=mention.value, sentence=passage.as_written(first.start, last.end))
