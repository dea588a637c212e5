"""The figures in words: as lines to read, and as the labels of the picture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.figures.chart import ChartLabels
from bot.figures.figures import Figures
from bot.figures.periods import Period
from bot.staff.texts.figures import FiguresTexts
from bot.staff.texts.words import Language, Words
from dialogs.conversation import SignCode
from dialogs.signs.texts import SignText

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Says figures in one language."""

    texts: FiguresTexts
    language: Language
    signs: Mapping[SignCode, SignText]

    @property
    def title(self) -> str:
        """What all of it is called."""
        return self._say(self.texts.title)

    def lines(self, figures: Figures) -> list[str]:
        """Everything that was counted, a line each; what never happened is left out."""
        texts, totals = self.texts, figures.totals
        counted = [
            (texts.talks, totals.talks),
            (texts.warned, totals.warned),
            (texts.asked, totals.asked),
            (texts.handovers, totals.handovers),
            (texts.forms, totals.forms),
        ]
        cases = {name: count for name, count in totals.cases.items() if count}
        return [
            self.title,
            self.period(figures.period),
            *self._nothing(figures),
            *(self._line(self._say(words), count) for words, count in counted),
            *self._part(texts.channels_title, self._named(figures.channels, texts.channels)),
            *self._part(texts.cases_title, self._named(cases, texts.cases)),
            *self._part(texts.signs_title, self._signs(figures.signs)),
            *self._part(texts.routes_title, self._named(figures.routes, texts.routes)),
            "",
            self._say(texts.note),
        ]

    def chart_labels(self, figures: Figures) -> ChartLabels:
        """The words in the picture of `figures`."""
        texts = self.texts
        return ChartLabels(
            title=self.title,
            period=self.period(figures.period),
            numbers=(
                self._say(texts.talks),
                self._say(texts.warned),
                self._say(texts.handovers),
                self._say(texts.forms),
            ),
            talks_title=self._say(texts.talks_title),
            cases_title=self._say(texts.cases_title),
            routes_title=self._say(texts.routes_title),
            cases={name: self._say(words) for name, words in texts.cases.items()},
            routes={name: self._say(words) for name, words in texts.routes.items()},
            nothing=self._say(texts.nothing),
            steps=tuple(self._step(step.period, figures.period) for step in figures.steps),
        )

    def alt(self, figures: Figures) -> str:
        """What the picture shows, for who cannot see it."""
        totals = figures.totals
        return self._say(
            self.texts.alt,
            title=self.title,
            period=self.period(figures.period),
            talks=f"{totals.talks:,}",
            warned=f"{totals.warned:,}",
            handovers=f"{totals.handovers:,}",
            forms=f"{totals.forms:,}",
        )

    def period(self, period: Period) -> str:
        """A day, or from when until when."""
        if period.first == period.last:
            return self._day(period.first)
        return self._say(self.texts.period, first=self._day(period.first), last=self._day(period.last))

    def _nothing(self, figures: Figures) -> Iterator[str]:
        if figures.is_empty:
            yield self._say(self.texts.nothing)
        if figures.since and figures.since > figures.period.first:
            yield self._say(self.texts.since, day=self._day(figures.since))

    def _part(self, title: Words, lines: list[str]) -> list[str]:
        return ["", self._say(title), *lines] if lines else []

    def _named(self, counts: Mapping[Name, int], names: Mapping[str, Words]) -> list[str]:
        return [self._line(self._say(names[name]), count) for name, count in counts.items()]

    def _signs(self, counts: Mapping[SignCode, int]) -> list[str]:
        named = ((self._say(self.texts.sign, code=code, name=self.signs[code].name), counts[code]) for code in counts)
        return [self._line(name, count) for name, count in named]

    def _line(self, label: str, count: int) -> str:
        return self._say(self.texts.line, label=label, count=f"{count:,}")

    def _step(self, step: Period, whole: Period) -> str:
        words = {"day": self.texts.step_day, "week": self.texts.step_week, "month": self.texts.step_month}[whole.step]
        return self._say(words, year=step.first.year, month=step.first.month, day=step.first.day)

    def _day(self, day: date) -> str:
        return self._say(self.texts.date, year=day.year, month=day.month, day=day.day)

    def _say(self, words: Words, **values: object) -> str:
        return words.say(self.language, **values)
