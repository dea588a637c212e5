"""What the rules look at: the dialog's content as far as it can be read, and every file with its lines."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dialogs.catalog import Answers, Catalog, Desk, SignAnswers, Step, WarningWords, Words
from dialogs.catalog_files import CatalogFiles, read_catalog
from dialogs.conversation import SIGN_CODES, Route, SignCode
from dialogs.errors import Fault
from dialogs.signs.content import TextEntry
from dialogs.yaml_files import Place, YamlFile, decode, read_yaml

T = TypeVar("T")

_NO_WORDS = Words(
    commands={},
    dangers={},
    answers=Answers(yes=(), no=(), unknown=()),
    sign_answers=SignAnswers(yes=(), no=()),
    courtesies={},
    warning=WarningWords(still_open=(), billed=(), shipped=(), contracted=()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All content of one language.

    Where a file has a fault of form, `catalog` holds what could be read and `is_whole` is false:
    a rule that reasons from what is absent must not run then.
    """

    catalog: Catalog
    is_whole: bool
    #: The words about every sign whose file can be read.
    signs: Mapping[SignCode, TextEntry]
    #: Every file by its path below the content folder.
    files: Mapping[str, YamlFile]
    #: Faults of form.
    faults: tuple[Fault, ...]

    def step_place(self, state: str) -> tuple[YamlFile, Place]:
        """The file of a step, and its place there."""
        dialog, _, name = state.partition("/")
        return self.files[f"dialogs/{dialog}.yaml"], ("steps", name)

    def sign_file(self, code: SignCode) -> YamlFile:
        """The file of a sign."""
        return self.files[f"signs/{code}.yaml"]

    def names(self, path: str, *place: str) -> frozenset[str] | None:
        """The keys at `place` of a file, readable or not; None where the file itself cannot be read."""
        data = self.files[path].data if path in self.files else None
        for key in place:
            data = data.get(key) if isinstance(data, dict) else None
        return frozenset(data) if isinstance(data, dict) else None


Rule = Callable[[Content], Iterator[Fault]]


def read(root: Path) -> Content:
    """Read all content below `root`, however faulty."""
    catalog, dialog_files = read_catalog(root)
    files, faults = _other_files(root, dialog_files.files)
    signs = {code: _sign_text(files.get(f"signs/{code}.yaml")) for code in SIGN_CODES}
    return Content(
        catalog=catalog or _readable(dialog_files),
        is_whole=catalog is not None,
        signs={code: text for code, text in signs.items() if text},
        files=files,
        faults=(*dialog_files.faults, *faults),
    )


def _other_files(root: Path, read: Mapping[str, YamlFile]) -> tuple[dict[str, YamlFile], list[Fault]]:
    """The files `read` and all others below `root`."""
    files = dict(read)
    faults: list[Fault] = []
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        if name in files:
            continue
        file, found = read_yaml(path, name)
        faults += found
        if file is not None:
            files[name] = file
    return files, faults


def _sign_text(file: YamlFile | None) -> TextEntry | None:
    text = file.data.get("text") if file and isinstance(file.data, dict) else None
    return decode(file, TextEntry, text, "text")[0] if file and text else None


def _readable(files: CatalogFiles) -> Catalog:
    texts = _decoded(files, "texts.yaml", dict[str, str]) or {}
    labels = _decoded(files, "slot_labels.yaml", dict[str, str]) or {}
    return Catalog(
        steps=files.steps,
        texts={**texts, **{f"label_{key}": label for key, label in labels.items()}},
        words=_decoded(files, "words.yaml", Words) or _NO_WORDS,
        desks=_decoded(files, "desks.yaml", dict[str, Desk]) or {},
        roads=_decoded(files, "roads.yaml", dict[Route, str]) or {},
        renamed=_decoded(files, "renamed.yaml", dict[str, str]) or {},
        version="",
    )


def _decoded(files: CatalogFiles, name: str, kind: type[T]) -> T | None:
    return decode(files.files[name], kind)[0] if name in files.files else None


def ways(step: Step) -> Iterator[tuple[Place, str]]:
    """Every state that a step leads to, with the place where it is named."""
    for index, choice in enumerate(step.choices):
        yield ("choices", index, "goto"), choice.goto
    for index, one in enumerate(step.passes):
        yield ("passes", index, "goto"), one.goto
    if step.then:
        yield ("then",), step.then
    if step.on_sign:
        yield ("on_sign",), step.on_sign
