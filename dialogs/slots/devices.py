"""The thing in trouble, in the person's words, with its type and size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage, hiragana, katakana
from dialogs.slots.patterns import Inflections, alternative, pattern
from dialogs.slots.words import Family

_ALL_HIRAGANA = re.compile(r"[ぁ-んー]+")


class DeviceKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for one kind of thing; a higher rank is the likelier bearer of the data."""

    words: list[str]
    value: str = ""
    rank: int = 3
    #: It holds the data itself, also where another part of it is named.
    never_host: bool = False


class DeviceWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Kinds of things, the more specific first, and words that rule one out."""

    devices: list[DeviceKind]
    not_in_trouble_before: list[str]
    not_in_trouble_after: list[str]
    host: list[str]
    size: list[str]


@dataclass(frozen=True, slots=True)
class Device:
    """A device that the text names."""

    value: str
    start: int
    end: int
    rank: int
    in_trouble: bool
    is_host: bool


class DeviceReader:
    """Reads `device`: the first of the likeliest things that is not ruled out."""

    def __init__(self, words: DeviceWords, inflections: Inflections, symptoms: re.Pattern[str]) -> None:
        self._kinds = words.devices
        self._device = re.compile(
            "|".join(f"(?P<k{index}>{_any(kind, inflections)})" for index, kind in enumerate(words.devices))
        )
        self._before = pattern([f"(?:{word})$" for word in words.not_in_trouble_before], inflections)
        self._after = pattern(words.not_in_trouble_after, inflections)
        self._host = pattern(words.host, inflections)
        size = "|".join(alternative(word, inflections) for word in words.size)
        self._size_before = re.compile(rf"(?:{size})の?$")
        self._size_after = re.compile(rf" ?\(?(?:容量)?(?:{size})\)?")
        self._symptoms = symptoms

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """The device in trouble: one that a symptom follows, then the likelier, then the first."""
        devices = [device for device in self.named(passage) if device.rank >= 0]
        if not devices:
            return ()
        best = max(devices, key=lambda device: (not device.is_host, device.in_trouble, device.rank))
        return (Mention(key="device", value=best.value, start=best.start, end=best.end),)

    def named(self, passage: Passage) -> list[Device]:
        """Every device named; one that is ruled out has a negative rank."""
        return [self._named(passage, match) for match in self._device.finditer(passage.reading)]

    def is_device(self, words: str) -> bool:
        """Whether the words are a device's name and nothing more."""
        return self._device.fullmatch(hiragana(words)) is not None

    def rank(self, value: str) -> int:
        """How telling a device's name is; -1 for words that name no known thing."""
        match = self._device.search(hiragana(value))
        return self._kinds[_kind(match)].rank if match else -1

    def _named(self, passage: Passage, match: re.Match[str]) -> Device:
        kind = self._kinds[_kind(match)]
        reading = passage.reading
        start, end = match.span()
        ruled_out = self._before.search(reading[max(0, start - 8) : start]) or self._after.match(reading, end)
        before, after = (
            self._size_before.search(reading[max(0, start - 10) : start]),
            self._size_after.match(reading, end),
        )
        start = start - len(before[0]) if before else start
        end = after.end() if after else end
        sentence = passage.sentence_at(match.start())
        is_host = not kind.never_host and self._host.match(reading, end) is not None
        in_trouble = self._symptoms.search(reading, end, min(sentence.end, end + 40)) is not None
        value = self._value(passage, match, kind, start, end)
        return Device(value, start, end, -1 if ruled_out else kind.rank, in_trouble, is_host)

    def _value(self, passage: Passage, match: re.Match[str], kind: DeviceKind, start: int, end: int) -> str:
        written = passage.text[match.start() : match.end()]
        named = kind.value or (katakana(written) if _ALL_HIRAGANA.fullmatch(written) else written)
        return (passage.text[start : match.start()] + named + passage.text[match.end() : end]).strip()


def _kind(match: re.Match[str]) -> int:
    return int((match.lastgroup or "k0")[1:])


def _any(kind: DeviceKind, inflections: Inflections) -> str:
    return "(?<![a-z])(?:" + "|".join(alternative(word, inflections) for word in kind.words) + ")"
