"""The rooms of the house know only the rooms before them."""

import subprocess
import sys
from graphlib import TopologicalSorter

import grimp
from repository import ROOT


def test_imports_follow_the_direction_of_data():
    """Every import contract in pyproject.toml is kept; in a process of its own, for the tool switches off all logs."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_imports_go_round_in_a_circle():
    """Not even those that only a type checker follows."""
    graph = grimp.build_graph("kstt_rules", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len([*TopologicalSorter(imports).static_order()]) == len(graph.modules)
