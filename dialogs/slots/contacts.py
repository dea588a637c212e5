"""Telephone numbers, mail addresses and other ways to reach someone, and whose they are."""

import re
from collections.abc import Iterator, Sequence

from dialogs.conversation import SlotKey
from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage, Span
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

_PHONE = re.compile(
    r"(?<![\d.@a-z-])(?:\+81[- ]?\(?0?\)?[- ]?\d{1,4}|\(0\d{1,4}\)|0\d{1,4})"
    r"(?:[- (ー]{0,2}\d{1,4}[-) ー]{0,2}\d{3,4}|\d{6,9})(?![\d-])"
)
_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+-]{0,63}\s?(?:@|\(at\)|\[at\]|あっとまーく)\s?[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,4}"
)
_URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]{4,200}")
_AT = re.compile(r"\s?(?:@|\(at\)|\[at\]|あっとまーく)\s?", re.IGNORECASE)


class ContactWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that say whose a number is, and ways to reach a vendor that are no number."""

    vendors: list[str]
    own: list[str]
    #: Beginnings of numbers that only firms have.
    vendor_prefixes: list[str]
    #: Numbers of public desks: nobody's contact.
    desk_numbers: list[str]
    channels: list[str]


class ContactReader:
    """Reads `phone`, `email` and `vendor_contact`."""

    def __init__(self, words: ContactWords, inflections: Inflections) -> None:
        self._vendors = pattern(words.vendors, inflections)
        self._own = pattern(words.own, inflections)
        self._prefixes = tuple(words.vendor_prefixes)
        self._desks = frozenset(words.desk_numbers)
        self._channels = pattern(words.channels, inflections)

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """The last number and address of each owner."""
        found: dict[SlotKey, Mention] = {}
        for mention in self._all(passage, situation):
            if mention.key != "vendor_contact" or "vendor_contact" not in found:
                found[mention.key] = mention
        return tuple(found.values())

    def _all(self, passage: Passage, situation: Situation) -> Iterator[Mention]:
        for match in _EMAIL.finditer(passage.reading):
            value = _AT.sub("@", passage.text[match.start() : match.end()])
            yield self._owned(passage, match, "email", value, situation)
        for match in _PHONE.finditer(passage.reading):
            value = _number(match[0])
            if _is_number(value) and value.replace("-", "") not in self._desks:
                yield self._owned(passage, match, "phone", value, situation)
        for match in _URL.finditer(passage.reading):
            yield Mention(
                key="vendor_contact",
                value=passage.text[match.start() : match.end()],
                start=match.start(),
                end=match.end(),
            )
        for match in self._channels.finditer(passage.reading):
            start, end = match.span("way") if "way" in match.re.groupindex and match["way"] else match.span()
            yield Mention(key="vendor_contact", value=passage.text[start:end], start=start, end=end)

    def _owned(self, passage: Passage, match: re.Match[str], key: SlotKey, value: str, situation: Situation) -> Mention:
        vendors = situation.asked == "vendor_contact" or self._is_vendors(passage, match, value)
        return Mention(key="vendor_contact" if vendors else key, value=value, start=match.start(), end=match.end())

    def _is_vendors(self, passage: Passage, match: re.Match[str], value: str) -> bool:
        """The nearest word for an owner before it in its sentence decides, then one after it."""
        sentence = passage.sentence_at(match.start())
        before = _last(self._vendors, passage, Span(start=sentence.start, end=match.start()))
        own = _last(self._own, passage, Span(start=sentence.start, end=match.start()))
        if before >= 0 or own >= 0:
            return before > own
        after = passage.reading[match.end() : min(sentence.end, match.end() + 16)]
        if self._vendors.search(after) and not self._own.search(after):
            return True
        return value.startswith(self._prefixes) and not self._own.search(after)


def _last(words: re.Pattern[str], passage: Passage, span: Span) -> int:
    return max((match.end() for match in words.finditer(passage.reading, span.start, span.end)), default=-1)


def _number(matched: str) -> str:
    """The number in half width, with hyphens where the person put a break."""
    plain = matched.removeprefix("+81").lstrip("- ")
    if matched.startswith("+81"):
        plain = "0" + plain.removeprefix("(0)").removeprefix("0").lstrip("- ")
    return "-".join(re.findall(r"\d+", plain))


def _is_number(value: str) -> bool:
    return len(value.replace("-", "")) in (10, 11)
