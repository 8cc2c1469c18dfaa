"""``kstt audit``: what it hands on, what it writes, how it ends. The audit itself is a stand-in."""

import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import openpyxl
import orjson
import pytest
from result_factory import finding, result, undetermined
from word_reading import opened, words

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.cli import main
from kstt_rules.commands import audit as audit_command
from kstt_rules.commands.exits import Exit
from kstt_rules.model.dossier import Reject
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.selection import Only

UNREADABLE = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Tệp bị hỏng.", "The file is broken."))


class FakeAudit:
    """Stands in for the audit: keeps what it was called with and returns a given result."""

    def __init__(self):
        self.result = result()
        self.calls = []

    def __call__(self, source, **options):
        self.calls.append({"source": source, **options})
        return self.result


@pytest.fixture
def audit(monkeypatch):
    """Put the stand-in in the place of the audit; what it is given to read are paths, register and mapping.

    The paths that are named need not be there.
    """
    fake, module = FakeAudit(), ModuleType("kstt_rules.auditing")
    monkeypatch.setattr(audit_command, "check_there", lambda *_: None)
    module.audit = fake
    monkeypatch.setattr("kstt_rules.intake.start_reading", lambda *args, **named: nullcontext((*args, *named.values())))
    monkeypatch.setitem(sys.modules, "kstt_rules.auditing", module)
    return fake


def test_everything_is_handed_on(audit):
    """Every option reaches the audit with its value and type."""
    options = "--pack other --as-of 2022-03-31 --effective-from 01/02/2022 --set a.b=1 --set c.d=x=y"
    more = "--previous old.xlsx --previous older --units units.csv --mapping map.yaml --verify --detail all"
    selected = ["--rule", "R1", "--rule", "R2", "--provision", "5.1", "--unit", "Sở A", "--tier", "tinh"]
    absent = ["--engine-absent", "masks"]
    code = main(["audit", "a.xlsx", "hoso", *options.split(), *more.split(), *selected, *absent])
    assert code == Exit.FINDINGS
    assert audit.calls == [
        {
            "source": ((Path("a.xlsx"), Path("hoso")), Path("units.csv"), Path("map.yaml")),
            "pack": "other",
            "as_of": date(2022, 3, 31),
            "effective_from": date(2022, 2, 1),
            "settings": {"a.b": "1", "c.d": "x=y"},
            "mapping": Path("map.yaml"),
            "previous": (Path("old.xlsx"), Path("older")),
            "waivers": (),
            "texts": {},
            "verify": True,
            "detail": "all",
            "engine_absent": "masks",
            "only": Only(rules=("R1", "R2"), provisions=("5.1",), units=("Sở A",), tiers=("tinh",)),
        }
    ]


def test_the_day_is_today_unless_given(audit, monkeypatch):
    """Only here does the clock decide, and only without --as-of."""
    monkeypatch.setattr(audit_command, "today", lambda: date(2030, 1, 2))
    main(["audit", "a.xlsx"])
    assert audit.calls == [
        {
            "source": ((Path("a.xlsx"),), None, None),
            "pack": "bac-giang-2021",
            "as_of": date(2030, 1, 2),
            "effective_from": None,
            "settings": {},
            "mapping": None,
            "previous": None,
            "waivers": (),
            "texts": {},
            "verify": False,
            "detail": "own",
            "engine_absent": "stop",
            "only": Only(),
        }
    ]


