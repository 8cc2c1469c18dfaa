"""What stands in files, cell by cell."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kstt_rules.base.errors import InputError
from kstt_rules.base.text_keys import clean
from kstt_rules.intake.files import reader
from kstt_rules.intake.files.cells import Limits
from kstt_rules.intake.files.child_cells import MARK, encode
from kstt_rules.intake.files.reader import start_reading


def read(*paths, **options):
    """Return what files hold."""
    with start_reading(paths, **options) as reading:
        return reading.result()


def write_xlsx(path, cells, *, hidden=False):
    """Write cells, by row and column, to a sheet S."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("S")
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
        if hidden:
            workbook.add_worksheet("H").hide()
    return path


def rows_by_number(content):
    """Return the rows of the only sheet by their number."""
    (sheet,) = content.sheets
    return dict(zip(sheet.numbers, sheet.rows, strict=True))


def test_cells_of_an_xlsx_keep_place_and_type(tmp_path):
    """A row's number and a cell's column are those of the sheet, though nothing stands before them."""
    cells = {
        (3, 2): "x",
        (3, 3): 5,
        (5, 1): datetime.fromisoformat("2022-03-31"),
        (5, 2): datetime.fromisoformat("2022-03-31T10:30"),
        (6, 0): True,
        (7, 4): time(10, 30),
    }
    (content,) = read(write_xlsx(tmp_path / "a.xlsx", cells))
    assert rows_by_number(content) == {
        4: [None, None, "x", 5.0],
        6: [None, f"{MARK}D2022-03-31", f"{MARK}D2022-03-31"],
        7: [f"{MARK}B1"],
        8: [None, None, None, None, f"{MARK}T10:30:00"],
    }


