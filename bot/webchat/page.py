"""The page itself: the same for everybody, so it is rendered once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.webchat.texts import ChatTexts
from dialogs.catalog import Desk

_FOLDER: Final = Path(__file__).parent

#: The page's own script, style and mark, and where they are served.
STATIC_FOLDER: Final = _FOLDER / "static"
STATIC_PATH: Final = "/chat/static"


def render_page(texts: ChatTexts, desks: Mapping[str, Desk], operator_name: str) -> str:
    """The page as HTML; the address of each file carries its digest, so that a browser never keeps an old one."""
    versions = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in STATIC_FOLDER.iterdir()}
    templates = FileSystemLoader(_FOLDER / "templates")
    environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined)
    environment.globals["asset"] = lambda name: f"{STATIC_PATH}/{name}?v={versions[name]}"
    named = [desks[name] for name in texts.without_script.desks]
    reachable = [desk for desk in named if desk.phone and desk.phone.shown]
    return environment.get_template("chat.html").render(texts=texts, desks=reachable, operator=operator_name)