@pytest.mark.parametrize(
    ("newest", "options", "is_told"),
    [
        (date(2029, 10, 1), [], True),
        (date(2029, 10, 2), [], False),
        (None, [], False),
        (date(2022, 3, 31), ["--as-of", "2030-01-02"], False),
    ],
)
def test_data_of_another_time_are_told_first(audit, monkeypatch, capsys, newest, options, is_told):
    """Only where nobody named a day, and the newest day in the data is more than a quarter ago."""
    monkeypatch.setattr(audit_command, "today", lambda: date(2030, 1, 2))
    audit.result = replace(audit.result, as_of=date(2030, 1, 2), newest_day=newest)
    main(["audit", "a.xlsx", "--lang", "en", *options])
    told = capsys.readouterr().err
    assert ("--as-of 2029-10-01" in told) == is_told
    assert is_told or not told


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ((), "info", 0),
        ((finding(),), "violation", 1),
        ((finding(),), "review", 1),
        ((finding(),), "never", 0),
        ((finding(severity=Severity.REVIEW),), "violation", 0),
        ((finding(severity=Severity.REVIEW),), "review", 1),
        ((finding(severity=Severity.INFO),), "review", 0),
        ((finding(severity=Severity.INFO),), "info", 1),
        ((undetermined(),), "info", 0),
        ((undetermined(), finding(severity=Severity.INFO), finding()), "violation", 1),
    ],
)
def test_findings_at_or_above_the_level_end_with_1(findings, fail_on, code, audit):
    """Only breaches count, and only from the severity asked for."""
    audit.result = result(findings=findings)
    assert main(["audit", "a.xlsx", "--fail-on", fail_on]) == code


def test_violations_fail_by_default(audit):
    """Without --fail-on what is for review does not fail, a violation does."""
    audit.result = result(findings=(finding(severity=Severity.REVIEW),))
    assert main(["audit", "a.xlsx"]) == Exit.CLEAN
    audit.result = result()
    assert main(["audit", "a.xlsx"]) == Exit.FINDINGS


def test_an_unreadable_file_ends_with_3_and_keeps_the_result(audit, tmp_path, capsys):
    """The result is written, the file is named on standard error, and the code is 3 even without findings."""
    audit.result = result(findings=(), rejects=(UNREADABLE,))
    path = tmp_path / "kq.json"
    assert main(["audit", "a.xlsx", "-o", str(path), "--fail-on", "never"]) == Exit.UNREADABLE
    assert orjson.loads(path.read_bytes())["rejects"][0]["file"] == "hong.xlsx"
    assert capsys.readouterr().err == "kstt: hong.xlsx: Tệp bị hỏng.\n"


SHEET = Reject("so.xlsx", "Bảng", None, "unknown_sheet", Bilingual("Không rõ bảng.", "No dataset."))
COLUMN = Reject("so.xlsx", "Bảng", 1, "unknown_column", Bilingual("Không đọc cột.", "Not read."), ("C1",))


@pytest.mark.parametrize("reject", [UNREADABLE, SHEET, replace(COLUMN, lacking=("officer.role",))])
def test_what_was_not_read_ends_with_3_unless_it_is_meant(audit, reject, tmp_path, capsys):
    """Said first: at the top of the page, or on standard error beside another format."""
    audit.result = result(findings=(), rejects=(reject,))
    assert main(["audit", "a.xlsx", "--lang", "en"]) == Exit.UNREADABLE
    assert capsys.readouterr().out.startswith("NOT READ, AND NOT JUDGED\n")
    assert main(["audit", "a.xlsx", "--allow-unread"]) == Exit.CLEAN
    capsys.readouterr()
    assert main(["audit", "a.xlsx", "-o", str(tmp_path / "a.json"), "--allow-unread"]) == Exit.CLEAN
    assert capsys.readouterr().err.startswith(f"kstt: {reject.file}")


def test_a_column_that_no_rule_needs_changes_no_code(audit):
    """Its table has all that rules ask for."""
    audit.result = result(findings=(), rejects=(COLUMN,))
    assert main(["audit", "a.xlsx"]) == Exit.CLEAN


def test_a_rejected_row_is_not_unreadable(audit):
    """A row that was not taken stands in the result and does not change the code."""
    audit.result = result(findings=())
    assert audit.result.rejects
    assert main(["audit", "a.xlsx"]) == Exit.CLEAN


