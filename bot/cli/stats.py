"""``hitoiki stats``: the figures of a period, as lines and as a picture."""

from pathlib import Path

import typer

from bot.clock import create_clock
from bot.figures.chart import render_chart
from bot.figures.figures import read_figures
from bot.figures.periods import read_period
from bot.service import open_store
from bot.settings import SettingsError, read_settings
from bot.staff.lookups.figures_wording import Wording
from bot.staff.texts.desk import load_desk_texts
from bot.staff.texts.words import Language
from bot.store.errors import StoreError
from dialogs.catalog_files import CONTENT_DIR
from dialogs.signs.load import load_sign_texts


def print_stats(period_text: str, png: Path | None, language: Language) -> None:
    """Print the figures; with `png`, draw them into that file too."""
    texts = load_desk_texts(CONTENT_DIR).figures
    try:
        settings = read_settings()
        store = open_store(settings, create_clock(settings.timezone))
    except (SettingsError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    period = read_period(period_text, store.clock().date(), texts.periods)
    if period is None:
        raise typer.BadParameter(texts.unknown_period.say(language, text=period_text), param_hint="--period")
    with store.begin() as transaction:
        figures = read_figures(transaction, period)
    store.close()
    wording = Wording(texts=texts, language=language, signs=load_sign_texts(CONTENT_DIR))
    typer.echo("\n".join(wording.lines(figures)))
    if png is not None:
        png.write_bytes(render_chart(figures, wording.chart_labels(figures)))
        typer.echo(f"wrote {png}", err=True)
