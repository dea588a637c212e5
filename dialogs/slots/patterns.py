"""Word patterns as editors write them: alternatives, a little regex, and inflections in braces."""

import re
from collections.abc import Iterable, Mapping

from dialogs.slots.passage import hiragana

#: What stands for ``{name}`` in a pattern.
Inflections = Mapping[str, str]

_BRACES = re.compile(r"\{([^\d{},][^{}]*)\}")
_ESCAPE = re.compile(r"(\\.|\(\?P<)")
_NEVER = re.compile(r"(?!)")


def pattern(words: Iterable[str], inflections: Inflections) -> re.Pattern[str]:
    """One pattern over a passage's `reading` that finds any of the words; none of no words.

    Raises ``re.error`` or ``KeyError`` where an editor wrote no pattern or no known inflection.
    """
    alternatives = [alternative(word, inflections) for word in words]
    return re.compile("|".join(alternatives)) if alternatives else _NEVER


def alternative(word: str, inflections: Inflections) -> str:
    """The regex source of one word, folded as a passage's `reading` is."""
    #  \S reaches no further than its sentence.
    word = word.replace(r"\S", r"[^\s。!?]")
    spelled = _BRACES.sub(lambda match: f"(?:{inflections[match.group(1)]})", word)
    return "".join(part if part.startswith(("\\", "(?P")) else hiragana(part) for part in _ESCAPE.split(spelled))
