"""Everything that editors write, loaded before the service listens, with every fault told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.consultation.texts import ConsultationTexts, load_consultation_texts
from bot.staff.texts.desk import DeskTexts, load_desk_texts
from bot.webchat.texts import ChatTexts, load_chat_texts
from dialogs.build import build_engine
from dialogs.canned.library import Library
from dialogs.canned.load import load_library
from dialogs.catalog import Catalog
from dialogs.catalog_files import load_catalog
from dialogs.checking import Checker, build_checker
from dialogs.conversation import SignCode
from dialogs.engine import Engine
from dialogs.errors import ContentError, Fault
from dialogs.lint import check_dialog
from dialogs.signs.load import load_sign_texts
from dialogs.signs.texts import SignText

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The dialog, the words of the pages, and those of the staff."""

    engine: Engine
    catalog: Catalog
    checker: Checker
    signs: Mapping[SignCode, SignText]
    chat: ChatTexts
    consultation: ConsultationTexts
    staff: DeskTexts
    library: Library


def load_content(content_dir: Path, facts: Mapping[str, str], *, is_staffed: bool = False) -> Content:
    """Load all content of one language; `is_staffed` where people of the operator answer who calls for a human.

    Raises:
        ContentError: with the faults of every part.
    """
    faults: set[Fault] = set(check_dialog(content_dir))

    def load(part: Callable[[], T]) -> T | None:
        try:
            return part()
        except ContentError as error:
            faults.update(error.faults)
            return None

    catalog = load(lambda: load_catalog(content_dir))
    checker = load(lambda: build_checker(content_dir))
    engine = load(lambda: build_engine(content_dir, facts, is_staffed=is_staffed, checker=checker))
    signs = load(lambda: load_sign_texts(content_dir))
    # The chat page points at desks; without any, each of them would look like a fault of the page.
    chat = load(lambda: load_chat_texts(content_dir, catalog.desks)) if catalog else None
    consultation = load(lambda: load_consultation_texts(content_dir))
    staff = load(lambda: load_desk_texts(content_dir))
    library = load(lambda: load_library(content_dir))
    if faults or catalog is None or engine is None or signs is None:
        raise ContentError(sorted(faults))
    if checker is None or chat is None or consultation is None or staff is None or library is None:
        raise ContentError(sorted(faults))
    return Content(
        engine=engine,
        catalog=catalog,
        checker=checker,
        signs=signs,
        chat=chat,
        consultation=consultation,
        staff=staff,
        library=library,
    )
