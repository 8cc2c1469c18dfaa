"""The rooms of the house know only the rooms before them."""

from graphlib import TopologicalSorter

import grimp
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from repository import ROOT


def test_imports_follow_the_direction_of_data():
    """Every import contract in pyproject.toml is kept."""
    pyproject = ROOT / "pyproject.toml"
    assert lint_imports(config_filename=str(pyproject), no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_imports_go_round_in_a_circle():
    """Not even those that only a type checker follows."""
    graph = grimp.build_graph("kstt_rules", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len([*TopologicalSorter(imports).static_order()]) == len(graph.modules)
