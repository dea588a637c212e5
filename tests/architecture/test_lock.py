"""The lock holds what pyproject.toml asks for, by hash, and says nothing of where it came from."""

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
RUN, BUILD, DEV, TRAIN = "run.txt", "build.txt", "dev.txt", "train.txt"
DECLARED = {
    RUN: PROJECT["project"]["dependencies"],
    BUILD: GROUPS["build"],
    DEV: [*PROJECT["project"]["dependencies"], *GROUPS["build"], *GROUPS["dev"]],
    TRAIN: GROUPS["train"],
}
LOCKS = list(DECLARED)


def _lines(lock: str) -> list[str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8").replace("\\\n", "")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def _pins(lock: str) -> list[Requirement]:
    return [Requirement(line.split(" --hash=")[0]) for line in _lines(lock)]


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_declared_is_locked(lock: str) -> None:
    pins = _pins(lock)
    stale = [declared for declared in DECLARED[lock] if not _is_locked(Requirement(declared), pins)]
    assert stale == [], "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    assert [line for line in _lines(lock) if " --hash=sha256:" not in line or "://" in line] == []


@pytest.mark.parametrize("lock", [RUN, BUILD])
def test_the_tests_run_with_the_same_versions(lock: str) -> None:
    assert set(map(str, _pins(lock))) <= set(map(str, _pins(DEV)))


def test_the_build_back_end_is_locked() -> None:
    wanted = [Requirement(requirement) for requirement in PROJECT["build-system"]["requires"]]
    assert all(_is_locked(requirement, _pins(BUILD)) for requirement in wanted)


def _is_locked(wanted: Requirement, pins: list[Requirement]) -> bool:
    """A pin of that name exists and each of its versions will do."""
    versions = [
        next(iter(pin.specifier)).version
        for pin in pins
        if canonicalize_name(pin.name) == canonicalize_name(wanted.name)
    ]
    return bool(versions) and all(wanted.specifier.contains(version) for version in versions)
