"""The prefecture that the person lives in, or else the one the shop is in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import msgspec

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage, hiragana
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The names that mean one prefecture."""

    kana: list[str]
    names: list[str]
    towns: list[str]


class PrefectureWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Places, and words after them that say whose place it is."""

    prefectures: dict[str, Places]
    lives: list[str]
    others: list[str]
    own_before: list[str]
    others_before: list[str]
    person: list[str]
    alone: list[str]


class _Claim(IntEnum):
    OTHERS = 0
    OPEN = 1
    LIVES = 2


@dataclass(frozen=True, slots=True)
class _Place:
    prefecture: str
    start: int
    end: int
    claim: _Claim


class PrefectureReader:
    """Reads `prefecture`, normalised with 都道府県."""

    def __init__(self, words: PrefectureWords, inflections: Inflections) -> None:
        self._names = {name: pref for pref, places in words.prefectures.items() for name in (pref, *places.names)}
        self._towns = {town: pref for pref, places in words.prefectures.items() for town in places.towns}
        self._kana = {kana: pref for pref, places in words.prefectures.items() for kana in places.kana}
        lives, alone = ("|".join(listed) for listed in (words.lives, words.alone))
        suffixed = f"(?={lives})|[市区町村県郡](?![長立の](?=議|役))"
        self._name = re.compile(_any(self._names) + "(?P<rest>[都道府県市区町]?)")
        self._town = re.compile(rf"{_any(self._towns)}(?:{suffixed})")
        self._spelled = re.compile(
            rf"(?:(?<=[、。\n はがのも])|^){_any(self._kana)}(?:(?:けん|し|ふ|と|県|市)?(?={lives}|です)|けん|県)"
        )
        self._answer = re.compile(rf"^{_any({**self._kana, **self._towns})}(?:けん|し|ふ|と)?(?:{alone})")
        self._own_before, self._others_before = (
            pattern([f"(?:{word})$" for word in listed], inflections)
            for listed in (words.own_before, words.others_before)
        )
        self._lives, self._others, self._person = (
            pattern(listed, inflections) for listed in (words.lives, words.others, words.person)
        )

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """The place with the best claim; of equal claims the last."""
        places = self._places(passage)
        if not places and situation.asked == "prefecture" and (match := self._answer.search(passage.reading)):
            places = [self._place(passage, match, {**self._kana, **self._towns})]
        if not places:
            return ()
        best = max(reversed(places), key=lambda place: place.claim)
        return (Mention(key="prefecture", value=best.prefecture, start=best.start, end=best.end),)

    def _places(self, passage: Passage) -> list[_Place]:
        found: list[_Place] = []
        for finder, table in ((self._name, self._names), (self._town, self._towns), (self._spelled, self._kana)):
            reading = passage.reading
            matches = [match for match in finder.finditer(reading) if not self._person.match(reading, match.end())]
            found.extend(self._place(passage, match, table) for match in matches)
        return sorted(found, key=lambda place: place.start)

    def _place(self, passage: Passage, match: re.Match[str], table: dict[str, str]) -> _Place:
        prefecture = next(pref for name, pref in table.items() if hiragana(name) == match["place"])
        return _Place(prefecture, match.start(), match.end(), self._claim(passage, match))

    def _claim(self, passage: Passage, match: re.Match[str]) -> _Claim:
        before = passage.reading[max(0, match.start() - 8) : match.start()]
        if self._lives.match(passage.reading, match.end()) or self._own_before.search(before):
            return _Claim.LIVES
        others = self._others.match(passage.reading, match.end()) or self._others_before.search(before)
        return _Claim.OTHERS if others else _Claim.OPEN


def _any(table: dict[str, str]) -> str:
    """Longest first, so that 東京都 is not read as 京都."""
    return "(?P<place>" + "|".join(re.escape(hiragana(name)) for name in sorted(table, key=len, reverse=True)) + ")"
