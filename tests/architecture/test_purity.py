"""The dialog is a function of what it is given. What it may import is held by .importlinter; this holds its calls."""

import ast

from tests.architecture.tree import modules

#: `datetime.now()` and its kin, whatever the name before the dot.
CLOCK_AND_CHANCE = {"now", "utcnow", "today", "uuid1", "uuid4", "urandom"}


def test_the_dialog_reads_no_clock_and_draws_no_lot() -> None:
    found = [
        f"{path}:{node.lineno} {node.func.attr}"
        for path, tree in modules("dialogs")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_AND_CHANCE
    ]
    assert found == []
