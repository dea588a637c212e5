"""One spelling for the many ways a word is written, with a map back to the person's own characters."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

_END = "。"
_SENTENCE_END = frozenset("。!?")
#: A line or message that ends with one of these goes on in the next one.
_GOES_ON = frozenset("てでにはがをとのもらばりくけへや、,「『:")
#: From this many lines on, with fewer characters than this in each, a text is written downwards.
_COLUMN = 4
_NEVER_TWICE = frozenset("ー。!?、…w")
_VOICING = ("\u3099", "\u309a")
#: Control and format characters, lone surrogates, marks that only decorate.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn"})
_SMALL = str.maketrans("ぁぃぅぇぉゎ", "あいうえおわ")


@dataclass(frozen=True, slots=True)
class Folded:
    """A burst in one spelling; `starts` and `ends` give the place of each character in its own message."""

    text: str
    message: list[int]
    starts: list[int]
    ends: list[int]
    #: Rises at every sentence end; by one inside a message, by two between finished messages.
    sentence: list[int] = field(repr=False)

    def sentence_span(self, at: int) -> tuple[int, int]:
        """Where the sentence around the character `at` begins and ends."""
        number = self.sentence[at]
        return bisect_left(self.sentence, number), bisect_right(self.sentence, number)


@dataclass(slots=True)
class _Piece:
    text: str
    start: int
    end: int


class Folder:
    """Folds text: width, kana, old characters, spaces, stretched sounds, and words to their reading."""

    def __init__(
        self,
        readings: Mapping[str, str],
        characters: Mapping[str, str],
        homophones: Mapping[str, Sequence[str]],
    ) -> None:
        self._characters = {**characters}
        self._cache: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for word, reading in readings.items():
            self._words["".join(self._fold_character(c) for c in word)] = reading
        self._lengths = _lengths_by_first(self._words)
        self._sounds = _sounds(homophones)
        self._heads = frozenset((*self._lengths, *self._sounds))
        self._heard = frozenset(reading for reading in self._words.values())

    def fold_word(self, word: str) -> str:
        """The one spelling of a single word of the content."""
        return self.fold((word,)).text[:-1]

    def fold(self, burst: Sequence[str]) -> Folded:
        """The one spelling of all messages of a burst, read as one text."""
        text: list[str] = []
        message: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        steps: list[int] = []
        pending = 0

        def add(letters: str, at: int, piece: _Piece) -> None:
            nonlocal pending
            for letter in letters:
                text.append(letter)
                message.append(at)
                starts.append(piece.start)
                ends.append(piece.end)
                steps.append(pending)
                pending = 0

        for number, original in enumerate(burst):
            for piece in self._read_words(self._pieces(original)):
                add(piece.text, number, piece)
                pending = max(pending, piece.text in _SENTENCE_END)
            pending = 2 * (not text or text[-1] not in _GOES_ON)
            # No word may reach from one message into the next.
            here = pending
            pending = 0
            add(_END, number, _Piece(_END, len(original), len(original)))
            pending = here
        return Folded("".join(text), message, starts, ends, list(accumulate(steps)))

    def _pieces(self, original: str) -> list[_Piece]:
        pieces: list[_Piece] = []
        lines_count = not _is_written_downwards(original)
        for at, character in enumerate(original):
            folded = self._fold_character(character)
            last = pieces[-1] if pieces else None
            if folded == "\n":
                if lines_count and last and last.text[-1] not in _GOES_ON:
                    pieces.append(_Piece(_END, at, at + 1))
            elif last and folded in _VOICING:
                last.text, last.end = unicodedata.normalize("NFC", last.text + folded), at + 1
            elif last and folded == last.text and (folded in _NEVER_TWICE or _stretched(pieces)):
                last.end = at + 1
            elif folded:
                pieces.append(_Piece(folded, at, at + 1))
        return pieces

    def _fold_character(self, character: str) -> str:
        folded = self._cache.get(character)
        if folded is None:
            folded = self._cache[character] = self._folded_character(character)
        return folded

    def _folded_character(self, character: str) -> str:
        if character == "\n":
            return character
        wide = unicodedata.normalize("NFKC", character).lower().strip()
        if not wide or (unicodedata.category(character) in _UNSEEN and wide not in _VOICING):
            return ""
        kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in wide).translate(_SMALL)
        return "".join(self._characters.get(c, c) for c in kana)

    def _read_words(self, pieces: list[_Piece]) -> Iterable[_Piece]:
        text = "".join(piece.text[0] for piece in pieces)
        at = 0
        while at < len(pieces):
            length, reading = self._longest_word(text, at) if text[at] in self._heads else (0, "")
            if length:
                yield _Piece(reading, pieces[at].start, pieces[at + length - 1].end)
                at += length
            else:
                yield pieces[at]
                at += 1

    def _longest_word(self, text: str, at: int) -> tuple[int, str]:
        for length in self._lengths.get(text[at], ()):
            word = text[at : at + length]
            reading = self._words.get(word)
            if reading is not None and len(word) == length:
                return length, reading
        return self._misheard(text[at : at + 2])

    def _misheard(self, pair: str) -> tuple[int, str]:
        """Two characters that sound like a known word which they do not spell (voice input)."""
        ones, twos = self._sounds.get(pair[:1], ()), self._sounds.get(pair[1:], ())
        heard = (one + two for one in ones for two in twos if one + two in self._heard)
        return next(((len(pair), reading) for reading in heard), (0, ""))


def _lengths_by_first(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _sounds(homophones: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    sounds: dict[str, tuple[str, ...]] = {}
    for sound, characters in homophones.items():
        for character in "".join(characters):
            sounds[character] = (*sounds.get(character, ()), sound)
    return sounds


def _stretched(pieces: list[_Piece]) -> bool:
    """Whether the last two pieces are the same, so that a third one only stretches the sound."""
    return len(pieces) > 1 and pieces[-1].text == pieces[-2].text and not pieces[-1].text.isdigit()


def _is_written_downwards(original: str) -> bool:
    """Whether a line break stands after every one or two characters, as if written downwards."""
    lines = [line for line in original.split("\n") if line.strip()]
    return len(lines) >= _COLUMN and sum(map(len, lines)) < _COLUMN * len(lines)
