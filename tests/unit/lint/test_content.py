"""The content that ships, and content whose files cannot be read."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogs.catalog_files import CONTENT_DIR
from dialogs.lint import check_content, warnings
from dialogs.lint.check import check_dialog
from dialogs.lint.content import read
from dialogs.lint.facts import GOOD_FOR

PROBE = "dialogs/probe.yaml"


def test_the_content_that_ships_has_no_fault() -> None:
    assert [str(fault) for fault in check_content(CONTENT_DIR)] == []


def test_the_words_that_are_looked_for_are_checked_as_well(tmp_path: Path) -> None:
    root = tmp_path / "ja"
    shutil.copytree(CONTENT_DIR, root)
    for folder, name in (("signs", "1a"), ("slots", "amounts"), ("routes", "families")):
        (root / folder / f"{name}.yaml").write_text("- broken\n", encoding="utf-8")

    named = {(fault.path, fault.code) for fault in check_content(root)}

    assert {("signs/1a.yaml", "schema"), ("slots/amounts.yaml", "schema"), ("routes/families.yaml", "schema")} <= named


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        pytest.param(PROBE, "steps: [\n", (2, "yaml"), id="no YAML"),
        pytest.param(PROBE, "steps:\n  one:\n    ask: [い]\n    choices: []\n", (3, "schema"), id="a wrong shape"),
        pytest.param(PROBE, "steps:\n  one: {ask: い, choices: []}\n  one: {ask: い, choices: []}\n",
                     (3, "duplicate-key"), id="a step twice"),
        pytest.param("roads.yaml", "adr: desk/adr\n", (1, "missing-road"), id="a road without a step"),
        pytest.param("texts.yaml", "miss: [い]\n", (1, "schema"), id="a text that is a list"),
        pytest.param("pages/chat.yaml", "a: {\n", (2, "yaml"), id="a page that is no YAML"),
        pytest.param("rules.yaml", "rules: []\n", (1, "schema"), id="rules without a key"),
    ],
)  # fmt: skip
def test_a_fault_of_form_is_named(path: str, text: str, fault: tuple[int, str], content: Path) -> None:
    (content / path).write_text(text, encoding="utf-8")

    assert (path, *fault) in {(found.path, found.line, found.code) for found in check_dialog(content)}


@pytest.mark.parametrize("path", [path.relative_to(CONTENT_DIR).as_posix() for path in CONTENT_DIR.glob("*.yaml")])
def test_a_file_that_is_gone_is_a_fault_and_no_exception(path: str, content: Path) -> None:
    (content / path).unlink()

    assert path in {fault.path for fault in check_dialog(content)}


def test_a_fault_of_form_hides_no_other_fault(content: Path) -> None:
    (content / "texts.yaml").write_text("miss: [い]\n", encoding="utf-8")
    (content / "dialogs/end.yaml").write_text("steps: {\n", encoding="utf-8")
    (content / PROBE).write_text(
        "steps:\n"
        "  one:\n"
        "    ask: 詐欺です。\n"
        "    choices:\n"
        "      - {id: sign, label: い, goto: no/where}\n"
        "  two:\n"
        "    ask: {}\n",
        encoding="utf-8",
    )

    named = {(fault.path, fault.line, fault.code) for fault in check_dialog(content)}

    assert named == {
        ("dialogs/end.yaml", 2, "yaml"),
        ("texts.yaml", 1, "schema"),
        (PROBE, 3, "forbidden-word"),
        (PROBE, 5, "missing-step"),
        (PROBE, 5, "reserved-choice"),
        (PROBE, 7, "schema"),
    }


def test_a_fault_behind_an_anchor_is_named_once(content: Path) -> None:
    (content / PROBE).write_text(
        "steps:\n"
        "  one:\n"
        "    ask: い\n"
        "    choices: &both\n"
        "      - {id: Left, label: ひだり, goto: end/closed}\n"
        "      - {id: two, label: みぎ, goto: probe/two}\n"
        "  two:\n"
        "    ask: い\n"
        "    choices: *both\n",
        encoding="utf-8",
    )

    assert [str(fault) for fault in check_dialog(content)] == [f"{PROBE}:5: choice-id Left: use a-z, 0-9 and _ only"]


@pytest.mark.parametrize(
    ("sure", "checked_on", "codes"),
    [
        pytest.param("official", "2026-11-23", [], id="confirmed today"),
        pytest.param("secondary", "2026-11-23", ["unconfirmed-fact"], id="not confirmed"),
        pytest.param("official", str(date(2026, 11, 23) - GOOD_FOR), [], id="a year old"),
        pytest.param("official", str(date(2026, 11, 22) - GOOD_FOR), ["old-fact"], id="older than a year"),
        pytest.param("official", "2062-11-23", ["future-fact"], id="looked up in the future"),
    ],
)
def test_what_should_be_looked_up_is_a_warning(sure: str, checked_on: str, codes: list[str], content: Path) -> None:
    (content / "desks.yaml").write_text(
        f"one:\n  page: {{value: 'https://example.org/', source: '', checked_on: '{checked_on}', sure: {sure}}}\n",
        encoding="utf-8",
    )

    found = warnings(content, date(2026, 11, 23))

    assert [(fault.line, fault.code) for fault in found if fault.path == "desks.yaml"] == [(2, code) for code in codes]


def test_facts_on_pages_grow_old_as_well() -> None:
    someday = date(2026, 11, 23) + 2 * GOOD_FOR + timedelta(days=1)

    old = {fault.path for fault in warnings(CONTENT_DIR, someday) if fault.code == "old-fact"}

    assert old == {"desks.yaml", "pages/consultation.yaml"}


def test_an_unread_file_has_no_names(content: Path) -> None:
    (content / "desks.yaml").write_text("[", encoding="utf-8")

    assert read(content).names("desks.yaml") is None
