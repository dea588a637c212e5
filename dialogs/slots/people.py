"""The person's own name and the organisation they speak for."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

_KANJI_NAME = r"[一-龠々ヶ]{1,5}(?:[ ・]?(?:[一-龠々]{1,4}|[ァ-ヶー]{2,8}|(?!です|でs|と|って|だ|や|で|さん|の|が|は|を|に|も)[ぁ-ん]{2,5}))?"
_KANA_NAME = r"[ァ-ヶー]{2,10}(?:[ ・=][ァ-ヶー]{2,10}){0,2}"
_KANA_NAME_AHEAD = r"[ァ-ヶー]{2,10}?(?:[ ・=][ァ-ヶー]{2,10}?){0,2}"
_LATIN_NAME = r"[A-Z][a-z]{1,12}(?: [A-Z][a-z]{1,12}){0,2}"
_NAME_BEFORE = re.compile(rf"(?:{_LATIN_NAME}|{_KANA_NAME}|{_KANJI_NAME})$|(?:^|(?<=[、。\n のは「]))[ぁ-ん]{{2,7}}$")
_SELF = re.compile(r"(?:私|わたし|僕|ぼく)は ?([ァ-ヶー]{2,10})です")
_NAME_AFTER = re.compile(
    rf"[「\s]*((?:{_LATIN_NAME}|{_KANA_NAME_AHEAD}|{_KANJI_NAME}|[ぁ-ん]{{2,7}}?))(?=です|でs|デス|と[申い言]|って|、|。|」|\(|\n|$|[ ]|だ|で、|や|でございます)"
)
_ORGANISATION_BEFORE = re.compile(r"[一-龠々〇ァ-ヶーA-Za-z0-9・&()のぁ-ん-]{2,30}$")


class PeopleWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around names and organisations."""

    introduces_before: list[str]
    introduces_after: list[str]
    surnames: list[str]
    #: Words before a name that make it someone else's.
    not_own: list[str]
    #: Words that are no name.
    no_name: list[str]
    #: What an organisation ends with.
    bodies: list[str]
    #: What follows one's own organisation.
    belongs: list[str]
    #: What follows it where it opens a sentence.
    states: list[str]
    #: Before a body that is stated so, words that make it someone else's.
    others: list[str]
    #: What announces it.
    announces: list[str]
    #: An organisation that is only a branch of trade.
    trades: list[str]
    #: Cut off the front of an organisation.
    lead: list[str]


class PeopleReader:
    """Reads `name` and `organization`."""

    def __init__(self, words: PeopleWords, inflections: Inflections) -> None:
        def compiled(listed: Sequence[str]) -> re.Pattern[str]:
            return pattern(listed, inflections)

        self._before, self._after = compiled(words.introduces_before), compiled(words.introduces_after)
        surnames = "|".join(sorted(map(re.escape, words.surnames), key=len, reverse=True))
        self._signed = re.compile(
            rf"(?:^|(?<=[、。\n の:はすた県府都市])|(?<=[ぁ-ん]))(?P<name>(?:{surnames})(?:[ ]?(?![市区町村県都府郡様氏])[一-龠々]{{1,3}}|[ ]?(?!です|さん|と申|とい|より)[ぁ-んァ-ヶ]{{2,4}})?)"
            r"(?=です(?:[。、\n !]|けど|が|$)|より$|と申|といい|でございます|拝|\(\d|$)"
        )
        self._listed = re.compile(
            rf"(?:^|(?<=[、。\n ]))(?P<name>(?:{surnames})(?:[ ]?(?![市区町村県都府郡様氏])[一-龠々]{{1,3}})?)(?=[、。\n]|$)"
        )
        self._not_own = compiled([f"(?:{word})$" for word in words.not_own])
        self._no_name = compiled([f"^(?:{word})$" for word in words.no_name])
        self._body = compiled([f"(?:{word})(?={'|'.join((*words.belongs, *words.states))})" for word in words.bodies])
        self._states, self._others = compiled(words.states), compiled(words.others)
        self._announces = compiled(words.announces)
        self._trades, self._lead = (
            compiled([f"^(?:{word})$" for word in words.trades]),
            compiled([f"^.*(?:{word})" for word in words.lead]),
        )

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """The last name by which the person calls themselves, and the last body they belong to."""
        names, bodies = list(self._names(passage)), list(self._organizations(passage))
        return [*names[-1:], *bodies[-1:]]

    def _names(self, passage: Passage) -> Iterator[Mention]:
        for match in chain(self._listed.finditer(passage.text), self._signed.finditer(passage.text)):
            if not self._is_others(passage, match.start()):
                yield from self._name(passage, match.start("name"), match.end("name"))
        for match in self._after.finditer(passage.reading):
            floor = max(0, match.start() - 20)
            before = _NAME_BEFORE.search(passage.text[floor : match.start()])
            if before and not self._is_others(passage, floor + before.start()):
                yield from self._name(passage, floor + before.start(), match.start())
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

    def _organizations(self, passage: Passage) -> Iterator[Mention]:
        for match in self._body.finditer(passage.reading):
            floor = max(passage.sentence_at(match.start()).start, match.start() - 24)
            before = _ORGANISATION_BEFORE.search(passage.text[floor : match.end()])
            start = floor + before.start() if before else match.start()
            opens = not self._others.search(passage.reading, passage.sentence_at(start).start, match.start())
            if before and (opens or not self._states.match(passage.reading, match.end())):
                yield from self._organization(passage, start, match.end())
        for match in self._announces.finditer(passage.reading):
            name = re.compile(
                r"[「]?([^、。\n」 ]{2,30}?)(?=です|と[申い]|で[すし、]|」|、|。|\n|の[^、。]{1,8}(?:です|と申)|$)"
            ).match(passage.text, match.end())
            if name:
                yield from self._organization(passage, *name.span(1))

    def _organization(self, passage: Passage, start: int, end: int) -> Iterator[Mention]:
        lead = self._lead.match(passage.reading[start:end])
        start += lead.end() if lead else 0
        if end - start > 1 and not self._trades.search(passage.reading[start:end]):
            yield Mention(key="organization", value=passage.text[start:end], start=start, end=end)
