"""The contracts of .importlinter: who may import whom."""

from importlinter.cli import lint_imports

from tests.architecture.tree import ROOT


def test_every_contract_is_kept() -> None:
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True, no_logo=True) == 0
