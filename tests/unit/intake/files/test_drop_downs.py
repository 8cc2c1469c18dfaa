"""Sheets that only hold what the drop-downs of other sheets choose from are no datasets."""

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import ContentValidation, ContentValidations, Table, TableCell, TableRow
from odf.text import P

from kstt_rules.intake import read_dossier
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

LISTS = [
    ["Đơn vị", "Chức vụ", "Vai trò"],
    ["Sở Y tế", "Giám đốc", "Lãnh đạo đơn vị"],
    ["Sở Tư pháp", "Chuyên viên", ""],
]


def write(path, source, *, name="Sheet2", hidden=False, define=None):
    """Write a roster with a drop-down, and a sheet of lists."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Công chức đầu mối")
        sheet.write_row(0, 0, ["Đơn vị", "Họ và tên", "Chức vụ"])
        sheet.write_row(1, 0, ["Sở Y tế", "An", "Giám đốc"])
        if source:
            sheet.data_validation("A2:A100", {"validate": "list", "source": source})
        lists = book.add_worksheet(name)
        for number, cells in enumerate(LISTS):
            lists.write_row(number, 0, cells)
        if hidden:
            lists.hide()
        if define:
            book.define_name(*define)
    return path


@pytest.mark.parametrize(
    ("source", "more"),
    [
        ("=Sheet2!$A$2:$A$3", {}),
        ("=Sheet2!$A$2:$A$3", {"hidden": True}),
        ("='Nguồn ''A'' 1'!$A$2:$A$3", {"name": "Nguồn 'A' 1"}),
        ("=DonVi", {"define": ("DonVi", "=Sheet2!$A$2:$A$3")}),
        (None, {"name": "DM"}),
    ],
)
def test_a_sheet_of_lists_is_no_dataset_and_nothing_is_said_of_it(source, more, tmp_path):
    """Whether it is hidden or not."""
    dossier = read_dossier([write(tmp_path / "a.xlsx", source, **more)], base_vocabulary())
    assert dossier.tables["officer"].frame["name"].tolist() == ["An"]
    assert dossier.rejects == ()


@pytest.mark.parametrize("source", [None, ["Sở Y tế", "Sở Tư pháp"], "=Sheet20!$A$2", "=MySheet2!$A$2"])
def test_a_sheet_that_nothing_chooses_from_is_told(source, tmp_path):
    """It may hold a dataset."""
    path = write(tmp_path / "a.xlsx", source)
    with start_reading([path]) as reading:
        (content,) = reading.result()
    assert not any(sheet.holds_lists for sheet in content.sheets)
    assert read_dossier([path], base_vocabulary()).rejects


@pytest.mark.parametrize(
    ("source", "name", "rejects"),
    [
        ("[$Sheet2.$A$2:.$A$3]", "Sheet2", 0),
        ("[$'Nguồn 1'.$A$2:.$A$3]", "Nguồn 1", 0),
        ("[$Sheet21.$A$2:.$A$3]", "Sheet2", 1),
        ("[.$A$2:.$A$3]", "Sheet2", 1),
    ],
)
def test_an_open_document_says_what_its_drop_downs_choose_from_too(source, name, rejects, tmp_path):
    """A sheet that none of another sheet chooses from is told."""
    document, validations = OpenDocumentSpreadsheet(), ContentValidations()
    condition = f"of:cell-content-is-in-list({source})"
    validations.addElement(ContentValidation(name="val1", condition=condition))
    document.spreadsheet.addElement(validations)
    roster = [["Đơn vị", "Họ và tên", "Chức vụ"], ["Sở Y tế", "An", "Giám đốc"]]
    for title, rows in (("Công chức đầu mối", roster), (name, LISTS)):
        table = Table(name=title)
        for cells in rows:
            row = TableRow()
            for text in cells:
                marks = {"contentvalidationname": "val1"} if text == "Sở Y tế" and rows is roster else {}
                cell = TableCell(valuetype="string", **marks)
                cell.addElement(P(text=text))
                row.addElement(cell)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    dossier = read_dossier([tmp_path / "a.ods"], base_vocabulary())
    assert dossier.tables["officer"].frame["name"].tolist() == ["An"]
    assert len(dossier.rejects) == rejects
