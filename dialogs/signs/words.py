"""The small spelling of word lists in content.

``払(う|って)`` is two words, ``(もう)?`` may be left out, ``#`` is a digit.
"""

from collections.abc import Callable
from dataclasses import dataclass

_KANJI = ("一", "鿿")


class SpellingError(ValueError):
    """A word of the content cannot be read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    options: tuple["Sequence", ...]


Part = str | Choice
Sequence = tuple[Part, ...]


def parse_spelling(
    spelling: str, family: Callable[[str], tuple[Sequence, ...]], fold: Callable[[str], str]
) -> tuple[Sequence, ...]:
    """Read one spelling, folding its letters; ``{name}`` stands for the words of another family."""
    return _Reader(spelling, family, fold).whole()


_DIGIT = Choice(tuple((digit,) for digit in "0123456789"))


class _Reader:
    def __init__(
        self, spelling: str, family: Callable[[str], tuple[Sequence, ...]], fold: Callable[[str], str]
    ) -> None:
        self._spelling = spelling
        self._family = family
        self._fold = fold
        self._at = 0

    def whole(self) -> tuple[Sequence, ...]:
        options = self._options("")
        if self._at < len(self._spelling):
            raise SpellingError(f"a bracket too many in {self._spelling}")
        return options

    def _options(self, before: str) -> tuple[Sequence, ...]:
        """The sequences up to the closing bracket; each begins with the letters `before` the bracket."""
        options = [self._sequence(before)]
        while self._take("|"):
            options.append(self._sequence(before))
        return tuple(options)

    def _sequence(self, letters: str) -> Sequence:
        parts: list[Part] = []
        while self._at < len(self._spelling) and self._spelling[self._at] not in "|)":
            if self._take("{"):
                parts += [*self._letters(letters), Choice(self._family(self._name()))]
                letters = ""
            elif self._take("("):
                head, tail = _cut_kanji(letters)
                parts += [*self._letters(head), self._group(tail)]
                letters = ""
            elif self._take("#"):
                parts += [*self._letters(letters), _DIGIT]
                letters = ""
            elif self._take("?"):
                parts += [*self._letters(letters[:-1]), *self._optional(letters[-1:])]
                letters = ""
            else:
                letters += self._spelling[self._at]
                self._at += 1
        return (*parts, *self._letters(letters))

    def _group(self, before: str) -> Choice:
        """A bracket. The reading of a kanji may hang on what follows it, so it is folded together with that."""
        opened = self._at
        options = self._options(before)
        if not self._take(")"):
            raise SpellingError(f"a bracket is left open in {self._spelling} at {opened}")
        return Choice((*options, self._letters(before)) if self._take("?") else options)

    def _optional(self, letter: str) -> Sequence:
        if not letter:
            raise SpellingError(f"nothing stands before ? in {self._spelling}")
        return (Choice((self._letters(letter), ())),)

    def _letters(self, letters: str) -> Sequence:
        return (self._fold(letters),) if letters else ()

    def _name(self) -> str:
        name, closed, _ = self._spelling[self._at :].partition("}")
        if not closed:
            raise SpellingError(f"a bracket is left open in {self._spelling}")
        self._at += len(name) + 1
        return name

    def _take(self, mark: str) -> bool:
        taken = self._spelling.startswith(mark, self._at)
        self._at += taken
        return taken


def _cut_kanji(letters: str) -> tuple[str, str]:
    """Split off the kanji at the end."""
    at = len(letters)
    while at and _KANJI[0] <= letters[at - 1] <= _KANJI[1]:
        at -= 1
    return letters[:at], letters[at:]
