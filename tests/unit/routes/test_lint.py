import shutil
from pathlib import Path

import pytest

from dialogs.routes.lint import check_routes
from tests.unit.routes.conftest import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for folder in ("slots", "routes"):
        shutil.copytree(CONTENT / folder, tmp_path / folder)
    return tmp_path


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_content_has_no_faults() -> None:
    assert check_routes(CONTENT) == []


def test_a_saying_that_reads_otherwise_is_a_fault_on_its_line(content: Path) -> None:
    path = content / "routes" / "sayings.yaml"
    _replace(path, "  legal:\n", "  legal:\n    - ADRを使いたいです\n")
    line = path.read_text(encoding="utf-8").splitlines().index("    - ADRを使いたいです") + 1
    assert [(Path(fault.path).name, fault.line, fault.code) for fault in check_routes(content)] == [
        ("sayings.yaml", line, "saying")
    ]


def test_an_example_that_another_rule_decides_is_a_fault(content: Path) -> None:
    _replace(content / "routes" / "rules.yaml", 'text: "188にかけたいです"', 'text: "ADRを使いたいです"')
    assert [fault.code for fault in check_routes(content)] == ["example"]


def test_an_unknown_family_is_a_fault(content: Path) -> None:
    _replace(content / "routes" / "rules.yaml", "all: [adr_named]", "all: [adr_nemad]")
    assert [fault.code for fault in check_routes(content)] == ["unknown-family"]


def test_a_rule_that_stands_twice_is_a_fault(content: Path) -> None:
    _replace(content / "routes" / "rules.yaml", "id: adr-after-centre-tried", "id: adr-after-centre")
    assert [fault.code for fault in check_routes(content)] == ["duplicate-rule"]


def test_a_word_that_is_no_pattern_is_a_fault(content: Path) -> None:
    _replace(content / "routes" / "families.yaml", "      - chkdsk", "      - (chkdsk")
    assert [fault.code for fault in check_routes(content)] == ["pattern"]


def test_a_talk_that_ends_elsewhere_is_a_fault(content: Path) -> None:
    _replace(content / "routes" / "settling.yaml", "    route: hotline_188", "    route: adr")
    assert [fault.code for fault in check_routes(content)] == ["example"]


def test_a_file_of_the_wrong_shape_is_a_fault(content: Path) -> None:
    (content / "routes" / "settling.yaml").write_text("overtakes: 1\n", encoding="utf-8")
    assert [fault.code for fault in check_routes(content)] == ["schema"]
