"""The vendor's name as the person says it, and the person in charge there."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage, hiragana
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

_LONGEST_NAME = 30
#: So many names are looked at; a text with more is no account of one case.
_MOST_NAMES = 12
_SHORTEST_NAME = 2
_LEGAL = r"株式会社|有限会社|合同会社|合資会社|一般社団法人|\(株\)|\(有\)|\(同\)"
_RUN = r"[一-龠々\u3007\u00d7\u25cb\u25cfァ-ヶーA-Za-z0-9・&'.+*-]"
_LEGAL_NAME = re.compile(rf"(?:{_LEGAL})|(?<={_RUN})(?:{_LEGAL})(?![ァ-ヶー一-龠A-Za-z])")
_RUN_BEFORE = re.compile(rf"{_RUN}{{1,{_LONGEST_NAME}}}$")
_HIRAGANA_TAIL = re.compile(rf"{_RUN}{{2,{_LONGEST_NAME}}}[ぁ-ん]{{2,8}}$")
_HIRAGANA_LEAD = re.compile(r"(?:^|[、。「『\n ,])([ぁ-んー]{1,8})$")
_QUOTED_BEFORE = re.compile(r"[「『\"“]([^「」『』\"“”\n]{1,30})[」』\"”]$")
_QUOTED_AFTER = re.compile(r"[「『\"“]([^「」『』\"“”\n]{1,30})[」』\"”]")
_PARTICLE_END = re.compile(r"[はがをにでとへもてたしりくの]$")
_KATAKANA_PAIR = re.compile(r"[ァ-ヶー]{2}")
_KANJI_OR_HIRAGANA = re.compile(r"[ぁ-ん一-龠]")
_HARD_END = re.compile(r"[、。,\n!?「」『』()/; □:=]")


class VendorWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around a vendor's name, and names that are none."""

    #: The name follows: 「業者は…」.
    before: list[str]
    #: The name went before: 「…という会社」.
    after: list[str]
    #: What one does with a vendor; only a name that sounds like one counts before it.
    dealings: list[str]
    #: Where a name ends that follows its cue, at least two characters in.
    ends: list[str]
    #: What a vendor's name sounds like.
    sounds: list[str]
    #: Whole "names" that are none: kinds of firms, makers, desks, platforms.
    generic: list[str]
    #: Whole words that are no name, read as written.
    no_name: list[str]
    #: Cut off the front of a name.
    lead: list[str]
    #: The sentence is about something else.
    not_about: list[str]
    person_before: list[str]
    person_after: list[str]


