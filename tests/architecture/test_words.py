"""Words for people live in the content files, where people who write can change them."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import PACKAGES, ROOT, modules

#: Shorter runs are units and particles, which a pattern needs.
KANA_RUN = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]{4,}")
#: A set of characters is no word, however many it holds.
CHARACTER_CLASS = re.compile(r"\[[^\]]*\]")
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_TABLE = "a table of single characters"
_UNIT = "a unit that stands behind a number"
_WHEN = "a building block of the pattern of dates"
#: The runs of kana that are code, and why.
ALLOWED = {
    "てでにはがをとのもらばりくけへや": _TABLE,
    "ぁぃぅぇぉゎ": _TABLE,
    "あいうえおわ": _TABLE,
    "ふぁいる": _UNIT,
    "ぽいんと": _UNIT,
    "ふぉろわ": _UNIT,
    "ぴくせる": _UNIT,
    "おととし": _WHEN,
    "こないだ": _WHEN,
    "したのは": _WHEN,
    "あっとまーく": "the sign @ as some people write it in an address",
    "でございます": "the end of a sentence, behind a name",
}

PAGE_PARTS = [
    path.relative_to(ROOT).as_posix()
    for suffix in ("html", "js", "css", "svg")
    for path in sorted((ROOT / "bot").rglob(f"*.{suffix}"))
]


def test_no_japanese_words_in_python() -> None:
    found = [(run, path) for path, tree in modules(*PACKAGES) for run in _kana_runs(tree)]
    assert [one for one in found if one[0] not in ALLOWED] == []
    assert ALLOWED.keys() <= {run for run, _ in found}, "an exception that nothing needs any more"


@pytest.mark.parametrize("path", PAGE_PARTS)
def test_no_japanese_words_in_pages(path: str) -> None:
    assert JAPANESE.findall((ROOT / path).read_text(encoding="utf-8")) == []


def _kana_runs(tree: ast.Module) -> Iterator[str]:
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from KANA_RUN.findall(CHARACTER_CLASS.sub(" ", node.value))