def test_cells_of_an_xls_keep_place_and_type(tmp_path):
    """The old format goes the same way."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(2, 1, "x")
    sheet.write(3, 2, datetime.fromisoformat("2022-03-31"), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    book.save(str(tmp_path / "a.xls"))
    (content,) = read(tmp_path / "a.xls")
    assert rows_by_number(content) == {3: [None, "x"], 4: [None, None, f"{MARK}D2022-03-31"]}


def test_cells_of_an_ods_keep_place_and_type(tmp_path):
    """So does the open format."""
    document = OpenDocumentSpreadsheet()
    table, row = Table(name="S"), TableRow()
    cell = TableCell(valuetype="string")
    cell.addElement(P(text="x"))
    for element in (TableCell(), cell, TableCell(valuetype="date", datevalue="2022-03-31")):
        row.addElement(element)
    table.addElement(TableRow())
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    (content,) = read(tmp_path / "a.ods")
    assert rows_by_number(content) == {2: [None, "x", f"{MARK}D2022-03-31"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables_are_read_in_their_encoding_and_with_their_delimiter(tmp_path, encoding, delimiter):
    """The sheet is called as the file, and numbers stay text."""
    lines = [["Đơn vị", "Mã"], ["", ""], ["Sở A\nB", "007"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' if cell else "" for cell in line) for line in lines)
    (tmp_path / "Báo cáo.csv").write_bytes(text.encode(encoding))
    (content,) = read(tmp_path / "Báo cáo.csv")
    assert content.sheets[0].name == "Báo cáo"
    assert rows_by_number(content) == {1: ["Đơn vị", "Mã"], 3: ["Sở A\nB", "007"]}


def test_text_in_the_windows_code_page_is_read(tmp_path):
    """It has marks of tone of their own, which cleaning joins to their letters."""
    (tmp_path / "a.csv").write_bytes("Ho\u0323 va\u0300 tên,Câ\u0301p\n".encode("cp1258"))
    (content,) = read(tmp_path / "a.csv")
    assert [clean(cell) for cell in rows_by_number(content)[1]] == ["Họ và tên", "Cấp"]


def test_the_content_decides_not_the_extension(tmp_path):
    """A CSV file under the name of a workbook, and a workbook under the name of a CSV file."""
    (tmp_path / "a.xls").write_text("A;B\n1;2\n", encoding="utf-8")
    write_xlsx(tmp_path / "b.csv", {(0, 0): "x"})
    first, second = read(tmp_path)
    assert rows_by_number(first) == {1: ["A", "B"], 2: ["1", "2"]}
    assert rows_by_number(second) == {1: ["x"]}


def test_every_file_has_its_digest_and_hidden_sheets_are_marked(tmp_path):
    """Whether it could be read or not."""
    good = write_xlsx(tmp_path / "a.xlsx", {(0, 0): "x"}, hidden=True)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    first, second = read(tmp_path)
    assert first.sha256 == hashlib.sha256(good.read_bytes()).hexdigest()
    assert [(sheet.name, sheet.hidden) for sheet in first.sheets] == [("S", False), ("H", True)]
    assert (second.sha256, second.fault) == (hashlib.sha256(b"PK\x03\x04 broken").hexdigest(), "damaged")


def test_a_text_cannot_pass_for_a_typed_cell(tmp_path):
    """The sign that marks one is taken from the front of texts."""
    (tmp_path / "a.csv").write_text(f"{MARK}D2022-03-31\n", encoding="utf-8")
    (content,) = read(tmp_path / "a.csv")
    assert rows_by_number(content) == {1: ["D2022-03-31"]}


def test_the_register_of_units_is_marked(tmp_path):
    """Also when it lies in a folder that is read."""
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(tmp_path / name, {(0, 0): "x"})
    contents = read(tmp_path, units=tmp_path / "b.xlsx")
    assert [(content.label, content.register) for content in contents] == [("a.xlsx", False), ("b.xlsx", True)]


def test_a_file_that_takes_too_long_is_a_fault_of_that_file(tmp_path, monkeypatch):
    """The files after it are read by another child."""
    child = tmp_path / "child.py"
    child.write_text(
        reader._CHILD.read_text(encoding="utf-8").replace(
            "end_after(seconds)\n", "end_after(seconds)\n        while path.stem == 'slow': pass\n"
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(reader, "_CHILD", child)
    files = [write_xlsx(tmp_path / name, {(0, 0): "x"}) for name in ("fast.xlsx", "slow.xlsx", "zone.xlsx")]
    contents = read(*files, limits=Limits(seconds=1))
    assert [(content.label, content.fault) for content in contents] == [
        ("fast.xlsx", None),
        ("slow.xlsx", "timeout"),
        ("zone.xlsx", None),
    ]


def test_files_are_counted_as_they_are_read(tmp_path, monkeypatch):
    """The second is read when somebody was told of the first; a file that is at fault, and one after it, count too."""
    child, sign = tmp_path / "child.py", tmp_path / "sign"
    waits = f"end_after(seconds)\n        while path.stem == 'b' and not Path({str(sign)!r}).exists(): pass\n"
    script = reader._CHILD.read_text(encoding="utf-8").replace("end_after(seconds)\n", waits)
    child.write_text(script.replace("pass\n", "pass\n        if path.stem == 'c': os._exit(9)\n"), encoding="utf-8")
    monkeypatch.setattr(reader, "_CHILD", child)
    files = [write_xlsx(tmp_path / f"{name}.xlsx", {(0, 0): "x"}) for name in "abcd"]
    told = []

    def watch(count):
        told.append(count)
        if count == 2:
            sign.touch()

    with start_reading([*files, tmp_path / "none.xlsx"], limits=Limits(seconds=5)) as reading:
        contents = reading.result(watch)
    assert [content.fault for content in contents] == [None, None, "crashed", None, "not_found"]
    assert told == [1, 2, 3, 4, 5]


def test_a_file_that_needs_more_memory_than_allowed_is_a_fault_of_that_file(tmp_path):
    """The child's address space is bounded."""
    (tmp_path / "a.csv").write_bytes(b"x,y\n" * 10_000_000)
    write_xlsx(tmp_path / "b.xlsx", {(0, 0): "x"})
    first, second = read(tmp_path, limits=Limits(memory=256_000_000))
    assert first.fault in {"too_large", "crashed"}
    assert second.fault is None


