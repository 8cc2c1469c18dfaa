"""``kstt check`` loads packs and tells their problems."""

import sys
from types import ModuleType, SimpleNamespace

import pytest
from one_rule_pack import write_one_rule_pack

from kstt_rules.base.errors import Problem
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit


@pytest.fixture
def pack(tmp_path):
    """Return the folder of a pack with one rule and one case."""
    return write_one_rule_pack(tmp_path)


@pytest.fixture
def report(monkeypatch):
    """Return what the stand-in for the check of a pack reports."""
    report, module = (
        SimpleNamespace(rules=1, provisions=1, cases=4, problems=()),
        ModuleType("kstt_rules.pack_tools.check"),
    )
    module.check_pack = lambda _: report
    monkeypatch.setitem(sys.modules, "kstt_rules.pack_tools.check", module)
    return report


@pytest.mark.parametrize(
    ("problems", "code"), [((), Exit.CLEAN), ((Problem("nho/a.yaml", 3, 1, "wrong"),), Exit.FINDINGS)]
)
def test_check_tells_problems_and_counts(problems, code, pack, report, capsys):
    """Each problem is a line with its place; then come the counts, and 1 where there was a problem."""
    report.problems = problems
    assert main(["check", str(pack)]) == code
    *told, counts = capsys.readouterr().out.splitlines()
    assert told == [str(problem) for problem in problems]
    assert counts == f"nho 1.2.3: 1 provisions, 1 rules, 4 cases, {len(problems)} problems"
