"""The editors' guide explains every code, and no code that is gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import dialogs
from dialogs.catalog_files import CONTENT_DIR
from dialogs.lint.codes import Code, WarningCode

GUIDE = Path(__file__).parents[3] / "docs" / "content-editing.md"
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def test_every_code_is_explained_once() -> None:
    explained = re.findall(r"^\| `([a-z-]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(explained) == sorted({*get_args(Code), *get_args(WarningCode), *_written_codes()})


def test_every_file_of_the_content_is_named() -> None:
    guide = GUIDE.read_text(encoding="utf-8")

    assert [path.name for path in CONTENT_DIR.iterdir() if path.is_file() and f"`{path.name}`" not in guide] == []
    assert [path.name for path in CONTENT_DIR.iterdir() if path.is_dir() and f"`{path.name}/" not in guide] == []


def _written_codes() -> Iterator[str]:
    """The codes that stand in the calls that make a fault, outside the linter's own list."""
    for path in Path(dialogs.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func).lower().lstrip("_") == "fault":
                words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                yield from [word for word in words if _CODE.fullmatch(word)][:1]


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
