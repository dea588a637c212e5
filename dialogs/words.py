"""Match short typed answers: commands, choices, yes and no, danger. Longer talk is for signs, slots and routes."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from dialogs.catalog import Answers, Danger, Step, StepChoice, Words

Answer = Literal["yes", "no", "unknown"]

#: Up to this length a typed text may be meant as an answer that merely contains a choice's word.
MAX_ANSWER_CHARACTERS = 40
_MAX_COURTESY_CHARACTERS = 25
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def plain(text: str) -> str:
    """The text as it is compared: one width, one kana, no spaces and no punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNM" or char in "%?#")


@lru_cache(maxsize=4096)
def plain_word(word: str) -> str:
    """A word of the catalog as it is compared; there are few and they come back in every turn."""
    return plain(word)


def contains(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` stands anywhere in `text`, compared as `plain`."""
    haystack = plain(text)
    return any(plain_word(word) in haystack for word in words)


class WordReader:
    """Finds the answers that a short text can mean."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._commands = {plain(word): name for name, command in words.commands.items() for word in command.words}
        self._answers = _answers_by_word(words.answers)

    def command(self, text: str) -> str | None:
        """The command that the whole text is."""
        return self._commands.get(plain(text) or text.strip())

    def danger(self, text: str) -> Danger | None:
        """The danger that the text speaks of, life before threat before fire."""
        found = [danger for danger in self._words.dangers.values() if contains(text, danger.words)]
        open_ones = [danger for danger in found if not contains(text, danger.unless)]
        return max(open_ones, key=lambda danger: danger.rank, default=None)

    def answer(self, text: str) -> Answer | None:
        """Yes, no or not known, from the whole text or from its first clause."""
        whole = self._answers.get(plain(text))
        if whole or len(text) > MAX_ANSWER_CHARACTERS:
            return whole
        return self._answers.get(_first_clause(text))

    def answer_about_sign(self, text: str) -> Answer | None:
        """The answer to whether the vendor said or did something; in its light more words are an answer."""
        answer = self.answer(text) or self._answers.get(_first_clause(text))
        if answer or len(text) > MAX_ANSWER_CHARACTERS:
            return answer
        if contains(text, self._words.sign_answers.no):
            return "no"
        return "yes" if contains(text, self._words.sign_answers.yes) else None

    def courtesy(self, text: str) -> str | None:
        """The courtesy that a short text is."""
        if len(plain(text)) > _MAX_COURTESY_CHARACTERS:
            return None
        return next((name for name, one in self._words.courtesies.items() if contains(text, one.words)), None)

    def exact_choice(self, step: Step, text: str) -> StepChoice | None:
        """The choice whose number or label the text is."""
        said = plain(text)
        for number, choice in enumerate(step.choices, start=1):
            if said in {str(number), f"{number}番", plain_word(choice.label)}:
                return choice
        whole = self._answers.get(said)
        return _choice_answering(step, whole)

    def choice(self, step: Step, text: str) -> StepChoice | None:
        """The one choice that the text means: its number, its label, one of its words, or yes and no."""
        exact = self.exact_choice(step, text)
        if exact or len(plain(text)) > MAX_ANSWER_CHARACTERS:
            return exact
        return self.choice_by_words(step, text) or _choice_answering(step, self.answer(text))

    def choice_by_words(self, step: Step, text: str) -> StepChoice | None:
        """The choice with the longest word in the text; None where two are equally good."""
        said = plain(text)
        scored = [
            (max((len(w) for w in map(plain_word, one.words) if w in said), default=0), one) for one in step.choices
        ]
        best = max((score for score, _ in scored), default=0)
        winners = [one for score, one in scored if score == best]
        return winners[0] if best and len(winners) == 1 else None


def _first_clause(text: str) -> str:
    clauses = unicodedata.normalize("NFKC", text).replace("。", ",").replace("、", ",").replace(" ", ",").split(",")
    return plain(clauses[0])


def _choice_answering(step: Step, answer: Answer | None) -> StepChoice | None:
    if answer is None:
        return None
    return next((choice for choice in step.choices if choice.answer == answer), None)


def _answers_by_word(answers: Answers) -> dict[str, Answer]:
    by_word: dict[str, Answer] = {plain(word): "unknown" for word in answers.unknown}
    by_word |= {plain(word): "no" for word in answers.no}
    by_word |= {plain(word): "yes" for word in answers.yes}
    return by_word
