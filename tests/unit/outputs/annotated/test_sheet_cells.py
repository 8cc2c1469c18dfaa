"""Cells filled while the XML of a sheet goes by: rows and cells that are there, that are not, and odd ways to write."""

import pytest

from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.sheet_cells import fill_cells
from kstt_rules.outputs.annotated.xml_edit import Unmarkable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NOTES = '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/>'


def sheet(content, *, before="", behind=""):
    return f'<worksheet xmlns="{MAIN}">{before}{content}{behind}</worksheet>'


def filled(xml, *places, level=Level.VIOLATION):
    """Return the XML with cells filled by (row, column), and the id of its boxes; styles rise by 100."""
    levels = {}
    for row, column in places:
        levels.setdefault(row, {})[column] = level
    found = fill_cells(xml.encode(), levels, style_of=lambda base, _: base + 100, notes_id="rId9")
    return found.data.decode(), found.notes_id


def cells(content, *places, **around):
    """Return what becomes of the cells of a sheet."""
    xml, _ = filled(sheet(f"<sheetData>{content}</sheetData>", **around), *places)
    return xml.split("<sheetData>")[1].split("</sheetData>")[0]


@pytest.mark.parametrize(
    ("content", "places", "expected"),
    [
        ('<row r="1"><c r="A1" s="3"><v>1</v></c></row>', [(1, 0)], '<row r="1"><c r="A1" s="103"><v>1</v></c></row>'),
        ("<row r='1'><c r='A1' s='3'/></row>", [(1, 0)], "<row r='1'><c r='A1' s=\"103\"/></row>"),
        ('<row r="1"><c r="A1"/></row>', [(1, 0)], '<row r="1"><c s="100" r="A1"/></row>'),
        ('<row r="2"/>', [(2, 1)], '<row r="2"><c r="B2" s="100"/></row>'),
        ('<row r="2" spans="1:1"/>', [(2, 1)], '<row r="2"><c r="B2" s="100"/></row>'),
        ('<row r="2" spans="1:1"></row>', [(2, 1)], '<row r="2"><c r="B2" s="100"/></row>'),
        (
            '<row r="2" s="5" customFormat="1"><c r="B2"/></row>',
            [(2, 0), (2, 2)],
            '<row r="2" s="5" customFormat="1"><c r="A2" s="105"/><c r="B2"/><c r="C2" s="105"/></row>',
        ),
        (
            '<row r="2"><c r="A2"/></row>',
            [(1, 0), (3, 1), (3, 0)],
            (
                '<row r="1"><c r="A1" s="100"/></row><row r="2"><c r="A2"/></row>'
                '<row r="3"><c r="A3" s="100"/><c r="B3" s="100"/></row>'
            ),
        ),
        ("<row><c/><c><v>1</v></c></row>", [(1, 1)], '<row><c/><c s="100"><v>1</v></c></row>'),
        ("<row/><row><c/></row>", [(1, 0), (2, 0)], '<row><c r="A1" s="100"/></row><row><c s="100"/></row>'),
        (
            '<row r="1"><c r="A1" t="inlineStr"><is><t>a > b &lt;c r="A1"/></t></is></c></row>',
            [(1, 0)],
            '<row r="1"><c s="100" r="A1" t="inlineStr"><is><t>a > b &lt;c r="A1"/></t></is></c></row>',
        ),
        (
            '<!-- <row r="1"><c r="A1"/></row> --><row r="1" x="> s=\'4\'"><c r="A1" y="s=\'1\' >"/></row>',
            [(1, 0)],
            '<!-- <row r="1"><c r="A1"/></row> --><row r="1" x="> s=\'4\'"><c s="100" r="A1" y="s=\'1\' >"/></row>',
        ),
        ('<row r="9"><c r="XFD9"/></row>', [(9, 16_383)], '<row r="9"><c s="100" r="XFD9"/></row>'),
    ],
)
def test_cells_are_filled_or_added(content, places, expected):
    """A cell that is there gets a style; one that is not is put in its place, in the style of its row."""
    assert cells(content, *places) == expected


def test_an_added_cell_has_the_style_of_its_column():
    """Where its row has none of its own."""
    columns = '<cols><col min="2" max="3" width="20" style="7"/></cols>'
    assert cells('<row r="1"/>', (1, 0), (1, 2), before=columns) == (
        '<row r="1"><c r="A1" s="100"/><c r="C1" s="107"/></row>'
    )


def test_a_sheet_without_rows_gets_them():
    """Empty data are opened."""
    assert '<sheetData><row r="3"><c r="B3" s="100"/></row></sheetData>' in filled(sheet("<sheetData/>"), (3, 1))[0]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("", NOTES),
        ('<pageMargins left="1"/><drawing r="1"/>', '<pageMargins left="1"/><drawing r="1"/>' + NOTES),
        ("<drawing/><picture/><tableParts/>", f"<drawing/>{NOTES}<picture/><tableParts/>"),
        ("<mergeCells><mergeCell/></mergeCells><extLst><ext/></extLst>", None),
        ("<drawing/><mc:AlternateContent xmlns:mc='m'/>", f"<drawing/>{NOTES}<mc:AlternateContent xmlns:mc='m'/>"),
    ],
)
def test_the_reference_to_notes_stands_where_the_schema_wants_it(behind, expected):
    """Behind the drawing, before everything that must follow it."""
    expected = expected or f"<mergeCells><mergeCell/></mergeCells>{NOTES}<extLst><ext/></extLst>"
    xml, notes_id = filled(sheet("<sheetData/>", behind=behind), (1, 0))
    assert xml.endswith(f"</sheetData>{expected}</worksheet>")
    assert notes_id == "rId9"


def test_a_reference_to_notes_that_is_there_is_used():
    """No second one is put in."""
    behind = '<drawing/><legacyDrawing xmlns:q="x" q:id="rId3"/><tableParts/>'
    xml, notes_id = filled(sheet("<sheetData/>", behind=behind), (1, 0))
    assert xml.endswith(f"</sheetData>{behind}</worksheet>")
    assert notes_id == "rId3"


def test_prefixes_are_those_of_the_sheet():
    """Some programs write every name with a prefix."""
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"/></x:sheetData></x:worksheet>'
    assert (
        '<x:row r="1"><x:c r="A1" s="100"/></x:row><x:row r="2"><x:c r="B2" s="100"/></x:row>'
        in (filled(xml, (1, 0), (2, 1))[0])
    )


def test_a_byte_order_mark_shifts_nothing():
    """Offsets count it."""
    xml = "\ufeff" + sheet('<sheetData><row r="1"><c r="A1"/></row></sheetData>')
    assert '<c s="100" r="A1"/>' in filled(xml, (1, 0))[0]


@pytest.mark.parametrize(
    "xml",
    [
        sheet(""),
        sheet("<sheetData>"),
        "no xml",
        "<chartsheet/>",
        sheet('<sheetData><row r="2"/><row r="1"/></sheetData>'),
        sheet('<sheetData><row r="1"><c r="B1"/><c r="A1"/></row></sheetData>'),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + sheet("<sheetData/>"),
        '<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet("<sheetData/>"),
    ],
)
def test_what_is_no_sheet_is_refused(xml):
    """A damaged sheet, one out of order, one with a document type, one in another encoding."""
    with pytest.raises(Unmarkable):
        filled(xml, (1, 0), (1, 1), (2, 0))
