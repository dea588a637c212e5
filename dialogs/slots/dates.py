"""The day of the contract: of signing or ordering, not of any other event."""

import re
from collections.abc import Sequence
from datetime import date

from dialogs.slots.calendar import Calendar, NamedDay
from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage, Span
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family


class DateWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for near days and for the event that counts."""

    #: Words for a day, and how many days before today it is.
    days_ago: dict[str, int]
    #: Words for a time that leave the day open.
    vague: list[str]
    contracted: list[str]
    not_contracted: list[str]
    #: Events that a day may belong to instead.
    other_event: list[str]
    #: What follows a day that is a deadline and no event: 「今日中に」.
    deadline: list[str]
    #: A sentence that is no more than a day: 「きのうの夜です」.
    bare: list[str]


class DateReader:
    """Reads `contract_date`: an ISO day where a single one follows, otherwise the words."""

    def __init__(self, words: DateWords, inflections: Inflections) -> None:
        self._calendar = Calendar(words.days_ago, pattern(words.vague, inflections))
        self._contracted = pattern(words.contracted, inflections)
        self._not_contracted = pattern(words.not_contracted, inflections)
        self._other_event = pattern(words.other_event, inflections)
        self._deadline = pattern(words.deadline, inflections)
        self._bare = pattern(
            [f"^(?:{word})*$" for word in ["|".join(f"(?:{word})" for word in words.bare)]], inflections
        )

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """The day that goes with the words for contracting; of several the last."""
        named = self._calendar.days(passage.reading, situation.today)
        days = [day for day in named if not self._deadline.match(passage.reading, day.end)]
        best: NamedDay | None = None
        previous_contracted = False
        for span in passage.sentences:
            inside = [day for day in days if span.start <= day.start < span.end]
            cues = self._cues(passage, span)
            found = self._beside(passage, inside, cues) if cues else None
            if found is None and inside and previous_contracted and self._is_bare(passage, span, inside[0]):
                found = inside[0]
            best = found or best
            previous_contracted = bool(cues) and found is None
        if best is None and situation.asked == "contract_date" and days:
            best = days[-1]
        return () if best is None else self._mention(passage, best, situation.today)

    def _cues(self, passage: Passage, span: Span) -> list[re.Match[str]]:
        sentence = passage.reading[span.start : span.end]
        masked = self._not_contracted.sub(lambda match: "□" * len(match[0]), sentence)
        return [match for match in self._contracted.finditer("□" * span.start + masked) if match.start() >= span.start]

    def _beside(self, passage: Passage, days: list[NamedDay], cues: list[re.Match[str]]) -> NamedDay | None:
        """The nearest day before the last cue with no other event between, else the first day after it."""
        for cue in reversed(cues):
            for day in reversed(days):
                if day.end <= cue.start() and not self._other_event.search(passage.reading, day.end, cue.start()):
                    return day
            for day in days:
                gap = passage.reading[cue.end() : day.start] if day.start >= cue.end() else "□" * 9
                if re.fullmatch(
                    r"(?:の?(?:は|が|日|した日?|:|、|\s|も|日は|日時は|を|したのは|た|た日は|です|ん)*)(?:たしか|確か)?",
                    gap,
                ):
                    return day
        return None

    def _is_bare(self, passage: Passage, span: Span, day: NamedDay) -> bool:
        rest = passage.reading[span.start : day.start] + passage.reading[day.end : span.end]
        return bool(self._bare.search(rest.strip("。!?\n ")))

    def _mention(self, passage: Passage, named: NamedDay, today: date) -> Sequence[Mention]:
        if named.day is not None and named.day > today:
            return ()
        value = named.day.isoformat() if named.day else passage.text[named.start : named.end]
        return (Mention(key="contract_date", value=value, start=named.start, end=named.end),)
