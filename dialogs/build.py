"""Put the dialog together from its content."""

from collections.abc import Mapping
from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR, load_catalog
from dialogs.composer import Composer
from dialogs.engine import Engine
from dialogs.listener import Listener
from dialogs.routes.load import load_route_reader
from dialogs.signs.load import load_detector, load_sign_texts
from dialogs.slots.load import load_extractor

#: Values of the placeholders that every text may use, for a service that sets none.
DEFAULT_FACTS: Mapping[str, str] = {"operator_name": "", "retention_days": "30", "form_code_hours": "24"}


def build_engine(content_dir: Path = CONTENT_DIR, facts: Mapping[str, str] = DEFAULT_FACTS) -> Engine:
    """Build the engine.

    Raises:
        ContentError: the content has faults; carries every one that can be seen without linting.
    """
    catalog = load_catalog(content_dir)
    listener = Listener(load_detector(content_dir), load_extractor(content_dir), load_route_reader(content_dir))
    return Engine(catalog, listener, Composer(catalog, load_sign_texts(content_dir), facts))
