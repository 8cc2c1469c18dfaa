"""The rooms of the house know only the rooms before them."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from repository import ROOT


def test_imports_follow_the_direction_of_data():
    """Every import contract in pyproject.toml is kept."""
    pyproject = ROOT / "pyproject.toml"
    assert lint_imports(config_filename=str(pyproject), no_cache=True) == EXIT_STATUS_SUCCESS
