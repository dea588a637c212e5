"""Amounts of money as people write them in a form, and as they are read out."""

import re
import unicodedata

from dialogs.slots.numerals import NUMBER, value_of

#: More than any contract of this trade; a longer figure is a slip of the finger.
MAX_YEN = 10**10

_ORNAMENT = re.compile(r"[\s,、¥\\円約]|税込|税別|[()]")


def parse_yen(text: str) -> int | None:
    """Whole yen from 「300,000」, 「３０万円」 or 「三十万五千円」; None where it is anything else."""
    bare = _ORNAMENT.sub("", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(NUMBER, bare):
        return None
    yen = value_of(bare)
    return yen if yen <= MAX_YEN else None


def spoken_yen(yen: int) -> str:
    """`yen` as it is said: 「30万円」, 「30万5,500円」, 「8,000円」."""
    tens_of_thousands, rest = divmod(yen, 10_000)
    if not tens_of_thousands:
        return f"{yen:,}円"
    return f"{tens_of_thousands:,}万{f'{rest:,}' if rest else ''}円"
