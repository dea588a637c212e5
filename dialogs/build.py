"""Put the dialog together from its content."""

from collections.abc import Mapping
from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR, load_catalog
from dialogs.checking import Checker, build_checker
from dialogs.composer import Composer
from dialogs.engine import Engine
from dialogs.listener import Listener
from dialogs.signs.load import load_sign_texts

#: Values of the placeholders that every text may use, for a service that sets none.
DEFAULT_FACTS: Mapping[str, str] = {"operator_name": "", "retention_days": "30", "form_code_hours": "24"}


def build_engine(
    content_dir: Path = CONTENT_DIR,
    facts: Mapping[str, str] = DEFAULT_FACTS,
    *,
    is_staffed: bool = False,
    checker: Checker | None = None,
) -> Engine:
    """Build the engine; `is_staffed` where people of the operator answer who calls for a human.

    What reads texts is that of `checker` where there is one already: loading it takes most of the time.

    Raises:
        ContentError: the content has faults; carries every one that can be seen without linting.
    """
    catalog = load_catalog(content_dir)
    reads = checker or build_checker(content_dir)
    listener = Listener(reads.detector, reads.extractor, reads.routes)
    composer = Composer(catalog, load_sign_texts(content_dir), facts)
    return Engine(catalog, listener, composer, is_staffed=is_staffed)
