"""Words that work everywhere mean one thing each."""

from collections.abc import Iterator

from dialogs.errors import Fault
from dialogs.lint.codes import fault
from dialogs.lint.content import Content
from dialogs.lint.twins import twins
from dialogs.words import plain
from dialogs.yaml_files import Place

_Groups = dict[tuple[str, ...], tuple[str, ...]]


def check_triggers(content: Content) -> Iterator[Fault]:
    """No word stands in two commands, in two dangers, in two answers or in two courtesies."""
    words = content.catalog.words
    lists: dict[str, _Groups] = {
        "commands": {(name, "words"): command.words for name, command in words.commands.items()},
        "dangers": {(name, "words"): danger.words for name, danger in words.dangers.items()},
        "answers": {("yes",): words.answers.yes, ("no",): words.answers.no, ("unknown",): words.answers.unknown},
        "sign_answers": {("yes",): words.sign_answers.yes, ("no",): words.sign_answers.no},
        "courtesies": {(name, "words"): courtesy.words for name, courtesy in words.courtesies.items()},
    }
    for family, groups in lists.items():
        for place, word in twins(_spoken(groups)):
            message = f"{word} stands in {family} twice"
            yield fault(content.files["words.yaml"], "duplicate-trigger", message, family, *place)


def _spoken(groups: _Groups) -> Iterator[tuple[Place, str]]:
    for place, words in groups.items():
        for index, word in enumerate(words):
            yield (*place, index), plain(word) or word
