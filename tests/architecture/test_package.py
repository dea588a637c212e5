"""The wheel holds the whole product: a text, a page or a migration left out would fail only when it is needed."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.architecture.tree import PACKAGES, ROOT, tracked_files


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {name for path in tracked_files() if (name := _name(path)).split("/")[0] in PACKAGES}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
