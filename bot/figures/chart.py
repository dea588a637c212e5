"""The figures as a picture, to be read on a telephone: one column, and no colour has to be told from another.

matplotlib is imported where it draws, which a service does in a process of its own (`bot.figures.drawing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.figures.figures import CASES, Figures, Totals

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: 1080 pixels, the width of a telephone.
_WIDTH: Final = 6.0
_DPI: Final = 180
#: In inches, from the top: the numbers, talks over time, a row a case, a row a road, and what is between them.
_NUMBERS: Final = 1.75
_TALKS: Final = 1.9
_CASE: Final = 0.46
_ROUTE: Final = 0.36
_TITLE_ABOVE: Final = 0.62
_BELOW: Final = 0.42
#: Of the width: where a panel begins that has its labels on the left, or only numbers there, and where all end.
_AFTER_LABELS: Final = 0.37
_AFTER_NUMBERS: Final = 0.1
_RIGHT: Final = 0.87
_EDGE: Final = 0.05

_INK, _QUIET, _RULE, _PALE, _DEEP = "#1f2933", "#52606d", "#d5dbe1", "#a9c4de", "#1f5f99"
_VALUE, _HEADING, _TITLE, _LABEL, _TICK = 22, 15, 11.5, 10, 9
_MOST_TICKS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLabels:
    """Every word in the picture, in one language."""

    title: str
    period: str
    #: What the large numbers count: talks, warned, taken over by staff, forms sent.
    numbers: tuple[str, str, str, str]
    talks_title: str
    cases_title: str
    routes_title: str
    cases: Mapping[str, str]
    routes: Mapping[str, str]
    #: Stands where nothing was counted.
    nothing: str
    #: One below each step of the period.
    steps: tuple[str, ...]


def render_chart(figures: Figures, labels: ChartLabels) -> bytes:
    """The picture as a PNG, drawn here and now."""
    import matplotlib_fontja  # noqa: F401, PLC0415  (its import gives all text a font with Japanese)
    from matplotlib.figure import Figure  # noqa: PLC0415  (half a second that only this process waits)

    panels = (_TALKS, _CASE * len(CASES), _ROUTE * max(len(figures.routes), 1))
    figure = Figure(figsize=(_WIDTH, _NUMBERS + sum(panels) + len(panels) * (_TITLE_ABOVE + _BELOW)), dpi=_DPI)
    _draw_numbers(figure, figures.totals, labels)
    top = _NUMBERS
    for draw_panel, height in zip((_draw_talks, _draw_cases, _draw_routes), panels, strict=True):
        draw_panel(figure, top + _TITLE_ABOVE, figures, labels)
        top += _TITLE_ABOVE + height + _BELOW
    target = BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def _draw_numbers(figure: "Figure", totals: Totals, labels: ChartLabels) -> None:
    _write(figure, (_EDGE, 0.3), labels.title, _HEADING)
    _write(figure, (_EDGE, 0.66), labels.period, _LABEL, _QUIET)
    values = (totals.talks, totals.warned, totals.handovers, totals.forms)
    for place, (value, label) in enumerate(zip(values, labels.numbers, strict=True)):
        left = _EDGE + place * (1 - 2 * _EDGE) / len(values)
        _write(figure, (left, 1.02), f"{value:,}", _VALUE, _DEEP)
        _write(figure, (left, 1.45), label, _TICK)


def _draw_talks(figure: "Figure", top: float, figures: Figures, labels: ChartLabels) -> None:
    """Talks as pale bars, warnings as dark ones within; a talk of one day can be warned on the next."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415  (as in `render_chart`)

    _write(figure, (_EDGE, top - 0.4), labels.talks_title, _TITLE)
    axes = _panel(figure, top, _TALKS, left=_AFTER_NUMBERS)
    talks = [step.totals.talks for step in figures.steps]
    warned = [step.totals.warned for step in figures.steps]
    axes.bar(range(len(talks)), talks, width=0.78, color=_PALE)
    axes.bar(range(len(talks)), warned, width=0.4, color=_DEEP)
    axes.set_ylim(0, max(*talks, *warned, 4) * 1.05)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.grid(axis="y", color=_RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    _show_steps(axes, labels.steps)


def _draw_cases(figure: "Figure", top: float, figures: Figures, labels: ChartLabels) -> None:
    """One row of bars a case, all to the same scale, with its sum at the end."""
    _write(figure, (_EDGE, top - 0.4), labels.cases_title, _TITLE)
    highest = max([1, *(step.totals.cases[case] for step in figures.steps for case in CASES)])
    for row, case in enumerate(CASES):
        row_top = top + row * _CASE
        axes = _panel(figure, row_top, _CASE * 0.82, left=_AFTER_LABELS)
        axes.bar(
            range(len(figures.steps)), [step.totals.cases[case] for step in figures.steps], width=0.78, color=_DEEP
        )
        axes.set_ylim(0, highest)
        axes.set_yticks([])
        axes.spines["bottom"].set(visible=True, color=_RULE)
        _show_steps(axes, labels.steps if case == CASES[-1] else ())
        _write(figure, (_EDGE, row_top + 0.16), labels.cases[case], _LABEL)
        _write(figure, (_RIGHT + 0.02, row_top + 0.16), f"{figures.totals.cases[case]:,}", _LABEL)


def _draw_routes(figure: "Figure", top: float, figures: Figures, labels: ChartLabels) -> None:
    """Roads as bars that lie, the most frequent on top."""
    _write(figure, (_EDGE, top - 0.4), labels.routes_title, _TITLE)
    if not figures.routes:
        _write(figure, (_EDGE, top), labels.nothing, _LABEL, _QUIET)
        return
    axes = _panel(figure, top, _ROUTE * len(figures.routes), left=_AFTER_LABELS)
    axes.barh(range(len(figures.routes)), list(figures.routes.values()), height=0.62, color=_DEEP)
    axes.set_ylim(len(figures.routes) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    for row, (route, count) in enumerate(figures.routes.items()):
        _write(figure, (_EDGE, top + row * _ROUTE + 0.09), labels.routes[route], _LABEL)
        _write(figure, (_RIGHT + 0.02, top + row * _ROUTE + 0.09), f"{count:,}", _LABEL)


def _panel(figure: "Figure", top: float, height: float, *, left: float) -> "Axes":
    """A field without a frame, `top` inches below the upper edge."""
    whole = figure.get_figheight()
    axes = figure.add_axes((left, 1 - (top + height) / whole, _RIGHT - left, height / whole))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=_TICK, colors=_QUIET)
    axes.tick_params(axis="x", pad=6)
    return axes


def _write(figure: "Figure", at: tuple[float, float], text: str, size: float, color: str = _INK) -> None:
    """Write at a part of the width and so many inches below the upper edge."""
    left, top = at
    # Two dollar signs would be read as a formula.
    figure.text(left, 1 - top / figure.get_figheight(), text, fontsize=size, color=color, va="top", parse_math=False)


def _show_steps(axes: "Axes", steps: Sequence[str]) -> None:
    """As many labels of steps as fit side by side."""
    every = -(-len(steps) // _MOST_TICKS) or 1
    places = range(0, len(steps), every)
    axes.set_xticks(places, [steps[place] for place in places])
    axes.margins(x=0.01)
