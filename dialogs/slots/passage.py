"""One message, folded so that patterns need not know widths, kana or stray spaces, with the way back."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

#: A message is read up to here from its head and from its tail; what stands between is left to the reader of the talk.
HEAD_CHARS = 1500
TAIL_CHARS = 500

_MARKS = "\u3099\u309a\uff9e\uff9f"
_SENTENCE_END = re.compile(r"[。!?\n]+")
_CLAUSE_END = re.compile(r"(?:[、。!?\n; ]|(?<!\d),|,(?!\d)|(?<!\d)/(?!\d))+")
_JAPANESE = r"[ぁ-んァ-ヶー一-龠々〇、。「」]"
_LONE_PARTICLE = re.compile(r"(?<=[^ ]) [のをではにがともやかヲノデハニガトモカ] (?=[^ ])")
_SPACE_BETWEEN = re.compile(rf"(?<={_JAPANESE}) | (?={_JAPANESE})")
_SPACE_BESIDE_PARTICLE = re.compile(
    r"(?<=[ぁ-んァ-ヶー一-龠a-zA-Z0-9][はがをにでともへのハガヲニデ]) (?=[^ ])"
    r"| (?=(?:です|でした|ます|デス|という|って|だ|と)(?:[ぁ-んァ-ヶ。、!?\n ]|$))"
)
_JAPANESE_LETTER = re.compile(r"[ぁ-んァ-ヶー一-龠々]")
_HIRAGANA_LETTER = re.compile(r"[ぁ-ん]")
_KATAKANA_LETTER = re.compile(r"[ァ-ヶー]")
_MOSTLY = 0.75
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_KATAKANA = {small: large for large, small in _HIRAGANA.items()}
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500), "-") | {0x301C: "~"}


def hiragana(text: str) -> str:
    """The text in lower case with katakana as hiragana; every character keeps its place."""
    lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text) if not text.isascii() else text.lower()
    return lowered.translate(_HIRAGANA)


def katakana(text: str) -> str:
    """The text with hiragana as katakana."""
    return text.translate(_KATAKANA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the folded text."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A message in three readings of one length: `text` (NFKC), `reading` (hiragana, lower case), and `places`.

    `places` holds, for every folded character and for the end, where it stood in `original`.
    """

    original: str
    text: str
    reading: str
    places: tuple[int, ...] = field(repr=False)

    @property
    def whole(self) -> Span:
        """All of the folded text."""
        return Span(start=0, end=len(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order; together with their ends they cover the text."""
        return _split(self.text, _SENTENCE_END)

    @cached_property
    def _sentence_ends(self) -> tuple[int, ...]:
        return tuple(span.end for span in self.sentences)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The stretches between commas, stops, spaces and line ends."""
        return _split(self.text, _CLAUSE_END)

    def sentence_at(self, place: int) -> Span:
        """The sentence that `place` stands in."""
        index = bisect_right(self._sentence_ends, place)
        return self.sentences[index] if index < len(self.sentences) else self.whole

    def begins_word(self, place: int) -> bool:
        """Whether the person wrote a space before the character at `place`, kept or closed since."""
        return place == 0 or self.original[self.places[place] - 1].isspace()

    def as_written(self, start: int, end: int) -> str:
        """The stretch as the person wrote it."""
        return self.original[self.places[start] : self.places[end]].strip()

    def without(self, spans: tuple[Span, ...]) -> "Passage":
        """The same passage with `spans` blanked out, so that nothing is found in them."""
        text, reading = self.text, self.reading
        for span in spans:
            blank = "□" * (span.end - span.start)
            text = text[: span.start] + blank + text[span.end :]
            reading = reading[: span.start] + blank + reading[span.end :]
        return replace(self, text=text, reading=reading)


def fold(original: str) -> Passage:
    """Fold a message; never raises, whatever the text is."""
    text, places = _normalised(original)
    gaps = _SPACE_BETWEEN if _LONE_PARTICLE.search(text) or _is_mostly_kana(text) else _SPACE_BESIDE_PARTICLE
    text, places = _joined(text, places, gaps)
    return Passage(original=original, text=text, reading=hiragana(text), places=(*places, len(original)))


def respelled(passage: Passage, spellings: Mapping[str, str]) -> Passage:
    """The passage with words of its `reading` spelled otherwise; `text` becomes the same as `reading`."""
    words = sorted(spellings, key=len, reverse=True)
    parts: list[str] = []
    places: list[int] = []
    end = 0
    for match in re.finditer("|".join(map(re.escape, words)) or "(?!)", passage.reading):
        spelled = spellings[match[0]]
        parts += [passage.reading[end : match.start()], spelled]
        places += [*passage.places[end : match.start()], *[passage.places[match.start()]] * len(spelled)]
        end = match.end()
    reading = "".join(parts) + passage.reading[end:]
    return Passage(original=passage.original, text=reading, reading=reading, places=(*places, *passage.places[end:]))


def _normalised(original: str) -> tuple[str, list[int]]:
    characters: list[str] = []
    places: list[int] = []
    for start, unit in _units(original):
        for character in unicodedata.normalize("NFKC", unit).translate(_DASHES):
            kept = _kept(character)
            if kept == " " and (not characters or characters[-1] in " \n"):
                continue
            characters.extend(kept)
            places.extend([start] * len(kept))
    return "".join(characters), places


def _units(original: str) -> list[tuple[int, str]]:
    """The characters with the voicing marks that belong to them; the middle of an overlong text is left out."""
    indices: list[int] = list(range(len(original)))
    if len(original) > HEAD_CHARS + TAIL_CHARS:
        indices = [*indices[:HEAD_CHARS], *indices[-TAIL_CHARS:]]
    units: list[tuple[int, str]] = []
    for index in indices:
        if original[index] in _MARKS and units:
            units[-1] = (units[-1][0], units[-1][1] + original[index])
        else:
            units.append((index, original[index]))
    return units


def _kept(character: str) -> str:
    if character in "\n\r\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Mn"} else character


def _joined(text: str, places: list[int], spaces: re.Pattern[str]) -> tuple[str, list[int]]:
    """Close the gaps of people who write a space between words."""
    gaps = {match.start() for match in spaces.finditer(text)}
    if not gaps:
        return text, places
    kept = [index for index in range(len(text)) if index not in gaps]
    return "".join(text[index] for index in kept), [places[index] for index in kept]


def _is_mostly_kana(text: str) -> bool:
    """Whether a spaced text is written in one kana, as learners and old machines write; else a space parts items."""
    japanese = len(_JAPANESE_LETTER.findall(text))
    return any(len(kana.findall(text)) > _MOSTLY * japanese for kana in (_HIRAGANA_LETTER, _KATAKANA_LETTER))


def _split(text: str, ends: re.Pattern[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for match in ends.finditer(text):
        if match.start() > start:
            spans.append(Span(start=start, end=match.end()))
        start = match.end()
    if start < len(text):
        spans.append(Span(start=start, end=len(text)))
    return tuple(spans)
