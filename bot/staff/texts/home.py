"""The words of the Home tab."""

from dataclasses import dataclass

from bot.staff.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTexts:
    """What stands in the Home tab of a member."""

    matters: Words
    no_matters: Words
    more_matters: Words
    dead_letters: Words
    no_dead_letters: Words
    dead_letter: Words
    more_dead_letters: Words
    resend: Words
    resent: Words
    not_resent: Words
    signs: Words
    no_signs: Words
    sign: Words
    refresh: Words
    as_of: Words
