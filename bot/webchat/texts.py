"""The words of the chat page, read once from the content folder."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dialogs.errors import ContentError
from dialogs.yaml_files import decode, read_yaml

#: Below the content folder of one language.
CHAT_FILE: Final = Path("pages/chat.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A button that says something in the person's place."""

    label: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A labelled link that stands on the page itself."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The commands that work everywhere, as buttons."""

    label: str
    commands: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """The place to write. `long` and `too_long` get ``{count}`` and ``{limit}`` from the page's script."""

    label: str
    placeholder: str
    send: str
    long: str
    too_long: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What the page says where something does not work."""

    not_sent: str
    again: str
    not_loaded: str
    load_again: str
    no_cookie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutScript:
    """What stands there for a browser without JavaScript: nobody meets an empty page."""

    title: str
    lines: tuple[str, ...]
    #: Names in the catalog's desks; those with a telephone number that may be shown are.
    desks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatTexts:
    """Every word of the page; `operator` gets ``{operator}``, the name of who runs the service."""

    title: str
    name: str
    about: str
    notice: str
    operator: str
    danger: WayOut
    menu: Menu
    talk: str
    bot: str
    person: str
    choices: str
    waiting: str
    more: str
    new_reply: str
    new_window: str
    picture: str
    composer: Composer
    trouble: Trouble
    without_script: WithoutScript


def load_chat_texts(content_dir: Path, desks: Collection[str]) -> ChatTexts:
    """The page's words; `desks` are the names that it may point at.

    Raises:
        ContentError: the file has faults, all of which it carries.
    """
    file, faults = read_yaml(content_dir / CHAT_FILE, str(CHAT_FILE))
    if file is None:
        raise ContentError(faults)
    texts, wrong_shape = decode(file, ChatTexts)
    named = texts.without_script.desks if texts else ()
    strangers = [
        file.fault("desk", f"{name} is no desk", "without_script", "desks") for name in set(named) - set(desks)
    ]
    if texts is None or faults or strangers:
        raise ContentError([*faults, *wrong_shape, *strangers])
    return texts
