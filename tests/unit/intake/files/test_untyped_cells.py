"""Cells of an .ods that state no type of value, as some programs write them, are read as the text that they show."""

import zipfile

import pytest
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import LineBreak, P, S

from kstt_rules.intake.files.reader import start_reading


def cell(*children, **attributes):
    """Return a cell; text stands in a paragraph."""
    found = TableCell(**attributes)
    for child in children:
        found.addElement(P(text=child) if isinstance(child, str) else child)
    return found


def read(path, *rows):
    """Return the cells of a sheet with these rows."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="A")
    for cells in rows:
        row = TableRow()
        for one in cells:
            row.addElement(one)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    assert b"value-type" in zipfile.ZipFile(path).read("content.xml")
    with start_reading([path]) as reading:
        [content] = reading.result()
    return [*content.sheets[0].rows]


def paragraph(*parts):
    """Return a paragraph of texts and elements."""
    found = P()
    for part in parts:
        found.addText(part) if isinstance(part, str) else found.addElement(part)
    return found


TYPED = {"valuetype": "string"}


@pytest.mark.parametrize(
    ("children", "text"),
    [
        (lambda: ["Nguyễn Văn An"], "Nguyễn Văn An"),
        (lambda: ["Nguyễn Văn An", "Trần Thị Bình"], "Nguyễn Văn An\nTrần Thị Bình"),
        (lambda: [paragraph("Nguyễn", S(), "An", LineBreak(), "Bình")], "Nguyễn An\nBình"),
        (lambda: ["15/03/2022"], "15/03/2022"),
    ],
)
def test_a_cell_without_a_type_is_its_text(tmp_path, children, text):
    """Beside cells that have one."""
    rows = read(tmp_path / "a.ods", [cell("Tên", **TYPED), cell(*children())], [cell(*children()), cell("x", **TYPED)])
    assert rows == [["Tên", text], [text, "x"]]


def test_what_is_empty_stays_empty_and_a_comment_is_no_text(tmp_path):
    """So does what a merged cell covers."""
    comment = Annotation()
    comment.addElement(P(text="ghi chú"))
    covered = CoveredTableCell()
    covered.addElement(P(text="khuất"))
    rows = read(tmp_path / "a.ods", [cell("Tên", **TYPED), cell(), cell(comment), covered, cell("An")])
    assert rows == [["Tên", None, None, None, "An"]]


def test_a_cell_that_stands_for_several_columns_is_in_each(tmp_path):
    """As a program shows it."""
    rows = read(tmp_path / "a.ods", [cell("x", numbercolumnsrepeated=2), cell("Tên", **TYPED)])
    assert rows == [["x", "x", "Tên"]]
