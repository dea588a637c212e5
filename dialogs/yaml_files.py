"""Read YAML content into typed values, remembering on which line each value stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from dialogs.errors import Fault

T = TypeVar("T")
Place = tuple[str | int, ...]

_PLACE_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One parsed file: its data, its path as shown to people, and the line of every place in it."""

    path: str
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def line(self, *place: str | int) -> int:
        """The line of `place`, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, code: str, message: str, *place: str | int) -> Fault:
        """A fault at `place` of this file."""
        return Fault(self.path, self.line(*place), code, message)


def read_yaml(path: Path, shown_as: str) -> tuple[YamlFile | None, list[Fault]]:
    """Read one file; a file that is no YAML, or repeats a key, gives a fault and no data."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return None, [Fault(shown_as, line, "yaml", " ".join(str(error).split()))]
    lines: dict[Place, int] = {}
    faults: list[Fault] = []
    data = _build(node, (), lines, faults, shown_as) if node is not None else None
    return YamlFile(shown_as, data, lines), faults


def decode(file: YamlFile, kind: type[T], data: Any = None, *place: str | int) -> tuple[T | None, list[Fault]]:
    """Turn the file's data (or the part of it at `place`) into `kind`; a mismatch is a fault on its own line."""
    try:
        return msgspec.convert(file.data if data is None else data, kind, strict=True), []
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        return None, [file.fault("schema", message, *place, *_place(where.rstrip("`")))]


def strings(data: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every string below `data`, with its place."""
    match data:
        case str():
            yield place, data
        case dict():
            for key, value in data.items():
                yield from strings(value, (*place, key))
        case list():
            for index, value in enumerate(data):
                yield from strings(value, (*place, index))
        case _:
            return


def _place(where: str) -> Place:
    steps = (match.groups() for match in _PLACE_STEP.finditer(where))
    return tuple(key if key is not None else int(index) for key, index in steps if index != "...")


def _build(node: yaml.Node, place: Place, lines: dict[Place, int], faults: list[Fault], path: str) -> Any:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, index), lines, faults, path) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in built:
                faults.append(Fault(path, key_node.start_mark.line + 1, "duplicate-key", f"{key} stands twice"))
            built[key] = _build(value_node, (*place, key), lines, faults, path)
            lines[(*place, key)] = key_node.start_mark.line + 1
        return built
    return _SCALARS.construct_object(node)


class _Scalars(yaml.constructor.SafeConstructor):
    """PyYAML's own reading of plain scalars."""


_SCALARS = _Scalars()
