"""The words around the figures, in the picture and beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.figures.periods import Meaning
from bot.staff.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresTexts:
    """The words of ``figures.yaml``; `periods` holds what a period may be called, in both languages."""

    title: Words
    period: Words
    date: Words
    talks: Words
    warned: Words
    handovers: Words
    forms: Words
    asked: Words
    talks_title: Words
    cases_title: Words
    routes_title: Words
    signs_title: Words
    channels_title: Words
    step_day: Words
    step_week: Words
    step_month: Words
    cases: Mapping[str, Words]
    routes: Mapping[str, Words]
    channels: Mapping[str, Words]
    line: Words
    sign: Words
    nothing: Words
    since: Words
    note: Words
    alt: Words
    no_picture: Words
    elsewhere: Words
    unknown_period: Words
    periods: Mapping[Meaning, tuple[str, ...]]
