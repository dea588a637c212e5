"""The command line as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run_apart(*arguments: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """What ``hitoiki`` answers in `folder`: its status, and what it prints for programs and for people."""
    result = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        capture_output=True,
        timeout=120,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def run(*arguments: str, folder: Path, **environment: str) -> tuple[int, str]:
    """The same with all that it prints in one."""
    status, printed, told = run_apart(*arguments, folder=folder, **environment)
    return status, printed + told