class VendorReader:
    """Reads `vendor` and `vendor_person`."""

    def __init__(self, words: VendorWords, inflections: Inflections) -> None:
        def compiled(listed: list[str]) -> re.Pattern[str]:
            return pattern(listed, inflections)

        self._before, self._after, self._dealings = map(compiled, (words.before, words.after, words.dealings))
        self._ends, self._sounds = compiled(words.ends), compiled(words.sounds)
        self._generic = re.compile(rf"(?:{compiled(words.generic).pattern})")
        self._no_name = compiled(words.no_name)
        self._lead = compiled([f"^(?:{word})" for word in words.lead])
        self._not_about = compiled(words.not_about)
        self._person_before, self._person_after = compiled(words.person_before), compiled(words.person_after)

    def read(self, passage: Passage, _situation: Situation) -> Sequence[Mention]:
        """The last name that the surest kind of cue gives, and the last person in charge."""
        found: list[Mention] = []
        for finder in (self._legal, self._announced, self._called, self._dealt_with, self._alone):
            names = list(islice(finder(passage), _MOST_NAMES))
            if names:
                found.append(names[-1])
                break
        found.extend(list(self._persons(passage))[-1:])
        return found

    def is_name(self, name: str) -> bool:
        """Whether the words can be a vendor's name at all."""
        reading = hiragana(name)
        if len(name) <= 1 or reading.isdigit():
            return False
        return not self._generic.fullmatch(reading) and not self._no_name.fullmatch(name)

    def _legal(self, passage: Passage) -> Iterator[Mention]:
        for match in _LEGAL_NAME.finditer(passage.text):
            before = _RUN_BEFORE.search(passage.text[max(0, match.start() - _LONGEST_NAME) : match.start()])
            is_suffix = before and self._ends.match(passage.reading, match.end())
            end = match.end() if is_suffix else self._end(passage, match.end())
            if end - match.end() >= _SHORTEST_NAME:
                yield from self._mention(passage, match.start(), end, sure=True)
            elif before:
                yield from self._mention(passage, match.start() - len(before[0]), match.end(), sure=True)

    def _announced(self, passage: Passage) -> Iterator[Mention]:
        for match in self._before.finditer(passage.reading):
            quoted = _QUOTED_AFTER.match(passage.text, match.end())
            if quoted:
                yield from self._mention(passage, *quoted.span(1), sure=True)
                continue
            yield from self._mention(passage, match.end(), self._end(passage, match.end()), sure=False)

    def _called(self, passage: Passage) -> Iterator[Mention]:
        for match in self._after.finditer(passage.reading):
            span = self._name_before(passage, match.start())
            if span:
                yield from self._mention(passage, *span, sure=True)

    def _dealt_with(self, passage: Passage) -> Iterator[Mention]:
        for match in self._dealings.finditer(passage.reading):
            span = self._name_before(passage, match.start())
            if span:
                yield from self._mention(passage, *span, sure=False)

    def _alone(self, passage: Passage) -> Iterator[Mention]:
        if not _KANJI_OR_HIRAGANA.search(passage.text):
            return
        for span in passage.clauses:
            clause = passage.text[span.start : span.end].rstrip("、。,.!? \n")
            if re.fullmatch(rf"{_RUN}{{3,20}}", clause):
                yield from self._mention(passage, span.start, span.start + len(clause), sure=False)

    def _mention(self, passage: Passage, start: int, end: int, *, sure: bool) -> Iterator[Mention]:
        lead = self._lead.match(passage.reading[start:end])
        start += lead.end() if lead and not _KATAKANA_PAIR.match(passage.text, start) else 0
        name, reading = passage.text[start:end].strip(), passage.reading[start:end].strip()
        sentence = passage.sentence_at(start)
        if not self.is_name(name) or _PARTICLE_END.search(name) or "□" in name:
            return
        if self._not_about.search(passage.reading, sentence.start, sentence.end):
            return
        if sure or self._sounds.search(reading):
            yield Mention(key="vendor", value=name, start=start, end=end)

    def _name_before(self, passage: Passage, end: int) -> tuple[int, int] | None:
        head = passage.text[max(0, end - _LONGEST_NAME - 8) : end].removesuffix("さん")
        end -= 2 if passage.text[:end].endswith("さん") else 0
        quoted = _QUOTED_BEFORE.search(head)
        if quoted:
            return end - len(head) + quoted.start(1), end - len(head) + quoted.end(1)
        run = _RUN_BEFORE.search(head) or _HIRAGANA_TAIL.search(head)
        start = len(head) - len(run[0]) if run else len(head)
        lead = _HIRAGANA_LEAD.search(head[:start])
        if lead and (not run or not _PARTICLE_END.search(lead[1])):
            start -= len(lead[1])
        if start == len(head):
            return None
        first = end - len(head) + start
        return next((place for place in range(end - 1, first, -1) if passage.begins_word(place)), first), end

    def _end(self, passage: Passage, start: int) -> int:
        """Where a name that begins at `start` ends."""
        limit = min(len(passage.text), start + _LONGEST_NAME)
        for place in range(start, limit):
            if _HARD_END.match(passage.text, place):
                return place
            inside_word = _KATAKANA_PAIR.match(passage.text, place - 1)
            if place - start >= _SHORTEST_NAME and not inside_word and self._ends.match(passage.reading, place):
                return place
        return limit

    def _persons(self, passage: Passage) -> Iterator[Mention]:
        for match in self._person_before.finditer(passage.reading):
            name = re.compile(
                r"「?([一-龠々]{1,4}|[ァ-ヶーA-Za-z]{2,10}|[ぁ-ん]{2,5}?)(?=」|さん|様|氏|と|って|です|、|。|$|\n|から|が|に|でした|だ)"
            ).match(passage.text, match.end())
            if name and not self._no_name.fullmatch(name[1]):
                yield Mention(key="vendor_person", value=name[1], start=name.start(1), end=name.end(1))
        for match in self._person_after.finditer(passage.reading):
            before = re.search(
                r"([一-龠々]{1,4}|[ァ-ヶーA-Za-z]{2,10})$", passage.text[max(0, match.start() - 10) : match.start()]
            )
            if before and not self._no_name.fullmatch(before[1]):
                yield Mention(
                    key="vendor_person", value=before[1], start=match.start() - len(before[1]), end=match.start()
                )
