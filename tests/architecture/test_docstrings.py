"""Whoever changes the dialog reads what each public part promises."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import modules

Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_every_public_class_and_function_of_the_dialog_has_a_docstring() -> None:
    missing = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules("dialogs")
        for node in _public(tree)
        if ast.get_docstring(node) is None
    ]
    assert missing == []


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """The public names of a module and the public methods of its public classes."""
    for node in tree.body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)
