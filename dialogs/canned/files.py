"""Read ``canned/*.yaml`` and ``canned_variables.yaml``, finding every fault of form at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from dialogs.canned.library import CannedReply, Variable
from dialogs.catalog import Desk, Fact
from dialogs.errors import Fault
from dialogs.signs.content import Folding
from dialogs.yaml_files import YamlFile, decode, read_yaml

T = TypeVar("T")

VARIABLES_FILE: Final = "canned_variables.yaml"
FOLDER: Final = "canned"
_DESKS_FILE: Final = "desks.yaml"
_FOLDING_FILE: Final = "signs/folding.yaml"


@dataclass(slots=True)
class CannedFiles:
    """The parsed files beside the values made from them, so that rules can name lines."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    #: Each readable reply with its file.
    replies: list[tuple[YamlFile, CannedReply]] = field(default_factory=list)
    #: None where its names cannot be read.
    variables_file: YamlFile | None = None
    variables: dict[str, Variable] = field(default_factory=dict)
    desks: Mapping[str, Desk] = field(default_factory=dict)
    folding: Folding | None = None


def read_files(content_dir: Path) -> CannedFiles:
    """Whatever can be read; what cannot stands in `faults`."""
    files = CannedFiles(content_dir)
    for path in sorted((content_dir / FOLDER).glob("*.yaml")):
        file, reply = _read(files, f"{FOLDER}/{path.name}", CannedReply)
        if file is not None and reply is not None:
            files.replies.append((file, reply))
    _read_variables(files)
    files.desks = _read(files, _DESKS_FILE, dict[str, Desk])[1] or {}
    files.folding = _read(files, _FOLDING_FILE, Folding)[1]
    return files


def fact_of(desks: Mapping[str, Desk], name: str) -> Fact | None:
    """The fact that ``<desk>.<page, phone or hours>`` names."""
    desk, _, part = name.partition(".")
    if desk not in desks:
        return None
    return {"page": desks[desk].page, "phone": desks[desk].phone, "hours": desks[desk].hours}.get(part)


def _read_variables(files: CannedFiles) -> None:
    """Each variable by itself, so that a fault in one is named on its own line."""
    file, entries = _read(files, VARIABLES_FILE, dict[str, Any])
    if file is None or entries is None:
        return
    files.variables_file = file
    for name, entry in entries.items():
        variable, faults = decode(file, Variable, entry, name)
        files.faults += faults
        if variable is not None:
            files.variables[name] = variable


def _read(files: CannedFiles, name: str, kind: type[T]) -> tuple[YamlFile | None, T | None]:
    file, faults = read_yaml(files.root / name, name)
    files.faults += faults
    if file is None:
        return None, None
    value, faults = decode(file, kind)
    files.faults += faults
    return file, value