def test_the_page_is_the_default_and_vietnamese(audit, capsys):
    """Without a format the page of text goes to standard output, in Vietnamese or in the language asked for."""
    main(["audit", "a.xlsx"])
    assert capsys.readouterr().out.startswith("KẾT QUẢ RÀ SOÁT · ")
    main(["audit", "a.xlsx", "--lang", "en"])
    assert capsys.readouterr().out.startswith("AUDIT RESULT · ")


def test_the_suffix_gives_the_format(audit, tmp_path, capsys):
    """-o KQ.xlsx writes a workbook, and one line says so."""
    path = tmp_path / "kq.xlsx"
    main(["audit", "a.xlsx", "-o", str(path)])
    assert openpyxl.load_workbook(path).sheetnames[0] == "Tổng hợp"
    assert capsys.readouterr().out == (
        f"{path}: vi phạm 1 · cần xem xét 0 · thông tin 0 · chưa đủ căn cứ 1 · được miễn 0 · đạt 7 · không áp dụng 2\n"
    )


def test_nothing_but_the_format_goes_to_standard_output(audit, capsys):
    """JSON on standard output is JSON and nothing else."""
    main(["audit", "a.xlsx", "--format", "json"])
    shown = capsys.readouterr()
    assert orjson.loads(shown.out)["schema"] == "kstt-audit/2"
    assert shown.err == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "{folder}"], "is a folder"),
        (["-o", "{folder}/none/kq.json"], "there is no folder"),
        (["-o", "{folder}/kq.pdf"], "from the file name"),
        (["--format", "xlsx"], "-o"),
        (["--format", "pdf"], "Invalid value for '--format'"),
        (["--as-of", "31.02.2022"], "Invalid value for '--as-of'"),
        (["--lang", "fr"], "Invalid value for '--lang'"),
        (["--set", "a.b"], "--set a.b: write KEY=VALUE"),
        (["--set", "=1"], "write KEY=VALUE"),
        (["--set", "a=1", "--set", "a=2"], "a is set twice"),
    ],
)
def test_wrong_options_stop_before_the_audit(arguments, told, audit, tmp_path, capsys):
    """A wrong option is exit code 2, one clear message, no traceback and no long wait."""
    assert main(["audit", "a.xlsx", *(part.format(folder=tmp_path) for part in arguments)]) == Exit.USAGE
    shown = capsys.readouterr().err
    assert told in shown
    assert "Traceback" not in shown
    assert audit.calls == []


def test_a_letterhead_goes_into_the_report_in_word(audit, tmp_path):
    """The other outputs of the run have none."""
    (tmp_path / "cv.yaml").write_text("agency: Văn phòng Mẫu\n", encoding="utf-8")
    places = [tmp_path / "a.docx", tmp_path / "a.json"]
    options = ("--letterhead", str(tmp_path / "cv.yaml"))
    main(["audit", "d", *options, *(part for place in places for part in ("-o", str(place)))])
    assert "VĂN PHÒNG MẪU" in words(opened(lambda stream: stream.write(places[0].read_bytes())))
    assert places[1].exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "a.html"], "--letterhead is for the format docx"),
        (["-o", "a.docx", "--lang", "en"], "an official document, which is in Vietnamese"),
    ],
)
def test_a_letterhead_that_has_no_place_stops_before_the_audit(options, told, audit, tmp_path, monkeypatch, capsys):
    """Where nothing bears it, or the report is in English."""
    monkeypatch.chdir(tmp_path)
    assert main(["audit", "d", "--letterhead", "cv.yaml", *options]) == Exit.USAGE
    assert told in capsys.readouterr().err
    assert audit.calls == []


def test_the_audit_s_own_complaint_is_told(monkeypatch, capsys):
    """What the audit refuses is told as it is."""
    module = ModuleType("kstt_rules.auditing")

    def refuse(*_, **__):
        raise UsageError("unknown parameter 'limits.max'")

    module.audit = refuse
    monkeypatch.setitem(sys.modules, "kstt_rules.auditing", module)
    assert main(["audit", ".", "--set", "limits.max=1"]) == Exit.USAGE
    assert capsys.readouterr().err == "kstt: unknown parameter 'limits.max'\n"
