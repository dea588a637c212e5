"""The name by which the person calls themselves."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

_NO_GIVEN_NAME = r"(?!です|でs|と|って|だ|や|で|さん|の|が|は|を|に|も|より)"
_KANJI_NAME = rf"[一-龠々ヶ]{{1,5}}(?:[ ・]?(?:[一-龠々]{{1,4}}|[ァ-ヶー]{{2,8}}|{_NO_GIVEN_NAME}[ぁ-ん]{{2,5}}))?"
_KANA_NAME = r"[ァ-ヶー]{2,10}(?:[ ・=][ァ-ヶー]{2,10}){0,2}"
_KANA_NAME_AHEAD = r"[ァ-ヶー]{2,10}?(?:[ ・=][ァ-ヶー]{2,10}?){0,2}"
_LATIN_NAME = r"[A-Z][a-z]{1,12}(?: [A-Z][a-z]{1,12}){0,2}"
_NAME_END = r"(?=です|でs|デス|と[申い言]|って|、|。|」|\(|\n|$|[ ]|だ|で、|や|でございます)"
_NAME_BEFORE = re.compile(rf"(?:{_LATIN_NAME}|{_KANA_NAME}|{_KANJI_NAME})$|(?:^|(?<=[、。\n のは「]))[ぁ-ん]{{2,7}}$")
_NAME_AFTER = re.compile(rf"[「\s]*((?:{_LATIN_NAME}|{_KANA_NAME_AHEAD}|{_KANJI_NAME}|[ぁ-ん]{{2,7}}?)){_NAME_END}")
_SELF = re.compile(r"(?:私|わたし|僕|ぼく)は ?([ァ-ヶー]{2,10})です")
_GIVEN = r"(?:[ ]?(?![市区町村県都府郡様氏])[一-龠々]{1,3})"
_SIGNED_END = r"(?=です(?:[。、\n !]|けど|が|$)|より$|と申|といい|でございます|拝|\(\d|$)"


class NameWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around the person's own name."""

    introduces_before: list[str]
    introduces_after: list[str]
    #: Surnames that are read without an introduction.
    surnames: list[str]
    #: Words before a name that make it someone else's.
    not_own: list[str]
    #: Words that are no name.
    no_name: list[str]


class NameReader:
    """Reads `name`."""

    def __init__(self, words: NameWords, inflections: Inflections) -> None:
        self._before = pattern(words.introduces_before, inflections)
        self._after = pattern(words.introduces_after, inflections)
        surnames = "|".join(sorted(map(re.escape, words.surnames), key=len, reverse=True))
        given = rf"(?:{_GIVEN}|[ ]?{_NO_GIVEN_NAME}[ぁ-んァ-ヶ]{{2,4}})?"
        self._signed = re.compile(rf"(?:^|(?<=[、。\n :ぁ-ん県府都市]))(?P<name>(?:{surnames}){given}){_SIGNED_END}")
        self._listed = re.compile(rf"(?:^|(?<=[、。\n ]))(?P<name>(?:{surnames}){_GIVEN}?)(?=[、。\n]|$)")
        self._not_own = pattern([f"(?:{word})$" for word in words.not_own], inflections)
        self._no_name = pattern([f"^(?:{word})$" for word in words.no_name], inflections)

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """The last name by which the person calls themselves."""
        return list(chain(self._signatures(passage), self._introduced(passage), self._announced(passage)))[-1:]

    def _signatures(self, passage: Passage) -> Iterator[Mention]:
        for match in chain(self._listed.finditer(passage.text), self._signed.finditer(passage.text)):
            if not self._is_others(passage, match.start()):
                yield from self._name(passage, *match.span("name"))

    def _introduced(self, passage: Passage) -> Iterator[Mention]:
        for match in self._after.finditer(passage.reading):
            floor = max(0, match.start() - 20)
            before = _NAME_BEFORE.search(passage.text[floor : match.start()])
            if before and not self._is_others(passage, floor + before.start()):
                yield from self._name(passage, floor + before.start(), match.start())

    def _announced(self, passage: Passage) -> Iterator[Mention]:
        for match in _SELF.finditer(passage.text):
            yield from self._name(passage, *match.span(1))
        for match in self._before.finditer(passage.reading):
            after = _NAME_AFTER.match(passage.text, match.end())
            if after and not self._is_others(passage, match.start()):
                yield from self._name(passage, *after.span(1))

    def _is_others(self, passage: Passage, start: int) -> bool:
        return self._not_own.search(passage.reading[max(0, start - 12) : start]) is not None

    def _name(self, passage: Passage, start: int, end: int) -> Iterator[Mention]:
        if not self._no_name.search(passage.reading[start:end]):
            yield Mention(key="name", value=passage.text[start:end], start=start, end=end)
