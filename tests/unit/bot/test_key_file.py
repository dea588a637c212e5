"""The key that a fresh installation makes."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.store.errors import KeyFileError
from bot.store.key_file import NAME, read_or_create_key


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"

    key = read_or_create_key(folder)

    assert read_or_create_key(folder) == key
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"x")) == b"x"
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_of_several_first_starts_all_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_or_create_key(tmp_path), range(8)))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("content", ["", "no key", "AAAA"])
def test_a_file_without_a_key_is_never_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)

    with pytest.raises(KeyFileError, match="backup"):
        read_or_create_key(tmp_path)

    assert (tmp_path / NAME).read_text() == content
