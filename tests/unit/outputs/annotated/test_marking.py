"""Whoever opens foreign parts again is held to the limits of whoever read them."""

import datetime as dt
import time

import pytest
from annotated_factory import annotated, packed, parts, rich_workbook

from kstt_rules.base.errors import InputError
from kstt_rules.outputs.annotated import marking
from kstt_rules.outputs.annotated.findings_sheet import FindingsSheet
from kstt_rules.outputs.annotated.in_place import Job
from kstt_rules.outputs.annotated.marking import MarkingProcess, TooMuch
from kstt_rules.outputs.annotated.marks import FileMarks
from kstt_rules.outputs.annotated.xml_edit import Unmarkable

DAY = dt.date(2022, 3, 31)


def job(path):
    """Return what is to be marked in a file: nothing, but with a sheet of findings."""
    return Job(path, FileMarks(), FindingsSheet("Kết quả rà soát", "", "", "vi", ()), DAY)


@pytest.fixture
def workbook(tmp_path):
    """A workbook with one of everything."""
    path = tmp_path / "so.xlsx"
    path.write_bytes(rich_workbook())
    return path


def test_a_file_that_needs_more_memory_than_allowed_is_told(workbook):
    """The next file is marked by another process, here one that may take as little."""
    with MarkingProcess(memory=80_000_000) as process:
        for _ in range(2):
            with pytest.raises(TooMuch):
                process.marked(job(workbook))


def test_a_file_that_takes_too_long_is_told(workbook, tmp_path, monkeypatch):
    """The process ends when its time is up, whatever it does."""
    child = tmp_path / "child.py"
    text = marking._CHILD.read_text(encoding="utf-8")
    child.write_text(
        text.replace("end_after(seconds)\n", "end_after(seconds)\n        while job: pass\n"), encoding="utf-8"
    )
    monkeypatch.setattr(marking, "_CHILD", child)
    with MarkingProcess(seconds=1) as process, pytest.raises(TooMuch):
        process.marked(job(workbook))


def test_an_answer_that_promises_too_much_is_not_waited_for(workbook, tmp_path, monkeypatch):
    """A process that was taken over could else fill the memory of the one that asked."""
    monkeypatch.setattr(marking, "_CHILD", tmp_path / "child.py")
    for answer in (
        "print('[\".xlsx\", 99999999999]')",
        "print('x' * 10**6)",
        "print('[\".xlsx\", 9]')\nprint('short')",
    ):
        (tmp_path / "child.py").write_text(answer, encoding="utf-8")
        with MarkingProcess() as process, pytest.raises(TooMuch):
            process.marked(job(workbook))


def test_no_process_is_left_and_none_is_started_for_a_text(tmp_path, workbook):
    """A text cannot be marked in place, which its first bytes tell; a process ends with what it was started for."""
    (tmp_path / "a.csv").write_text("x,y\n", encoding="utf-8")
    with MarkingProcess() as process:
        assert process.marked(job(tmp_path / "a.csv")) is None
        assert process._process is None
        with pytest.raises(Unmarkable):
            process.marked(job(_without_types(workbook)))
        started = process._process
        assert process.marked(job(workbook)).suffix == ".xlsx"
        assert process._process is started
    assert started.returncode is not None
    assert process._process is None


def _without_types(workbook):
    path = workbook.with_name("khac.xlsx")
    path.write_bytes(packed({name: data for name, data in parts(workbook.read_bytes()).items() if "Types" not in name}))
    return path


def test_the_only_file_that_takes_too_much_is_an_error_with_the_reason(tmp_path, monkeypatch):
    """Nothing is written."""
    monkeypatch.setattr("annotated_factory.MARKING", MarkingProcess(memory=80_000_000))
    with pytest.raises(InputError, match="takes too much time or memory"):
        annotated(tmp_path, rich_workbook())
    assert not (tmp_path / "so.xlsx").exists()


@pytest.mark.nightly
def test_the_time_between_two_files_is_not_that_of_a_file(tmp_path, monkeypatch):
    """What the caller does meanwhile may take longer than marking may."""
    book = rich_workbook()
    with MarkingProcess(seconds=6) as patient:
        monkeypatch.setattr("annotated_factory.MARKING", patient)
        first = annotated(tmp_path / "1", book)
        time.sleep(7)
        assert annotated(tmp_path / "2", book) == first
