"""The contracts of .importlinter: who may import whom."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT


def test_every_contract_is_kept() -> None:
    # A process of its own: the linter configures logging, and every logger of this one would fall silent.
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
