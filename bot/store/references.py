"""Numbers to be written down and read out, by which a person and the staff call the same thing."""

import re
import secrets
import unicodedata

# Without the signs that are taken for one another on paper or on the telephone.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_HALF = 4
_PREFIX = "HT"
_WRITTEN = re.compile(f"(?:{_PREFIX})?([{_ALPHABET}]{{{2 * _HALF}}})")


def create_reference() -> str:
    """A new number, for example ``HT-7K3M-92QX``."""
    return _written("".join(secrets.choice(_ALPHABET) for _ in range(2 * _HALF)))


def read_reference(typed: str) -> str | None:
    """The number that somebody typed, in whatever width and case and with whatever between; None where it is none."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    read = _WRITTEN.fullmatch("".join(sign for sign in plain if sign.isascii() and sign.isalnum()))
    return _written(read[1]) if read else None


def _written(signs: str) -> str:
    return f"{_PREFIX}-{signs[:_HALF]}-{signs[_HALF:]}"
