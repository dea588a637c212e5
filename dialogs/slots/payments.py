"""Whether any money has gone to the vendor."""

from collections.abc import Sequence

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.passage import Passage, Span
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family


class PaymentWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for money that has gone, has not gone, or is only talked about."""

    paid: list[str]
    unpaid: list[str]
    #: What makes a clause say nothing about it.
    talk: list[str]
    #: The head of a clause that only reports what was asked.
    reported: list[str]
    #: What makes an earlier clause of the same message a slip of the pen.
    corrected: list[str]
    yes: list[str]
    no: list[str]


class PaymentReader:
    """Reads `paid`: true as soon as any money went, false where it is said that none did."""

    def __init__(self, words: PaymentWords, inflections: Inflections) -> None:
        self._paid = pattern(words.paid, inflections)
        self._unpaid = pattern(words.unpaid, inflections)
        self._reported = pattern(words.reported, inflections)
        self._talk = pattern(words.talk, inflections)
        self._corrected = pattern(words.corrected, inflections)
        self._yes = pattern([f"^(?:{word})" for word in words.yes], inflections)
        self._no = pattern([f"^(?:{word})" for word in words.no], inflections)

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """One mention, of the clause that decides."""
        stated = [(state, span) for span in passage.clauses if (state := self._state(passage, span)) is not None]
        if not stated and situation.asked == "paid":
            stated = self._answer(passage)
        if not stated:
            return ()
        corrected = self._corrected.search(passage.reading)
        value, span = stated[-1] if corrected else next((item for item in stated if item[0]), stated[-1])
        return (Mention(key="paid", value=value, start=span.start, end=span.end),)

    def _state(self, passage: Passage, span: Span) -> bool | None:
        clause = self._reported.sub("", passage.reading[span.start : span.end])
        if self._talk.search(clause):
            return None
        if self._paid.search(self._unpaid.sub("□", clause)):
            return True
        return False if self._unpaid.search(clause) else None

    def _answer(self, passage: Passage) -> list[tuple[bool, Span]]:
        whole = Span(start=0, end=len(passage.text))
        if self._no.search(passage.reading.strip()):
            return [(False, whole)]
        return [(True, whole)] if self._yes.search(passage.reading.strip()) else []
