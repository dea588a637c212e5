import shutil
from pathlib import Path

import pytest

from dialogs.errors import ContentError
from dialogs.slots.lint import check_slots
from dialogs.slots.load import load_extractor
from tests.unit.slots.conftest import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "slots", tmp_path / "slots")
    return tmp_path


def _append(path: Path, text: str) -> int:
    """Append to a file and return the line that the text then stands on."""
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, text, ""]), encoding="utf-8")
    return len(lines) + 1


def test_the_content_has_no_faults() -> None:
    assert check_slots(CONTENT) == []


def test_an_example_that_reads_otherwise_is_a_fault_on_its_line(content: Path) -> None:
    line = _append(content / "slots" / "amounts.yaml", '  - {text: "30万円です", slots: {amount_yen: 1}}')
    (fault,) = check_slots(content)
    assert (Path(fault.path).name, fault.line, fault.code) == ("amounts.yaml", line, "example")


def test_a_word_that_is_no_pattern_is_a_fault(content: Path) -> None:
    path = content / "slots" / "damage.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("examples:", "  - (被害\nexamples:", 1), encoding="utf-8")
    assert [fault.code for fault in check_slots(content)] == ["pattern"]


def test_an_unknown_ending_is_a_fault(content: Path) -> None:
    path = content / "slots" / "damage.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("examples:", "  - 被害{なぞ}\nexamples:", 1), encoding="utf-8"
    )
    assert [fault.code for fault in check_slots(content)] == ["pattern"]


def test_every_faulty_file_is_reported(content: Path) -> None:
    (content / "slots" / "damage.yaml").write_text("states: 1\n", encoding="utf-8")
    (content / "slots" / "dates.yaml").unlink()
    assert {Path(fault.path).name for fault in check_slots(content)} == {"damage.yaml", "dates.yaml"}


def test_faulty_endings_stop_the_check(content: Path) -> None:
    (content / "slots" / "inflections.yaml").write_text("inflections: [1]\n", encoding="utf-8")
    assert [Path(fault.path).name for fault in check_slots(content)] == ["inflections.yaml"]


def test_a_file_without_examples_is_a_fault(content: Path) -> None:
    (content / "slots" / "damage.yaml").write_text("states: [被害は]\nexamples: []\n", encoding="utf-8")
    assert [fault.code for fault in check_slots(content)] == ["example"]


def test_faulty_content_is_not_loaded(content: Path) -> None:
    (content / "slots" / "damage.yaml").write_text("states: 1\n", encoding="utf-8")
    with pytest.raises(ContentError):
        load_extractor(content)
