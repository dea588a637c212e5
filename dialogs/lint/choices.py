"""Every answer is unambiguous, and fits on a button of every channel."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import regex

from dialogs.catalog import Step, StepChoice
from dialogs.composer import SIGN_NO, SIGN_YES
from dialogs.errors import Fault
from dialogs.lint.codes import Code, fault
from dialogs.lint.content import Content
from dialogs.lint.twins import twins
from dialogs.machine import PASS, SIGN, TOLD
from dialogs.words import WordReader, plain
from dialogs.yaml_files import Place

#: Triggers of the engine; a choice of the same name would never be told apart from them.
RESERVED = frozenset({SIGN_YES, SIGN_NO, PASS, TOLD, SIGN})
#: One less than the strictest channel takes, so that there is room for one of its own.
MAX_CHOICES = 12
#: What the strictest channel shows of a button, in grapheme clusters.
MAX_LABEL = 20
#: What the strictest channel gives back of a tap: choice and state, escaped, with their names.
MAX_TAP = 300
_TAP_NAMES = len("v=1&c=&s=")

_ID = re.compile(r"[a-z][a-z0-9_]*")
_GRAPHEME = regex.compile(r"\X")


def check_choices(content: Content) -> Iterator[Fault]:
    """The rules of one step's choices, for every step."""
    words = WordReader(content.catalog.words)
    for state, step in content.catalog.steps.items():
        file, place = content.step_place(state)
        for code, message, where in (*_together(step), *_each(step, state), *_hidden(content, step, words)):
            yield fault(file, code, message, *place, *where)


def graphemes(text: str) -> int:
    """The length of a label as a person counts it."""
    return len(_GRAPHEME.findall(text))


def tap_length(choice_id: str, state: str) -> int:
    """The length of what comes back of a tap."""
    return _TAP_NAMES + len(quote(choice_id)) + len(quote(state))


_Found = tuple[Code, str, Place]


def _together(step: Step) -> Iterator[_Found]:
    if len(step.choices) > MAX_CHOICES:
        yield "many-choices", f"{len(step.choices)} choices; {MAX_CHOICES} are shown at most", ("choices",)
    ids = [(("choices", index, "id"), choice.id) for index, choice in enumerate(step.choices)]
    labels = [(("choices", index, "label"), plain(choice.label)) for index, choice in enumerate(step.choices)]
    answers = [(("choices", index, "answer"), one.answer) for index, one in enumerate(step.choices) if one.answer]
    whens = [(("passes", index, "when"), one.when) for index, one in enumerate(step.passes)]
    yield from (("duplicate-choice", f"the id {name} stands twice", place) for place, name in twins(ids))
    yield from (("duplicate-label", f"two choices are called {name}", place) for place, name in twins(labels))
    yield from (("duplicate-answer", f"two choices mean {name}", place) for place, name in twins(answers))
    yield from (("duplicate-pass", f"only the first `{name}` counts", place) for place, name in twins(whens))
    yield from (("duplicate-word", f"{name} means two choices", place) for place, name in twins(_spoken(step)))


def _spoken(step: Step) -> Iterator[tuple[Place, str]]:
    """What a person can type for each choice: its number, its label, its words; each once a choice."""
    for index in range(len(step.choices)):
        yield from ((("choices", index), number) for number in (f"{index + 1}", f"{index + 1}番"))
    for index, choice in enumerate(step.choices):
        own: dict[str, Place] = {plain(choice.label): ("choices", index, "label")}
        for at, word in enumerate(choice.words):
            own.setdefault(plain(word), ("choices", index, "words", at))
        yield from ((place, word) for word, place in own.items())


def _each(step: Step, state: str) -> Iterator[_Found]:
    for index, choice in enumerate(step.choices):
        place = ("choices", index)
        if choice.id in RESERVED:
            yield "reserved-choice", f"the program uses {choice.id} itself", (*place, "id")
        elif not _ID.fullmatch(choice.id):
            yield "choice-id", f"{choice.id}: use a-z, 0-9 and _ only", (*place, "id")
        if graphemes(choice.label) > MAX_LABEL:
            message = f"{graphemes(choice.label)} characters; a button shows {MAX_LABEL}"
            yield "long-label", message, (*place, "label")
        if tap_length(choice.id, state) > MAX_TAP:
            yield "long-choice", f"the names of step and choice are too long together ({MAX_TAP})", (*place, "id")
        yield from (("wrong-value", message, (*place, "sets")) for message in _wrong_values(choice))


def _wrong_values(choice: StepChoice) -> Iterator[str]:
    kinds: dict[str, type] = {"paid": bool, "amount_yen": int}
    for key, value in choice.sets.items():
        kind = kinds.get(key, str)
        if type(value) is not kind:
            yield f"{key} takes a value of the kind {kind.__name__}"


def _hidden(content: Content, step: Step, words: WordReader) -> Iterator[_Found]:
    """A typed label that is a command as well is taken as the command."""
    for index, choice in enumerate(step.choices):
        name = words.command(choice.label)
        if name and content.catalog.words.commands[name].goto != choice.goto:
            yield "hidden-choice", f"typed, {choice.label} is the command {name}", ("choices", index, "label")
