"""What the linter takes for given is what the rest of the program does."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from annotated_types import Le, MaxLen

from adapters.choices import write_choice
from adapters.line.limits import MAX_FLEX_LABEL, MAX_POSTBACK_DATA_UNITS, MAX_QUICK_REPLIES, MAX_QUICK_REPLY_LABEL
from bot.settings import Settings
from dialogs import composer, engine, handover
from dialogs.build import DEFAULT_FACTS
from dialogs.catalog_files import CONTENT_DIR, load_catalog
from dialogs.lint.bubbles import LONGEST_FACTS
from dialogs.lint.choices import MAX_CHOICES, MAX_LABEL, MAX_TAP, tap_length
from dialogs.lint.facts import MAX_LINK_LABEL
from dialogs.lint.targets import ENGINE_COMMANDS
from dialogs.lint.texts import TEXTS
from dialogs.warning import WarningKind


def test_buttons_are_held_to_the_strictest_channel() -> None:
    assert MAX_QUICK_REPLIES == MAX_CHOICES + 1
    assert (MAX_LABEL, MAX_LINK_LABEL, MAX_TAP) == (MAX_QUICK_REPLY_LABEL, MAX_FLEX_LABEL, MAX_POSTBACK_DATA_UNITS)


@pytest.mark.parametrize(
    ("choice_id", "state"), [("left", "start/greeting"), ("a_b", "first_aid/broken"), ("あ", "い/う")]
)
def test_a_tap_is_measured_as_the_channel_writes_it(choice_id: str, state: str) -> None:
    assert tap_length(choice_id, state) == len(write_choice(choice_id, state))


def test_facts_are_measured_at_the_longest_that_the_settings_allow() -> None:
    assert LONGEST_FACTS.keys() == DEFAULT_FACTS.keys()
    assert int(LONGEST_FACTS["retention_days"]) == _bound("retention_days", Le)
    assert int(LONGEST_FACTS["form_code_hours"]) == _bound("form_code_hours", Le)
    assert len(LONGEST_FACTS["operator_name"]) == _bound("operator_name", MaxLen)


def test_every_text_that_the_program_names_is_expected() -> None:
    parts = [
        node for name in _text_names(composer.__file__, engine.__file__, handover.__file__) for node in ast.walk(name)
    ]
    families = [node for node in parts if isinstance(node, ast.JoinedStr)]
    starts = {first.value for node in families if isinstance(first := node.values[0], ast.Constant)}
    named = {node.value for node in parts if isinstance(node, ast.Constant)}
    named -= starts | {"_title"}

    assert starts == {"warn_", "media_", "courtesy_", "label_"}
    assert named - {"paid"} <= TEXTS.keys()


def test_every_expected_text_is_named_by_the_program() -> None:
    words = {
        node.value
        for module in (composer, engine, handover)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert {name for name in TEXTS if not name.startswith(("warn_", "media_"))} <= words


def test_every_warning_has_a_text() -> None:
    assert {f"warn_{kind}" for kind in get_args(WarningKind)} <= load_catalog(CONTENT_DIR).texts.keys()


def test_the_commands_without_a_step_are_those_that_the_engine_carries_out() -> None:
    tree = ast.parse(Path(engine.__file__).read_text(encoding="utf-8"))
    cases = {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant)
    }

    assert cases == ENGINE_COMMANDS


def _text_names(*paths: str | None) -> Iterator[ast.expr]:
    """The names given to ``text(…)`` and to ``texts[…]``."""
    nodes = (node for path in paths for node in ast.walk(ast.parse(Path(str(path)).read_text(encoding="utf-8"))))
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text":
            yield node.args[0]
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute | ast.Name):
            called = node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id
            if called == "texts":
                yield node.slice


def _bound(name: str, kind: type[Le] | type[MaxLen]) -> object:
    bound = next(one for one in Settings.model_fields[name].metadata if isinstance(one, kind))
    return bound.le if isinstance(bound, Le) else bound.max_length
