"""``kstt check`` loads packs and tells their problems."""

import sys
from types import ModuleType, SimpleNamespace

import pytest
from one_rule_pack import write_one_rule_pack

from kstt_rules.base.bilingual import Bilingual
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
    ("problems", "code"), [((), Exit.CLEAN), ((Problem("nho/a.yaml", 3, 1, Bilingual("sai", "wrong")),), Exit.FINDINGS)]
)
def test_check_tells_problems_and_counts(problems, code, pack, report, capsys):
    """Each problem is a line with its place; then come the counts, and 1 where there was a problem."""
    report.problems = problems
    assert main(["check", str(pack), "--lang", "en"]) == code
    *told, counts = capsys.readouterr().out.splitlines()
    assert told == [str(problem) for problem in problems]
    assert counts == f"nho 1.2.3: 1 provisions, 1 rules, 4 cases, {len(problems)} problems"


def test_check_speaks_vietnamese_unless_told_otherwise(pack, report, capsys):
    """Problems and counts are in the language that is asked for."""
    report.problems = (Problem("nho/a.yaml", 3, 1, Bilingual("sai", "wrong")),)
    assert main(["check", str(pack)]) == Exit.FINDINGS
    assert capsys.readouterr().out.splitlines() == [
        "nho/a.yaml:3:1: sai",
        "nho 1.2.3: 1 điều khoản, 1 quy tắc, 4 trường hợp thử, 1 lỗi",
    ]


def test_a_pack_that_cannot_be_used_is_told_with_all_its_faults_and_the_next_is_checked(pack, report, capsys):
    """Its faults stand where those of cases would, in one language."""
    bad = pack.with_name("hong")
    bad.mkdir()
    (bad / "pack.yaml").write_text("id: [\n", encoding="utf-8")
    assert main(["check", str(bad), str(pack)]) == Exit.UNREADABLE
    assert report.problems == ()
    told = capsys.readouterr()
    assert told.out.splitlines()[1:] == [
        "hong/provisions.yaml:1:1: thiếu tệp này",
        f"{bad}: 2 lỗi; phải sửa hết mới dùng được gói quy tắc này",
        "nho 1.2.3: 1 điều khoản, 1 quy tắc, 4 trường hợp thử, 0 lỗi",
    ]
    assert told.err == ""
