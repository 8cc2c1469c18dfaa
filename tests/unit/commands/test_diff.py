"""``kstt diff`` and ``kstt audit --baseline``: what they read, write, and how they end."""

import sys
from pathlib import Path
from types import ModuleType

import orjson
import pytest
from result_factory import finding, result, unit_record

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.model.dossier import Reject
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs import write

pytestmark = pytest.mark.usefixtures("read_here")

OTHER = UnitRef("khac", "Sở Khác")
UNREADABLE = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Tệp bị hỏng.", "The file is broken."))


@pytest.fixture
def keep(tmp_path):
    """Write a result as JSON and return its place as an argument."""

    def kept(name, **changes):
        path = tmp_path / name
        write(result(**changes), "json", path, language="vi")
        return str(path)

    return kept


@pytest.fixture
def audit(monkeypatch):
    """Put a stand-in in the place of the audit, which returns what the test says."""

    def returns(**changes):
        module = ModuleType("kstt_rules.auditing")
        module.audit = lambda *_, **__: result(**changes)
        monkeypatch.setitem(sys.modules, "kstt_rules.auditing", module)
        monkeypatch.setattr("kstt_rules.commands.audit.check_there", lambda *_: None)

    returns()
    return returns


def test_the_page_is_the_default(keep, capsys):
    """Without a format the page goes to standard output, in the language asked for."""
    assert main(["diff", keep("a.json"), keep("b.json")]) == Exit.CLEAN
    assert capsys.readouterr().out.startswith("SO SÁNH HAI LẦN RÀ SOÁT\n")
    main(["diff", keep("a.json"), keep("b.json"), "--lang", "en"])
    assert capsys.readouterr().out.startswith("TWO AUDITS COMPARED\n")


def test_the_suffix_gives_the_format(keep, tmp_path, capsys):
    """-o SO_SANH.json writes JSON, and one line counts."""
    path = tmp_path / "so_sanh.json"
    main(["diff", keep("a.json", findings=()), keep("b.json"), "-o", str(path)])
    assert orjson.loads(path.read_bytes())["schema"] == "kstt-diff/2"
    assert capsys.readouterr().out.startswith("So với lần rà soát trước: Mới 2 · ")


@pytest.mark.parametrize(
    ("before", "after", "options", "code"),
    [
        ((), (finding(),), (), 1),
        ((finding(),), (finding(),), (), 0),
        ((finding(),), (), (), 0),
        ((), (finding(severity=Severity.REVIEW),), (), 0),
        ((), (finding(severity=Severity.REVIEW),), ("--fail-on", "review"), 1),
        ((), (finding(),), ("--fail-on", "never"), 0),
        ((finding(severity=Severity.REVIEW),), (finding(),), (), 1),
        ((finding(verdict=Verdict.WAIVED),), (finding(),), (), 1),
    ],
)
def test_only_what_is_new_or_worse_ends_with_1(before, after, options, code, keep):
    """Findings that stood before do not fail, new and worse ones do from the severity asked for."""
    assert main(["diff", keep("a.json", findings=before), keep("b.json", findings=after), *options]) == code


def test_what_is_no_result_ends_with_3(keep, tmp_path, capsys):
    """A file that no audit wrote is named, without a traceback."""
    path = tmp_path / "khac.json"
    path.write_text("{}")
    assert main(["diff", keep("a.json"), str(path)]) == Exit.UNREADABLE
    assert capsys.readouterr().err.startswith(f"kstt: {path}: is not a result of kstt audit --format json: ")


@pytest.mark.parametrize("arguments", [["a.json"], ["a.json", "b.json", "--format", "xlsx"], ["a", "b", "-o", "c.pdf"]])
def test_wrong_usage_ends_with_2(arguments):
    """Two results are compared, in a format that there is."""
    assert main(["diff", *arguments]) == Exit.USAGE


def test_a_baseline_limits_the_page_and_the_code(keep, audit, capsys):
    """What the baseline has is neither shown nor counted."""
    baseline = keep("a.json", findings=(finding(),))
    audit(findings=(finding(),))
    assert main(["audit", "a.xlsx", "--baseline", baseline]) == Exit.CLEAN
    page = capsys.readouterr().out
    assert "Không có phát hiện mới hoặc nặng hơn." in page
    assert "Sở Y tế có 4 công chức" not in page


def test_a_finding_that_is_not_in_the_baseline_fails(keep, audit, capsys):
    """A new violation is shown and makes the exit code 1."""
    audit(findings=(finding(), finding(unit=OTHER)))
    assert main(["audit", "a.xlsx", "--baseline", keep("a.json", findings=(finding(),))]) == Exit.FINDINGS
    page = capsys.readouterr().out
    assert "Sở Khác có 4 công chức đầu mối, quá 3." in page
    assert "Sở Y tế có 4 công chức" not in page


def test_a_file_holds_everything(keep, audit, tmp_path, capsys):
    """A file of results can be the next baseline: it holds what was found before too, and one more line counts."""
    audit(findings=(finding(), finding(unit=OTHER)))
    path = tmp_path / "kq.json"
    main(["audit", "a.xlsx", "--baseline", keep("a.json", findings=(finding(),)), "-o", str(path)])
    assert len(orjson.loads(path.read_bytes())["findings"]) == 2
    assert capsys.readouterr().out.splitlines()[1] == (
        "So với lần rà soát trước: Mới 1 · Thay đổi 0 · Chưa khắc phục 1 · Không còn 0 · Không so sánh được 0"
    )


def test_nothing_but_json_goes_to_standard_output(keep, audit, capsys):
    """With a baseline JSON on standard output stays JSON."""
    main(["audit", "a.xlsx", "--baseline", keep("a.json"), "--format", "json"])
    assert orjson.loads(capsys.readouterr().out)["schema"] == "kstt-audit/2"


def test_an_unreadable_file_outweighs_the_baseline(keep, audit):
    """A file that could not be read ends with 3, whatever is new."""
    audit(findings=(), rejects=(UNREADABLE,))
    assert main(["audit", "a.xlsx", "--baseline", keep("a.json")]) == Exit.UNREADABLE


def test_a_baseline_that_is_none_stops_before_the_audit(audit, tmp_path, capsys):
    """A wrong baseline is told at once."""
    path = tmp_path / "khac.json"
    path.write_text("[]")
    assert main(["audit", "a.xlsx", "--baseline", str(path)]) == Exit.UNREADABLE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"kstt: {path}: is not a result")


def test_versions_of_the_contract_are_compared_with_each_other(keep, capsys):
    """Either may be of version 1, which is said with what it cannot tell; what is new is counted as ever."""
    older = str(Path(__file__).parents[1] / "compare" / "kstt-audit-1.json")
    for pair in ((older, keep("moi.json")), (keep("moi.json"), older)):
        assert main(["diff", *pair]) == Exit.FINDINGS
        told = " ".join(capsys.readouterr().out.split())
        assert "Kết quả dạng kstt-audit/1 không ghi từng đơn vị đã gửi những gì" in told


def test_what_was_not_sent_again_is_not_gone(keep, capsys):
    """The exit code is as without the breach; the page says what to ask for."""
    before = keep("a.json", findings=(finding(),), units=(unit_record(),))
    after = keep("b.json", findings=(), inputs=(), units=(unit_record(received=()),))
    assert main(["diff", before, after]) == Exit.CLEAN
    told = capsys.readouterr().out
    assert "Không so sánh được (1)" in told
    assert "chưa gửi công chức đầu mối (so-y-te.xlsx)" in " ".join(told.split())
