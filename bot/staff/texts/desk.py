"""The words of the staff desk, read once from the content folder: one file for each part of the desk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.staff.texts.checking import CheckingTexts
from bot.staff.texts.common import CommonTexts
from bot.staff.texts.content import ContentTexts
from bot.staff.texts.figures import FiguresTexts
from bot.staff.texts.handover import HandoverTexts
from bot.staff.texts.home import HomeTexts
from bot.staff.texts.matters import MattersTexts
from bot.staff.texts.replying import ReplyingTexts
from dialogs.errors import ContentError, Fault
from dialogs.yaml_files import Place, YamlFile, decode, read_yaml

T = TypeVar("T")

#: Below the content folder of one language.
DESK_FOLDER: Final = Path("pages/desk")
_LANGUAGES = {"ja", "en"}
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTexts:
    """Every word of the staff desk, by the part that says it."""

    common: CommonTexts
    matters: MattersTexts
    home: HomeTexts
    checking: CheckingTexts
    figures: FiguresTexts
    content: ContentTexts
    handover: HandoverTexts
    replying: ReplyingTexts


#: The shape of each part's file, which bears its name.
_PARTS: dict[str, type[Any]] = {
    "common": CommonTexts,
    "matters": MattersTexts,
    "home": HomeTexts,
    "checking": CheckingTexts,
    "figures": FiguresTexts,
    "content": ContentTexts,
    "handover": HandoverTexts,
    "replying": ReplyingTexts,
}


def load_desk_texts(content_dir: Path) -> DeskTexts:
    """The words of every part.

    Raises:
        ContentError: the files have faults, all of which it carries.
    """
    faults: list[Fault] = []
    parts: dict[str, Any] = {name: _load(content_dir, name, kind, faults) for name, kind in _PARTS.items()}
    if faults:
        raise ContentError(faults)
    return DeskTexts(**parts)


def _load(content_dir: Path, name: str, kind: type[T], faults: list[Fault]) -> T | None:
    path = DESK_FOLDER / f"{name}.yaml"
    file, unread = read_yaml(content_dir / path, str(path))
    faults += unread
    if file is None:
        return None
    texts, wrong_shape = decode(file, kind)
    faults += [*wrong_shape, *_uneven(file, file.data)]
    return texts


def _uneven(file: YamlFile, data: Any, place: Place = ()) -> Iterator[Fault]:
    """Sayings whose two languages do not have the same placeholders."""
    if isinstance(data, dict) and data.keys() == _LANGUAGES:
        japanese, english = (set(_PLACEHOLDER.findall(str(data[language]))) for language in ("ja", "en"))
        if japanese != english:
            yield file.fault("placeholder", f"only one language has {sorted(japanese ^ english)}", *place)
        return
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from _uneven(file, value, (*place, key))
