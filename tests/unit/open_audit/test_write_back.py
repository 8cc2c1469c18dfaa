"""Corrected files come back: read again they are what the session has, and nothing but the corrected cells changed."""

import csv
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from libreoffice import MISSING, REASON
from repository import ROOT

import kstt_rules
from kstt_rules import Session
from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.intake.files.reread import plain_value

pytestmark = pytest.mark.usefixtures("read_here")

AS_OF = date(2022, 3, 31)
EXAMPLE = ROOT / "examples" / "bac-giang-2022"
XLSX, ODS, CSV, XLS = (
    f"cong-chuc-dau-moi-huyen-{name}" for name in ("son-dong.xlsx", "luc-nam.ods", "tan-yen.csv", "hiep-hoa.xls")
)
SHEET = "Công chức đầu mối"
TYPED = {"Họ và tên": "Trần  Văn <Mới> & “1”", "Số VB giao nhiệm vụ": "1975", "Từ ngày": "15/02/2022"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A session of one file of each format, a cell of each kind corrected in each, and where its files lie."""
    folder = tmp_path_factory.mktemp("dossier")
    for name in ("don-vi.xlsx", XLSX, ODS, CSV, XLS):
        shutil.copy(EXAMPLE / name, folder / name)
    session = Session(folder, as_of=AS_OF)
    for file, sheet in ((XLSX, SHEET), (ODS, SHEET), (CSV, CSV.removesuffix(".csv")), (XLS, SHEET)):
        grid = session.cells(file, sheet, range(1, 8), range(16))
        at = next(number for number, row in enumerate(grid) if "Vai trò" in [cell.value for cell in row])
        columns = {cell.value: chr(65 + column) for column, cell in enumerate(grid[at])}
        for name, text in (
            ("Họ và tên", "Trần  Văn <Mới> & “1”"),
            ("Số VB giao nhiệm vụ", "1975"),
            ("Từ ngày", "15/02/2022"),
        ):
            session.correct(file, sheet, f"{columns[name]}{at + 3}", text)
        session.correct(file, sheet, f"{columns['Email']}{at + 4}", "")
    return session, folder


@pytest.fixture(scope="module")
def written(opened, tmp_path_factory):
    session, _ = opened
    place = tmp_path_factory.mktemp("out") / "corrected"
    return session.write_files(place), place


def values(path):
    """Return the cells of a file as it is read, by sheet and address."""
    with start_reading([path]) as reading:
        (content,) = reading.result()
    return {
        (number, column): plain_value(cell)
        for sheet in content.sheets
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        for column, cell in enumerate(row)
        if cell is not None
    }


def test_what_is_written_is_read_again_as_it_stands_in_the_session(opened, written):
    """In each format, every cell; a format that cannot be kept comes back as .xlsx and is said to."""
    session, _ = opened
    files, place = written
    assert {item.label: item.written for item in files} == {name: name for name in (XLSX, ODS, CSV)} | {
        XLS: f"{XLS}.xlsx"
    }
    assert {item.label: item.remark is not None for item in files} == {XLSX: False, ODS: False, CSV: False, XLS: True}
    for item in files:
        sheet = CSV.removesuffix(".csv") if item.label == CSV else SHEET
        grid = session.cells(item.label, sheet, range(1, 80), range(20))
        now = {
            (r, c): cell.value for r, row in enumerate(grid, 1) for c, cell in enumerate(row) if cell.value is not None
        }
        assert values(place / item.written) == now


def test_an_audit_of_what_is_written_finds_what_the_session_finds(opened, written, tmp_path):
    """The same findings, wherever the files kept their names."""
    session, folder = opened
    files, place = written
    shutil.copytree(folder, tmp_path / "all")
    for item in files:
        (tmp_path / "all" / item.label).unlink()
        shutil.copy(place / item.written, tmp_path / "all" / item.written)
    again = kstt_rules.audit(tmp_path / "all", as_of=AS_OF)

    def told(result):
        return [(item.fingerprint, item.outcome, item.message) for item in result.findings]

    assert told(again) == told(session.result)
    assert again.summary == session.result.summary


def test_nothing_else_of_a_workbook_changes(opened, written):
    """Neither the value nor the style of another cell; of those that changed only the form of a day or number."""
    session, folder = opened
    _, place = written
    changed = {item.cell for item in session.result.corrections if item.file == XLSX}
    before, after = (openpyxl.load_workbook(home / XLSX)[SHEET] for home in (folder, place))
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert look(cell) == look(other)
            if cell.coordinate not in changed:
                assert (cell.value, cell.number_format) == (other.value, other.number_format)
    assert {type(after[cell].value) for cell in changed} == {str, int, datetime, type(None)}
    assert before.column_dimensions["B"].width == after.column_dimensions["B"].width
    with zipfile.ZipFile(folder / XLSX) as old, zipfile.ZipFile(place / XLSX) as new:
        differing = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert differing <= {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"}


@pytest.mark.nightly
@pytest.mark.skipif(bool(MISSING), reason=REASON)
def test_libreoffice_sees_no_other_change(opened, written, tmp_path):
    """Shown by it, the tables before and after differ in the corrected cells alone."""
    session, folder = opened
    _, place = written
    for name in (XLSX, ODS):
        before, after = (
            shown_by_libreoffice(home / name, tmp_path / which)
            for home, which in zip((folder, place), ("before", "after"), strict=True)
        )
        differing = {
            f"{chr(65 + column)}{number}"
            for number, (old, new) in enumerate(zip(before, after, strict=True), 1)
            for column, (was, now) in enumerate(zip(old, new, strict=True))
            if was != now
        }
        assert differing == {item.cell for item in session.result.corrections if item.file == name}


def shown_by_libreoffice(path, out):
    """Return the cells of the first sheet as LibreOffice shows them."""
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", filters, "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return list(csv.reader((out / f"{path.stem}.csv").read_text("utf-8").splitlines()))


def look(cell):
    """Return how a cell looks, but for the form of its number."""
    return [repr(part) for part in (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)]


def formula_book(place):
    """Write a workbook with formulas: one alone, and one of a whole range."""
    book = openpyxl.Workbook()
    for row in [["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"], ["a", "=B3", "tỉnh", "Sở"], ["b", "Sở B", "tỉnh", "Sở"]]:
        book.active.append(row)
    book.active["F2"] = openpyxl.worksheet.formula.ArrayFormula("F2:F3", "=A2:A3")
    book.save(place)
    return book.active.title


def test_a_formula_gives_way_and_the_others_are_computed_anew(tmp_path):
    """But for one that other cells compute by: that is told, and nothing is written."""
    sheet = formula_book(tmp_path / "don-vi.xlsx")
    session = Session(tmp_path / "don-vi.xlsx", as_of=AS_OF)
    session.correct("don-vi.xlsx", sheet, "B2", "Sở A")
    session.write_files(tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "don-vi.xlsx")
    assert (book.active["B2"].value, book.calculation.fullCalcOnLoad) == ("Sở A", True)
    session.correct("don-vi.xlsx", sheet, "F2", "x")
    with pytest.raises(InputError, match="F2: other cells compute by the formula of this cell"):
        session.write_files(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_what_cannot_be_written_back_is_told_before_anything_is(opened, tmp_path):
    """Frames, a place among the files, and a file that has changed since."""
    session, folder = opened
    with pytest.raises(UsageError, match="no file was opened"):
        Session({"unit": [{"id": "a", "name": "Sở A"}]}, as_of=AS_OF).write_files(tmp_path / "x")
    with pytest.raises(UsageError, match="would overwrite a file that is read"):
        session.write_files(folder)
    book = openpyxl.load_workbook(folder / XLSX)
    kept = (folder / XLSX).read_bytes()
    try:
        book.save(folder / XLSX)
        with pytest.raises(InputError, match="has changed since it was opened"):
            session.write_files(tmp_path / "y")
    finally:
        (folder / XLSX).write_bytes(kept)
    assert not (tmp_path / "y").exists()
    assert replace(session.result, corrections=()) == session.result
