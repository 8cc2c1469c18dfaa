"""Workbooks in forms that office programs read and calamine does not hold what LibreOffice shows of them."""

import io
import re
import zipfile
from types import MappingProxyType

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kstt_rules.intake.files.plain_parts import plain_parts
from kstt_rules.intake.files.reader import start_reading

SHEET, RELATIONS, TEXTS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
ROWS = [["Đơn vị", "Họ và tên"], ["Sở Y tế", "Nguyễn Thị Ánh"], ["Sở Tư pháp", "Lê A"]]
ALTERNATIVES = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
FIRST, FALLBACK = '<mc:Choice Requires="{}">{}</mc:Choice>', "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


def workbook(change, part=SHEET):
    """Return a workbook with one part changed."""
    source, target = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("Công chức đầu mối")
        for number, cells in enumerate(ROWS):
            sheet.write_row(number, 0, cells)
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for item in archive.namelist():
            content = archive.read(item)
            copy.writestr(item, change(content.decode()) if item == part else content)
    return target.getvalue()


def document(change, kind=MappingProxyType({"valuetype": "string"})):
    """Return an open document with its content changed."""
    made, table, source, target = OpenDocumentSpreadsheet(), Table(name="Công chức đầu mối"), io.BytesIO(), io.BytesIO()
    for cells in ROWS:
        row = TableRow()
        for text in cells:
            one = TableCell(**kind)
            one.addElement(P(text=text))
            row.addElement(one)
        table.addElement(row)
    made.spreadsheet.addElement(table)
    made.write(source)
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for item in archive.namelist():
            content = archive.read(item)
            copy.writestr(item, change(content.decode()) if item == "content.xml" else content)
    return target.getvalue()


def flat(change=lambda xml: xml):
    """Return an open document in one XML file."""
    with zipfile.ZipFile(io.BytesIO(document(change))) as archive:
        xml = archive.read("content.xml").decode()
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    return xml.replace("office:document-content", "office:document").replace("office:version", f"{kind} office:version")


def target(path):
    """Return a workbook that names the part of its sheet in another way."""
    return workbook(lambda xml: xml.replace("worksheets/sheet1.xml", path), RELATIONS)


def among_alternatives(pattern, requires, *, is_first):
    """Return a workbook with something as one of two alternatives, the other empty."""

    def change(xml):
        [found] = re.findall(pattern, xml, re.DOTALL)
        first, second = (found, "") if is_first else ("", found)
        return xml.replace(found, ALTERNATIVES + FIRST.format(requires, first) + FALLBACK.format(second))

    return workbook(change)


def marked(xml):
    """Mark the texts of an open document as such."""
    return re.sub(r"<text:p>(.*?)</text:p>", r"<text:p><![CDATA[\1]]></text:p>", xml)


DATA, SECOND_ROW = "<sheetData>.*</sheetData>", '<row r="2".*?</row>'
FILES = {
    "path over the folder.xlsx": target("../xl/worksheets/sheet1.xml"),
    "path back.xlsx": target("worksheets/../worksheets/sheet1.xml"),
    "path in references.xlsx": target("worksheets/sheet%31.xml"),
    "rows in two parts.xlsx": workbook(lambda xml: xml.replace('<row r="3"', '</sheetData><sheetData><row r="3"')),
    "rows behind an empty part.xlsx": workbook(
        lambda xml: xml.replace("<sheetData>", "<x><sheetData/></x><sheetData>")
    ),
    "sheet as a fallback.xlsx": among_alternatives(DATA, "zz", is_first=False),
    "sheet for Excel.xlsx": among_alternatives(DATA, "x14", is_first=True),
    "row as a fallback.xlsx": among_alternatives(SECOND_ROW, "zz", is_first=False),
    "spaces around numbers.xlsx": workbook(lambda xml: re.sub(r"<v>(\d+)</v>", r"<v>\n  \1\n</v>", xml)),
    "value for a text.xlsx": workbook(lambda xml: xml.replace('t="s"><v>3</v>', 't="inlineStr"><v>Nguyễn Thị Ánh</v>')),
    "text and value.xlsx": workbook(
        lambda xml: xml.replace('t="s"><v>3</v>', 't="inlineStr"><is><t>Nguyễn Thị Ánh</t></is><v>3</v>')
    ),
    "over lines.ods": document(lambda xml: re.sub(r">(?=</?table:)", ">\n  ", xml)),
    "marked text.ods": document(marked),
    "in one file.fods": flat().encode(),
    "in UTF-16.fods": flat().encode("utf-16"),
    "under another name.xls": flat().encode(),
    "marked text in one file.fods": flat(marked).encode(),
    "other prefix.ods": document(lambda xml: re.sub(r"(?<=[</ ])table(?=:)|(?<=xmlns:)table(?==)", "t", xml)),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """What was read of all files, by name."""
    folder = tmp_path_factory.mktemp("files")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    with start_reading([folder]) as reading:
        return {content.label: content for content in reading.result()}


@pytest.mark.parametrize("name", FILES)
def test_what_is_shown_is_read(name, read):
    """All its rows, in their places."""
    content = read[name]
    assert content.fault is None
    assert [(sheet.name, [*sheet.numbers], [*sheet.rows]) for sheet in content.sheets] == [
        ("Công chức đầu mối", [1, 2, 3], ROWS)
    ]


def test_a_text_of_no_number_is_no_text(tmp_path):
    """A line within the number is not the first of the texts."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(lambda xml: xml.replace("<v>3</v>", "<v>\n</v>")))
    with start_reading([path]) as reading:
        [content] = reading.result()
    assert content.sheets[0].rows[1] == ["Sở Y tế"]


def test_a_row_without_types_that_stands_for_several_is_in_each(tmp_path):
    """As LibreOffice shows it."""
    repeated = '<table:table-row table:number-rows-repeated="2">'
    data = document(lambda xml: xml.replace("<table:table-row>", repeated, 1), kind={})
    (tmp_path / "a.ods").write_bytes(data)
    with start_reading([tmp_path / "a.ods"]) as reading:
        [content] = reading.result()
    assert [*content.sheets[0].rows] == [ROWS[0], *ROWS]


@pytest.mark.parametrize("data", [b"PK\x03\x04", workbook(lambda xml: xml[:-20])])
def test_what_is_no_archive_or_no_xml_has_no_plain_form(data):
    """The file stays damaged."""
    assert plain_parts(data) is None
