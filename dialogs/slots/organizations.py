"""The organisation that the person speaks for."""

import re
from collections.abc import Iterator, Sequence

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

_LONGEST = 24
_BODY_BEFORE = re.compile(r"[一-龠々\u3007ァ-ヶーA-Za-z0-9・&()ぁ-ん-]{2,30}$")
_ANNOUNCED = re.compile(
    r"[「]?([^、。\n」 ]{2,30}?)(?=です|と[申い]|で[すし、]|」|、|。|\n|の[^、。]{1,8}(?:です|と申)|$)"
)


class OrganizationWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around an organisation."""

    #: What an organisation ends with.
    bodies: list[str]
    #: What follows one's own organisation.
    belongs: list[str]
    #: What follows it where nothing before speaks of others.
    states: list[str]
    others: list[str]
    #: What announces it.
    announces: list[str]
    #: An organisation that is only a branch of trade.
    trades: list[str]
    #: Cut off the front of an organisation.
    lead: list[str]


class OrganizationReader:
    """Reads `organization`."""

    def __init__(self, words: OrganizationWords, inflections: Inflections) -> None:
        follows = "|".join((*words.belongs, *words.states))
        self._body = pattern([f"(?:{word})(?={follows})" for word in words.bodies], inflections)
        self._states, self._others = pattern(words.states, inflections), pattern(words.others, inflections)
        self._announces = pattern(words.announces, inflections)
        self._trades = pattern([f"^(?:{word})$" for word in words.trades], inflections)
        self._lead = pattern([f"^.*(?:{word})" for word in words.lead], inflections)

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """The last organisation that is the person's own and more than a branch of trade."""
        return [*self._belonged_to(passage), *self._announced(passage)][-1:]

    def _belonged_to(self, passage: Passage) -> Iterator[Mention]:
        for match in self._body.finditer(passage.reading):
            sentence = passage.sentence_at(match.start())
            floor = max(sentence.start, match.start() - _LONGEST)
            before = _BODY_BEFORE.search(passage.text[floor : match.end()])
            start = floor + before.start() if before else match.start()
            is_stated = self._states.match(passage.reading, match.end())
            if not (is_stated and self._others.search(passage.reading, sentence.start, match.start())):
                yield from self._organization(passage, start, match.end())

    def _announced(self, passage: Passage) -> Iterator[Mention]:
        for match in self._announces.finditer(passage.reading):
            name = _ANNOUNCED.match(passage.text, match.end())
            if name:
                yield from self._organization(passage, *name.span(1))

    def _organization(self, passage: Passage, start: int, end: int) -> Iterator[Mention]:
        lead = self._lead.match(passage.reading[start:end])
        start += lead.end() if lead else 0
        if end - start > 1 and not self._trades.search(passage.reading[start:end]):
            yield Mention(key="organization", value=passage.text[start:end], start=start, end=end)
