"""The key that a fresh installation makes for itself, so that nothing is ever kept in clear text."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from bot.store.errors import KeyFileError

NAME = "secret.key"


def read_or_create_key(folder: Path) -> str:
    """The key in ``secret.key`` of `folder`, made (mode 0600) where there is none.

    Raises:
        KeyFileError: the file is there and holds no key.
    """
    path = folder / NAME
    if not path.exists():
        _create(path)
    key = path.read_text(encoding="ascii").strip()
    try:
        Fernet(key)
    except ValueError as error:
        raise KeyFileError(f"{NAME} in HITOIKI_DATA_DIR does not hold a key; restore it from your backup") from error
    return key


def _create(path: Path) -> None:
    """Write aside, then link: whoever is second finds the first one's whole key, never half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(aside)
    except FileExistsError:
        return
    finally:
        aside.unlink()
