"""The commands about packs: ``packs``, ``explain`` and ``check``, on a pack of one rule."""

import inspect
import sys
from types import ModuleType, SimpleNamespace

import pytest
from repository import ROOT

import kstt_rules
from kstt_rules.base.errors import Problem
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import DEFAULT_PACK

PACK = """\
id: nho
version: "1.2.3"
title: {vi: Gói quy tắc nhỏ, en: A small pack}
regulation:
  title: {vi: Quy chế nhỏ, en: A small regulation}
  issuer: {vi: UBND tỉnh, en: The committee}
  annexed_to: {vi: "Quyết định số {number}", en: "Decision {number}"}
  number: null
  date: null
  effective_from: null
  year: 2021
parameters:
  limits:
    most:
      type: integer
      label: {vi: số người tối đa, en: most people}
      values:
        - {from: 2021-01-01, until: 2021-12-31, value: 3, provision: điểm a khoản 1 Điều 5}
        - {from: 2022-01-01, value: 2, source: local}
readings:
  strictness:
    label: {vi: mức chặt, en: strictness}
    default: loose
    options: {strict: {vi: chặt, en: strict}, loose: {vi: lỏng, en: loose}}
report_calendar:
  first_year: 2021
  expects: []
"""
PROVISIONS = """\
provisions:
  - provision: điểm a khoản 1 Điều 5
    norm: duty
    bearer: {vi: Các sở, en: Departments}
    summary: {vi: Không quá ba người., en: Three people at most.}
"""
RULES = """\
article: 5
rules:
  - id: D5.1.a.max
    provision: điểm a khoản 1 Điều 5
    subject: unit
    applies: unit.kind == "so"
    breach: officers.count() > limits.most
    severity: {strict: violation, loose: review}
    reading: strictness
    title: {vi: Quá số người, en: Too many}
    message: {vi: "{unit.name} có {officers.count()} người.", en: "{unit.name} has {officers.count()}."}
    remedy: {vi: Bớt người., en: Fewer people.}
    note: {vi: Đếm cả kiêm nhiệm., en: Concurrent posts count.}
"""
CASES = """\
cases:
  - name: Sở có hai người
    data:
      unit: [{id: so-a, name: Sở A, tier: tinh, kind: so}]
      officer: [{unit: so-a, name: A}, {unit: so-a, name: B}]
    expect:
      D5.1.a.max: {so-a: compliant}
"""


@pytest.fixture
def pack(tmp_path):
    """Return the folder of a pack with one rule and one case."""
    folder = tmp_path / "nho"
    (folder / "cases").mkdir(parents=True)
    files = {"pack.yaml": PACK, "provisions.yaml": PROVISIONS, "dieu-05.yaml": RULES, "cases/dieu-05.yaml": CASES}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def report(monkeypatch):
    """Return what the stand-in for the check of a pack reports."""
    report, module = (
        SimpleNamespace(rules=1, provisions=1, cases=4, problems=()),
        ModuleType("kstt_rules.pack_tools.check"),
    )
    module.check_pack = lambda _: report
    monkeypatch.setitem(sys.modules, "kstt_rules.pack_tools.check", module)
    return report


def test_packs_lists_each_pack(pack, monkeypatch, capsys):
    """A line for each pack has its id, version, counts and title in the language."""
    monkeypatch.setattr("kstt_rules.commands.pages.list_packs", lambda: [pack])
    assert main(["packs"]) == Exit.CLEAN
    assert capsys.readouterr().out.splitlines()[1].split(maxsplit=4) == ["nho", "1.2.3", "1", "1", "Gói quy tắc nhỏ"]
    main(["packs", "--lang", "en"])
    assert "A small pack" in capsys.readouterr().out


def test_explain_says_all_about_a_rule(pack, capsys):
    """Provision, conditions, parameters, reading, severities, texts, place and cases are shown."""
    assert main(["explain", "D5.1.a.max", "--pack", str(pack)]) == Exit.CLEAN
    shown = " ".join(capsys.readouterr().out.split())
    for part in (
        "D5.1.a.max · Quá số người",
        "Điều khoản: điểm a khoản 1 Điều 5 (art_5__cl_1__pnt_a)",
        "Nội dung: Không quá ba người.",
        "Loại quy phạm: nghĩa vụ",
        "Chủ thể: Các sở",
        "Đối tượng xét: đơn vị (unit)",
        'Áp dụng khi: unit.kind == "so"',
        "Vi phạm khi: officers.count() > limits.most",
        "Mức độ: strict: vi phạm; loose: cần xem xét",
        "Cách hiểu: strictness – mức chặt. strict: chặt; loose (mặc định): lỏng",
        "limits.most – số người tối đa: 3 (từ 01/01/2021, đến 31/12/2021, điểm a khoản 1 Điều 5);",
        "; 2 (từ 01/01/2022, tham số địa phương, không phải quy định)",
        "Diễn giải: {unit.name} có {officers.count()} người.",
        "Kiến nghị: Bớt người.",
        "Ghi chú: Đếm cả kiêm nhiệm.",
        "Vị trí: nho/dieu-05.yaml:3:5",
        "nho/cases/dieu-05.yaml:2: Sở có hai người → đạt",
    ):
        assert part in shown


def test_explain_speaks_english(pack, capsys):
    """The same is said in English."""
    main(["explain", "D5.1.a.max", "--pack", str(pack), "--lang", "en"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "Provision: Article 5, Clause 1, Point a" in shown
    assert "3 (from 2021-01-01, until 2021-12-31, Article 5, Clause 1, Point a)" in shown
    assert "Sở có hai người → compliant" in shown


def test_a_rule_without_cases_says_so(pack, capsys):
    """Where no case names the rule, the page says it."""
    (pack / "cases" / "dieu-05.yaml").unlink()
    main(["explain", "D5.1.a.max", "--pack", str(pack)])
    assert "Chưa có trường hợp thử." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["explain", "D5.1.a.mox", "--pack", "{pack}"], "did you mean 'D5.1.a.max'?"),
        (["explain", "D5.1.a.max", "--pack", "no-such-pack"], "unknown rule pack 'no-such-pack'"),
        (["check", "no-such-pack"], "unknown rule pack 'no-such-pack'"),
    ],
)
def test_an_unknown_name_is_wrong_usage(arguments, told, pack, capsys):
    """A rule or pack that is not there ends with 2 and a hint."""
    assert main([part.format(pack=pack) for part in arguments]) == Exit.USAGE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["explain", "D5.1.a.max", "--pack"]])
def test_a_broken_pack_ends_with_3(command, pack, capsys):
    """A pack that cannot be used is told by file, line and column."""
    (pack / "dieu-05.yaml").write_text(RULES.replace("officers.count()", "oficers.count()"), encoding="utf-8")
    assert main([*command, str(pack)]) == Exit.UNREADABLE
    assert "kstt: nho/dieu-05.yaml:7:" in capsys.readouterr().err


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


def test_the_default_pack_is_the_audit_s():
    """The command line promises the pack that the audit itself takes."""
    assert inspect.signature(kstt_rules.audit).parameters["pack"].default == DEFAULT_PACK
    assert (ROOT / "rules" / DEFAULT_PACK / "pack.yaml").is_file()
