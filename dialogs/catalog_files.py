"""Read the dialog's content files into one `Catalog`, finding every fault of form at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from dialogs.catalog import Catalog, Desk, Step, Words
from dialogs.conversation import ROUTES, Route
from dialogs.errors import ContentError, Fault
from dialogs.yaml_files import YamlFile, decode, read_yaml

T = TypeVar("T")

#: Where the content of the Japanese dialog stands, as it ships with the package.
CONTENT_DIR = Path(__file__).parent / "content" / "ja"


@dataclass(slots=True)
class CatalogFiles:
    """The parsed files of the dialog beside the values made from them, so that lint can name lines."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, YamlFile] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)


def load_catalog(root: Path = CONTENT_DIR) -> Catalog:
    """Load all content.

    Raises:
        ContentError: a file does not have its documented form; carries every fault.
    """
    catalog, files = read_catalog(root)
    if catalog is None:
        raise ContentError(files.faults)
    return catalog


def read_catalog(root: Path) -> tuple[Catalog | None, CatalogFiles]:
    """Load all content; the catalog is None where a file has a fault of form."""
    files = CatalogFiles(root)
    for path in sorted((root / "dialogs").glob("*.yaml")):
        _read_steps(files, path)
    texts = _read(files, "texts.yaml", dict[str, str])
    words = _read(files, "words.yaml", Words)
    desks = _read(files, "desks.yaml", dict[str, Desk])
    roads = _read(files, "roads.yaml", dict[Route, str])
    renamed = _read(files, "renamed.yaml", dict[str, str])
    labels = _read(files, "slot_labels.yaml", dict[str, str])
    if roads is not None:
        missing = [route for route in ROUTES if route not in roads]
        files.faults += [files.files["roads.yaml"].fault("missing-road", f"{route} has no step") for route in missing]
    if files.faults or None in (texts, words, desks, roads, renamed, labels):
        return None, files
    catalog = Catalog(
        steps=files.steps,
        texts={**_some(texts), **{f"label_{key}": label for key, label in _some(labels).items()}},
        words=_some(words),
        desks=_some(desks),
        roads=_some(roads),
        renamed=_some(renamed),
        version=content_version(root),
    )
    return catalog, files


def content_version(root: Path) -> str:
    """A short digest of every content file, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _read_steps(files: CatalogFiles, path: Path) -> None:
    file = _open(files, f"dialogs/{path.name}")
    raw: Any = file.data.get("steps") if file and isinstance(file.data, Mapping) else None
    if file is None:
        return
    if not isinstance(raw, Mapping):
        files.faults.append(file.fault("schema", "expected `steps:`"))
        return
    for name, data in raw.items():
        step, faults = decode(file, Step, data, "steps", name)
        files.faults += faults
        if step is not None:
            files.steps[f"{path.stem}/{name}"] = step


def _read(files: CatalogFiles, name: str, kind: type[T]) -> T | None:
    file = _open(files, name)
    if file is None:
        return None
    value, faults = decode(file, kind)
    files.faults += faults
    return value


def _open(files: CatalogFiles, name: str) -> YamlFile | None:
    file, faults = read_yaml(files.root / name, name)
    files.faults += faults
    if file is not None:
        files.files[name] = file
    return file


def _some(value: T | None) -> T:
    assert value is not None  # noqa: S101 - the caller has just looked; this tells the type checker
    return value
