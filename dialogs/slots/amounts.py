"""The figure that is asked or agreed, in yen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from dialogs.slots.mentions import Mention, Situation
from dialogs.slots.numerals import KANA_NUMBER, NUMBER, value_of
from dialogs.slots.passage import Passage
from dialogs.slots.patterns import Inflections, pattern
from dialogs.slots.words import Family

#: A fee below this is no fee; it is a number of something.
SMALLEST_YEN = 500
LARGEST_YEN = 1_000_000_000
#: A number without unit is a figure from here on, beside a word for price.
SMALLEST_BARE = 1000
_WINDOW = 18

_FIGURE = re.compile(
    rf"(?P<sign>¥\s?)?(?<![\d.#a-z_-])(?P<number>{NUMBER}|{KANA_NUMBER})(?:(?P<yen>\s?(?:円|えん|yen|-(?!\d)))|(?![\d-]))"
)
#: What stands before the upper end of a range, as in 「20~30万」 and 「2、3万」.
_RANGE_LOW = re.compile(r"(?<![\d.,])(?P<low>\d{1,3}(?:\.\d)?)(?:~|から|-|、|・)$")
_RANGE_JOIN = re.compile(r"(?:\(税.\))?\s?(?:~|-|から|か)\s?")
_CHANGE = re.compile(r"(?:くらい|ぐらい|ほど)?(?:に|へ|まで(?:下|値|さが|落))")
_COUNTER = re.compile(
    r"[台件枚人名個回本点字語社店冊通曲歳才年月日時分秒割倍%℃階号級系]|[kmgt]?b(?![a-z])|[gtmk]b|"
    r"ふぁいる|きろ|ぎが|てら|めが|ぽいんと|ふぉろわ|再生|どる|ゆーろ|元(?![々は])|うぉん|ぴくせる|画素|か[月所]|ヶ月|週間|さい|まい|にん|だい|けん"
)
_MAN = re.compile("万|まん")
_VAGUE_BEFORE = re.compile(r"[数何幾]$")
_FOREIGN_BEFORE = re.compile(r"(?:[$€£₩]|usd|eur|us)\s?$")
_SHORT_LOW = re.compile(r"\d{1,3}(?:\.\d)?")


class Rank(IntEnum):
    """How well a figure answers "what does the vendor want"."""

    NONE = 0
    PART = 1
    EARLIER = 2
    PLAIN = 3
    CURRENT = 4


class AmountWords(Family, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words beside a figure that say which figure it is."""

    #: Words before a bare number that make it money.
    price: list[str]
    #: Not the vendor's figure: a budget, a salary, the usual price, a refused hypothesis.
    none_before: list[str]
    none_after: list[str]
    #: Only a part of it: an advance, a monthly rate, a fee for stopping.
    part_before: list[str]
    part_after: list[str]
    earlier_before: list[str]
    earlier_after: list[str]
    current_before: list[str]
    current_after: list[str]


@dataclass(frozen=True, slots=True)
class _Figure:
    yen: int
    start: int
    end: int
    rank: Rank


class AmountReader:
    """Reads `amount_yen`."""

    def __init__(self, words: AmountWords, inflections: Inflections) -> None:
        def before(listed: list[str]) -> re.Pattern[str]:
            return pattern(listed, inflections)

        self._price = pattern([f"(?:{word})[はがの:、= ]{{0,2}}約?$" for word in words.price], inflections)
        self._before = (
            (Rank.NONE, before(words.none_before)),
            (Rank.PART, before(words.part_before)),
            (Rank.EARLIER, before(words.earlier_before)),
            (Rank.CURRENT, before(words.current_before)),
        )
        self._after = (
            (Rank.NONE, pattern(words.none_after, inflections)),
            (Rank.PART, pattern(words.part_after, inflections)),
            (Rank.EARLIER, pattern(words.earlier_after, inflections)),
            (Rank.CURRENT, pattern(words.current_after, inflections)),
        )

    def read(self, passage: Passage, situation: Situation) -> Sequence[Mention]:
        """The current or contracted figure: the best of its kind, and of those the last."""
        figures = self._figures(passage, asked=situation.asked == "amount_yen")
        if not figures:
            return ()
        best = max(reversed(figures), key=lambda figure: figure.rank)
        return (Mention(key="amount_yen", value=best.yen, start=best.start, end=best.end),)

    def rank(self, passage: Passage) -> Rank:
        """How well the best figure of the passage answers what the vendor wants."""
        return max((figure.rank for figure in self._figures(passage, asked=True)), default=Rank.NONE)

    def _figures(self, passage: Passage, *, asked: bool) -> list[_Figure]:
        reading = passage.reading
        matches = [match for match in _FIGURE.finditer(reading) if self._is_money(match, reading, asked=asked)]
        figures: list[_Figure] = []
        for index, match in enumerate(matches):
            sentence = passage.sentence_at(match.start())
            before_end = matches[index - 1].end() if index else 0
            next_start = matches[index + 1].start() if index + 1 < len(matches) else len(reading)
            before = reading[max(sentence.start, before_end, match.start() - _WINDOW) : match.start()]
            after = reading[match.end() : min(sentence.end, next_start, match.end() + _WINDOW)]
            yen = _yen(match, before)
            rank = self._rank(before, after)
            is_upper_end = index > 0 and _RANGE_JOIN.fullmatch(before) and not _CHANGE.match(after)
            if rank is not Rank.NONE and not is_upper_end and SMALLEST_YEN <= yen <= LARGEST_YEN:
                figures.append(_Figure(yen, match.start(), match.end(), rank))
        return figures

    def _rank(self, before: str, after: str) -> Rank:
        for (rank, words_before), (_, words_after) in zip(self._before, self._after, strict=True):
            if words_before.search(before) or words_after.match(after):
                return rank
        return Rank.PLAIN

    def _is_money(self, match: re.Match[str], reading: str, *, asked: bool) -> bool:
        before, after = reading[max(0, match.start() - _WINDOW) : match.start()], reading[match.end() : match.end() + 6]
        if _VAGUE_BEFORE.search(before) or _FOREIGN_BEFORE.search(before):
            return False
        if match["sign"] or match["yen"]:
            return True
        if _COUNTER.match(after):
            return False
        if _MAN.search(match["number"]):
            return True
        return (asked or bool(self._price.search(before))) and value_of(match["number"]) >= SMALLEST_BARE


def _yen(match: re.Match[str], before: str) -> int:
    """The figure; where the lower end of a range stands before it without unit, that end in this one's unit."""
    low = _RANGE_LOW.search(before)
    unit = _MAN.search(match["number"])
    return value_of(low["low"] + unit[0]) if low and unit else value_of(match["number"])
