"""What an .xlsb says beside the values that calamine reads of it."""

from struct import pack

import pytest
from compose_xlsb import cell, formula, record, row, text, workbook

from kstt_rules.intake.files.cells import MARK, Merge
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.intake.files.sheet_binary import scan

COLUMNS = record(390) + record(60, pack("<IIIIH", 1, 2, 2304, 0, 1)) + record(391)
MERGED = record(177, pack("<I", 1)) + record(176, pack("<IIII", 2, 3, 0, 1)) + record(178)


def read(folder, data):
    """Return what one file holds."""
    (folder / "a.xlsb").write_bytes(data)
    with start_reading([folder / "a.xlsb"]) as reading:
        (content,) = reading.result()
    return content


def rows_of(folder, rows, texts=()):
    """Return the rows of a sheet."""
    (sheet,) = read(folder, workbook({"S": (rows,)}, texts)).sheets
    return [*sheet.rows]


def test_every_form_of_value_is_read(tmp_path):
    """Texts of all places, numbers of both forms, days, yes and no, results of formulas."""
    rows = row(0) + cell(7, 0, pack("<I", 0)) + cell(6, 1, text("b")) + cell(62, 2, b"\0" + text("c"))
    rows += row(1) + cell(2, 0, pack("<i", 12 << 2 | 2)) + cell(5, 1, pack("<d", 44651), 1) + cell(4, 2, b"\1")
    rows += row(2) + formula(8, 0, text("d")) + formula(9, 1, pack("<d", 2)) + formula(10, 2, b"\0")
    assert rows_of(tmp_path, rows, ["a"]) == [
        ["a", "b", "c"],
        [12, f"{MARK}D2022-03-31", f"{MARK}B1"],
        ["d", 2, f"{MARK}B0"],
    ]


def test_an_error_is_not_empty(tmp_path):
    """Neither one that was typed nor one that a formula came to."""
    rows = row(0) + cell(6, 0, text("a")) + cell(3, 1, b"\x2a") + row(1) + formula(11, 0, b"\x07")
    assert rows_of(tmp_path, rows) == [["a", f"{MARK}E#N/A"], [f"{MARK}E#DIV/0!"]]


def test_what_is_hidden_or_merged_is_told(tmp_path):
    """Rows, columns and sheets."""
    rows = row(0) + cell(6, 0, text("a")) + row(1, 0x10) + cell(6, 0, text("b")) + row(2) + cell(6, 0, text("c"))
    sheets = {"S": (rows, COLUMNS, MERGED), "T": (row(0) + cell(6, 0, text("x")),)}
    shown, hidden = read(tmp_path, workbook(sheets, [], hidden={1})).sheets
    assert (shown.hidden, hidden.hidden) == (False, True)
    assert (shown.hidden_rows, shown.hidden_columns, shown.merges) == ([2], [1, 2], {3: [Merge(3, 0, 4, 1)]})


def test_days_may_be_counted_from_1904(tmp_path):
    """Then a number may be either day, and is told as such."""
    data = workbook({"S": (row(0) + cell(5, 0, pack("<d", 43189)),)}, [], date_1904=True)
    assert [*read(tmp_path, data).sheets[0].rows] == [[f"{MARK}N43189.0"]]


def test_cells_that_do_not_say_their_column_are_not_passed_over(tmp_path):
    """Such a file is refused."""
    data = workbook({"S": (row(0) + cell(6, 0, text("a")) + record(17, pack("<I", 0) + text("b")),)}, [])
    assert read(tmp_path, data).fault == "damaged"


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_part_that_breaks_off_is_searched_up_to_there(cut):
    """Whatever record it ends in."""
    rows = row(0) + cell(3, 1, b"\x2a") + cell(3, 2, b"\x2a")
    assert len(scan(workbook({"S": (rows[:cut],)}, [])).sheets[0].marks) <= 2