def test_an_unpacked_size_beyond_the_limit_is_refused_before_reading(tmp_path):
    """By what the archive itself declares."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)
    (content,) = read(tmp_path / "a.xlsx")
    assert content.fault == "too_large"


def test_a_child_that_does_not_start_is_an_error(tmp_path, monkeypatch):
    """Not a fault of the files."""
    (tmp_path / "child.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.setattr(reader, "_CHILD", tmp_path / "child.py")
    with pytest.raises(InputError, match="did not start"):
        read(write_xlsx(tmp_path / "a.xlsx", {(0, 0): "x"}))


def test_an_error_meanwhile_ends_the_reading(tmp_path):
    """No process is left behind."""
    reading = start_reading([write_xlsx(tmp_path / "a.xlsx", {(0, 0): "x"})])
    with pytest.raises(KeyError), reading:
        raise KeyError
    assert reading._child._process.returncode is not None


def test_importing_the_room_loads_neither_pandas_nor_calamine():
    """So that a program can start to read before it has loaded them."""
    script = "import sys, json, kstt_rules.intake; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert {"pandas", "numpy", "python_calamine", "pydantic"}.isdisjoint(json.loads(done.stdout))


def test_a_plain_date_is_written_as_a_cell():
    """As data frames give them."""
    assert encode(date(2022, 3, 31)) == f"{MARK}D2022-03-31"
    assert encode(float("nan")) is None
    assert encode(object()) is None


def test_the_process_that_reads_loads_nothing_of_the_one_that_waits():
    """It is started for every audit: what judges, words messages or holds data frames would only delay it."""
    code = (
        "import sys; from kstt_rules.intake.files import child_cells, child_sheets\n"
        "print(sorted(name for name in sys.modules if name.startswith(('kstt_rules.', 'pandas', 'numpy'))))"
    )
    loaded = subprocess.run([sys.executable, "-P", "-c", code], check=True, capture_output=True, text=True).stdout
    names = ("base", "base.version", "intake", "intake.files", "intake.files.child_cells", "intake.files.child_sheets")
    assert loaded.strip() == str([f"kstt_rules.{name}" for name in names])


def test_a_full_disk_is_no_fault_of_a_file(tmp_path, monkeypatch):
    """What cannot be written while a file is read is told as such, and the file is not called damaged."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\nc,d\n")
    real = reader._temporary_file
    full = Path("/dev/full").open("r+b")  # noqa: SIM115 - the reader closes it
    monkeypatch.setattr(reader, "_temporary_file", lambda parts=None: full if parts is None else real(parts))
    with pytest.raises(InputError, match="the disk is full"):
        reader.start_reading([path]).result()


SLOW_CHILD = """
import json, os, sys, time
def line(*parts):
    sys.stdout.write(json.dumps(parts) + "\\n")
def sheet(name, count):
    line("sheet", name, False, False)
    line("rows", count, 1)
    sys.stdout.flush()
    numbers = [*range(1, count + 1)]
    for number in numbers:
        sys.stdout.buffer.write(number.to_bytes(4, sys.byteorder))
    sys.stdout.buffer.flush()
    line("x")
    sys.stdout.flush()
    sys.stdout.buffer.write(bytes(4 * count))
    sys.stdout.buffer.flush()
    line("whole")
    sys.stdout.flush()
def wait(name):
    while not os.path.exists(name):
        time.sleep(0.005)
line("ready")
line("file", "ab")
for number, count in enumerate([5, 4, 6], start=1):
    sheet(f"S{number}", count)
    wait(f"go{number}")
line("end", None)
"""


def test_sheets_of_a_file_are_given_before_it_is_read_to_its_end(tmp_path, monkeypatch):
    """Whenever their rows have doubled: after the first, and after the third."""
    (tmp_path / "child.py").write_text(SLOW_CHILD, encoding="utf-8")
    monkeypatch.setattr(reader, "_CHILD", tmp_path / "child.py")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(b"x")
    (tmp_path / "go2").touch()
    given = []

    def take(content):
        given.append(content)
        (tmp_path / f"go{len(content.sheets)}").touch()

    with start_reading([tmp_path / "a.xlsx"]) as reading:
        (content,) = reading.result(None, take)
    assert [[len(sheet.rows) for sheet in part.sheets] for part in given] == [[5], [5, 4, 6]]
    assert all(one is other for part in given for one, other in zip(part.sheets, content.sheets, strict=False))
    assert (content.label, content.sha256, content.fault) == ("a.xlsx", "ab", None)


def test_several_files_are_not_given_in_part(tmp_path):
    """What is made of some of them is seldom what is made of all."""
    paths = [write_xlsx(tmp_path / f"{name}.xlsx", {(0, 0): name}) for name in "ab"]
    given = []
    with start_reading(paths) as reading:
        assert len(reading.result(None, given.append)) == 2
    assert given == []
