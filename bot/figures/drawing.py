"""Draws the picture in a process of its own: it takes a second of a processor, and 100 MB until that process ends.

``python -m bot.figures.drawing`` reads figures and labels as JSON and writes a PNG.
"""

import asyncio
import os
import subprocess
import sys
from typing import Final

import msgspec

from bot.figures.chart import ChartLabels, render_chart
from bot.figures.figures import Figures

#: A second is usual, three where matplotlib looks at every font of the machine for the first time.
_PATIENCE_SECONDS: Final = 60


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn and what is written beside it."""

    figures: Figures
    labels: ChartLabels


async def draw(figures: Figures, labels: ChartLabels) -> bytes:
    """The picture as a PNG.

    Raises:
        CalledProcessError: it cannot be drawn.
        TimeoutExpired: this machine is too busy.
    """
    # In a thread: uvloop's own way of starting a process holds up everything else for longer.
    return await asyncio.to_thread(_draw, msgspec.json.encode(Drawing(figures=figures, labels=labels)))


def _draw(drawing: bytes) -> bytes:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    finished = subprocess.run(
        [sys.executable, "-m", "bot.figures.drawing"],
        input=drawing,
        env=environment,
        capture_output=True,
        timeout=_PATIENCE_SECONDS,
        check=True,
    )
    return finished.stdout


def main() -> None:
    """Draw what comes in."""
    drawing = msgspec.json.decode(sys.stdin.buffer.read(), type=Drawing)
    sys.stdout.buffer.write(render_chart(drawing.figures, drawing.labels))


if __name__ == "__main__":
    main()
