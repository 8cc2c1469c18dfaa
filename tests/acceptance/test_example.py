"""The audit of the example province says what was planted in it, and nothing else."""

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date, datetime

import pytest
import xlsxwriter
from example_dossiers import found, planted
from python_calamine import CalamineWorkbook
from repository import EXAMPLES, ROOT

from kstt_rules import audit, load_pack
from kstt_rules.model.outcomes import added_up
from kstt_rules.outputs.read.units_table import unit_rows

CURRENT = EXAMPLES / "bac-giang-2022"
PREVIOUS = EXAMPLES / "bac-giang-2022-previous"
AS_OF = date(2022, 3, 31)


@pytest.fixture(scope="session")
def pack():
    """The rule pack that the example is made for."""
    return load_pack("bac-giang-2021")


@pytest.fixture(scope="session")
def result(pack):
    """The audit of the example in full detail, engine and masks compared on every subject."""
    return audit([CURRENT], as_of=AS_OF, pack=pack, verify=True, detail="all")


@pytest.fixture(scope="session")
def brief(pack):
    """The audit of the example as people get it."""
    return audit([CURRENT], as_of=AS_OF, pack=pack)


@pytest.fixture(scope="session")
def compared(pack):
    """The audit of the example against the roster of the year before, engine and masks compared."""
    return audit([CURRENT], as_of=AS_OF, pack=pack, previous=[PREVIOUS], verify=True, detail="all")


@pytest.fixture(scope="session")
def shuffled(pack, tmp_path_factory):
    """The audit of the same rows in another order, in files of other names, named one by one."""
    folder = tmp_path_factory.mktemp("shuffled")
    order = random.Random("shuffled")
    paths = [path for path in sorted(CURRENT.iterdir()) if path.suffix in {".xlsx", ".xls", ".ods", ".csv"}]
    order.shuffle(paths)
    return audit(
        [_shuffle(path, folder / f"{index}", order) for index, path in enumerate(paths)],
        as_of=AS_OF,
        pack=pack,
        detail="all",
    )


def _shuffle(path, target, order):
    """Write the table of a file again with its rows in another order; what stands above the table stays there."""
    if path.suffix == ".csv":
        header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
        order.shuffle(rows)
        target = target.with_suffix(".csv")
        target.write_text("\n".join([header, *rows]), encoding="utf-8-sig")
        return target
    source = CalamineWorkbook.from_path(path)
    [name] = source.sheet_names
    lines = source.get_sheet_by_name(name).to_python(skip_empty_area=False)
    top = 1 + next(index for index, line in enumerate(lines) if all(line))
    rows = lines[top:]
    order.shuffle(rows)
    target = target.with_suffix(".xlsx")
    _write(target, name, [*lines[:top], *rows])
    return target


def _write(path, name, lines):
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(name)
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(row, column, value, day)
                elif value != "":
                    sheet.write(row, column, value)


def test_every_row_is_read(result):
    """No row of the example is rejected, so nothing that is planted hides behind a row that was not judged.

    What is said is that the unit of an officer is not in the register, which is planted.
    """
    assert [reject.reason for reject in result.rejects] == ["unknown_unit"]
    assert all(item.accepted and not item.rejected for item in result.inputs)


def test_audit_finds_what_is_planted_and_nothing_else(result):
    """Every planted breach and uncertainty is found once, and all that is found was planted."""
    assert found(result) == planted(CURRENT)


def test_comparing_with_the_previous_roster_adds_the_changes_kept_silent(compared):
    """The earlier roster brings to light the changes that nobody reported, and changes no other finding."""
    assert found(compared) == planted(CURRENT) + planted(PREVIOUS)


def test_what_many_subjects_lack_is_told_once(brief, result):
    """Not one breach is lost, all counts stay, and what drowned them is a few entries."""

    def breaches(audited):
        return {finding.fingerprint for finding in audited.findings if finding.verdict == "breach"}

    assert breaches(brief) == breaches(result)
    assert brief.summary == result.summary
    assert (brief.coverage, brief.units) == (result.coverage, result.units)
    assert result.undecided == ()
    assert len(brief.findings) <= 260
    assert 0 < len(brief.undecided) <= 60
    own = sum(finding.verdict == "undetermined" for finding in brief.findings)
    assert own + sum(item.subjects for item in brief.undecided) == brief.summary["undetermined"]
    (amount,) = [item for item in brief.undecided if item.rule == "D8.amount"]
    assert (amount.cause, amount.missing) == ("parameter", ("support.least_amount",))


