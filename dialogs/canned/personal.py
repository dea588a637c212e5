"""What must not stand in a public reply: how to reach somebody, and the number of their consultation."""

import re
import unicodedata
from typing import Literal

Personal = Literal["phone", "email", "reference", "postcode"]

#: Every dash that stands between digits, and the long vowel that people type for one.
_HYPHENS = re.compile(r"(?<=[0-9])[\u2010-\u2015\u2212\u30fc\uff0d](?=[0-9])")
_PATTERNS: dict[Personal, re.Pattern[str]] = {
    "email": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"),
    "reference": re.compile(r"(?<![0-9A-Z])HT-?[0-9A-Z]{4}-?[0-9A-Z]{4}(?![0-9A-Z])", re.IGNORECASE),
    "postcode": re.compile(r"〒\s*[0-9]{3}-?[0-9]{4}"),
    # Nine digits and more with a leading zero, or +81; 188, 110 and #9110 are for everybody.
    "phone": re.compile(r"(?<![0-9A-Za-z])(0[0-9]{1,4}[-(). ]?[0-9]{1,4}[-). ]?[0-9]{3,4}|\+81[-0-9 ]{9,13})(?![0-9])"),
}
_FEWEST_DIGITS = 9


def find_personal(text: str) -> list[Personal]:
    """The kinds of personal data that stand in `text`, whatever the width of its letters."""
    plain = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text))
    return [
        kind for kind, pattern in _PATTERNS.items() if any(_counts(kind, one[0]) for one in pattern.finditer(plain))
    ]


def _counts(kind: Personal, found: str) -> bool:
    return kind != "phone" or sum(character.isdecimal() for character in found) >= _FEWEST_DIGITS
