"""What a person takes back: a report of theirs that was misheard or mistaken."""

from bisect import bisect_left
from collections.abc import Mapping

from dialogs.conversation import SIGN_CODES, SignCode
from dialogs.signs.lexicon import Token
from dialogs.signs.matching import Reading


def retracted_until(reading: Reading, mentions: Mapping[SignCode, str]) -> dict[SignCode, int]:
    """Each code that is taken back, with the place up to which its words no longer count.

    `mentions` names the family of words by which each sign is taken back. Where the person takes back
    what they said without naming it, every code is taken back.
    """
    everything = _last([token for token in _words("retract_all", reading) if _speaks_of_earlier(token, reading)])
    mistaken = _last([token for token in _words("retract_weak", reading) if _speaks_of_earlier(token, reading)])
    cue = _last([*_words("retract", reading), *mistaken, *everything])
    if not cue:
        return {}
    start, end = reading.folded.sentence_span(cue[0].start)
    start = min(start, _previous_sentence(reading, start))
    named = [code for code, family in mentions.items() if _any_between(_words(family, reading), start, end)]
    return dict.fromkeys(named or (SIGN_CODES if everything else ()), end)


def _words(family: str, reading: Reading) -> list[Token]:
    return reading.tokens.get(family, [])


def _last(tokens: list[Token]) -> list[Token]:
    return sorted(tokens)[-1:]


def _speaks_of_earlier(token: Token, reading: Reading) -> bool:
    start, end = reading.folded.sentence_span(token.start)
    return _any_between(_words("earlier", reading), start, end)


def _previous_sentence(reading: Reading, start: int) -> int:
    return reading.folded.sentence_span(start - 1)[0] if start else 0


def _any_between(tokens: list[Token], start: int, end: int) -> bool:
    return bisect_left(tokens, (start, 0)) < bisect_left(tokens, (end, 0))
