"""``python -m bot.cli`` is the same as ``hitoiki``."""

from bot.cli import app

app()