def test_units_say_what_they_sent_and_came_to(brief):
    """Each unit of the register stands once; the counts of all are those of the audit, but for what is of no unit."""
    assert len({record.unit.id for record in brief.units}) == len(brief.units) == 241
    summed = added_up(record.outcomes for record in brief.units)
    assert all(0 <= brief.summary[outcome] - summed[outcome] <= 60 for outcome in summed)
    told = Counter(finding.unit.id for finding in brief.findings if finding.outcome == "violation")
    assert {record.unit.id: record.outcomes["violation"] for record in brief.units} == {
        record.unit.id: told[record.unit.id] for record in brief.units
    }
    (commune,) = [record for record in brief.units if record.unit.id == "07696"]
    assert {item.dataset: item.rows for item in commune.received}["officer"] == 2
    assert all(item.files for item in commune.received)


def test_who_only_receives_reports_is_not_asked_for_them(brief):
    """The calendar expects none of the provincial office; that others sent them says nothing of it."""
    rows = {row.unit.id: row for row in unit_rows(brief)}
    assert rows["vp-ubnd-tinh"].not_asked == ("report",)
    assert rows["vp-ubnd-tinh"].not_received == ()
    assert rows["so-y-te"].not_asked == ()


def test_stating_the_amount_of_support_settles_every_payment(pack, result):
    """Once the amount of Điều 8 is set, its rule finds the two that are below it and leaves nothing undetermined."""
    settled = audit([CURRENT], as_of=AS_OF, pack=pack, settings={"support.least_amount": "1200000"}, detail="all")
    below = [finding for finding in settled.findings if finding.rule == "D8.amount"]
    assert [(finding.verdict, finding.evidence[0].value) for finding in below] == [("breach", 900_000)] * 2
    assert found(settled) - found(result) == Counter((item.rule, item.subject.id, "breach") for item in below)
    assert {rule for rule, _, _ in found(result) - found(settled)} == {"D8.amount"}


def test_every_finding_can_be_cited_and_followed_to_its_cells(result, compared):
    """Each finding has a citation, a message and a remedy in both languages, and points at cells of a file."""
    for finding in (*result.findings, *compared.findings):
        for text in (finding.citation, finding.title, finding.message, finding.remedy):
            assert text.vi.strip()
            assert text.en.strip()
            assert "{" not in text.vi + text.en
        sources = [source for evidence in finding.evidence for source in evidence.sources]
        assert sources, finding.rule
        assert all(source.file and source.sheet and source.cell for source in sources), finding.rule
        assert (finding.verdict == "undetermined") == bool(finding.missing), finding.rule


def test_evidence_points_into_the_files_that_were_sent(result):
    """Every cell that a finding names stands in a file of the dossier, within its used area."""
    named = {source.file for finding in result.findings for evidence in finding.evidence for source in evidence.sources}
    assert named <= {item.file for item in result.inputs}


def test_order_of_rows_and_names_of_files_change_no_verdict(result, shuffled):
    """Shuffled rows in renamed files, given in any order, lead to the same findings with the same fingerprints."""
    assert found(shuffled) == found(result)
    assert sorted(finding.fingerprint for finding in shuffled.findings) == sorted(
        finding.fingerprint for finding in result.findings
    )
    assert shuffled.summary == result.summary
    assert [row.outcomes for row in shuffled.coverage] == [row.outcomes for row in result.coverage]


def test_fingerprints_tell_findings_apart(compared):
    """No two findings of an audit share a fingerprint."""
    assert len({finding.fingerprint for finding in compared.findings}) == len(compared.findings)


def test_two_processes_write_the_same_bytes(tmp_path):
    """The JSON of an audit does not depend on the process or the order of its hashes."""
    runs = [_start_audit(tmp_path / f"{seed}.json", seed) for seed in ("0", "20220331")]
    assert [run.wait() for run in runs] == [1, 1]
    first, second = ((tmp_path / f"{seed}.json").read_bytes() for seed in ("0", "20220331"))
    assert first == second


def _start_audit(output, seed):
    command = [sys.executable, "-m", "kstt_rules", "audit", str(CURRENT), "--as-of", "2022-03-31", "-o", str(output)]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
