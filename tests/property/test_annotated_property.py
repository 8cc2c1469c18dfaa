"""Whatever a workbook holds and wherever it is marked, marking changes nothing but fills, notes and our own sheet."""

import io
import re

import openpyxl
import xlsxwriter
from annotated_factory import about, parts
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook
from result_factory import result

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.annotated.findings_sheet import FindingsSheet
from kstt_rules.outputs.annotated.marks import FileMarks, entries_of, marks_by_file
from kstt_rules.outputs.annotated.xlsx import annotate
from kstt_rules.outputs.visible import visible

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
VALUE = st.one_of(TEXT, st.integers(-(10**9), 10**9), st.booleans(), st.floats(-1e6, 1e6))
PLACE = st.tuples(st.integers(0, 8), st.integers(0, 5))
STYLES = (
    {},
    {"bold": True},
    {"bg_color": "#DDEBF7", "border": 1},
    {"num_format": "0.00", "locked": False, "align": "right"},
)
LOOKS = ("font", "border", "alignment", "number_format", "protection")


@st.composite
def workbooks(draw):
    """Return a workbook, with formulas, styles by cell, row and column, merges and comments, and cells to mark."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False})
    styles = [book.add_format(style) for style in STYLES]
    style = st.sampled_from(styles)
    sheet = book.add_worksheet("Công chức đầu mối")
    for column in draw(st.sets(st.integers(0, 5), max_size=2)):
        sheet.set_column(column, column, draw(st.integers(0, 40)), draw(style), {"hidden": draw(st.booleans())})
    for row in draw(st.sets(st.integers(0, 8), max_size=2)):
        sheet.set_row(row, draw(st.integers(5, 60)), draw(style), {"hidden": draw(st.booleans())})
    cells = draw(st.dictionaries(PLACE, VALUE, max_size=12))
    for (row, column), value in cells.items():
        if isinstance(value, int) and not isinstance(value, bool) and value % 3 == 0:
            sheet.write_formula(row, column, f"=1+{abs(value)}", draw(style), value)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, draw(style))
        else:
            sheet.write(row, column, value, draw(style))
    for row, column in draw(st.sets(PLACE, max_size=3)):
        sheet.write_comment(row, column, draw(TEXT), {"author": "Lan"})
    if draw(st.booleans()):
        sheet.merge_range(9, 0, 10, 3, draw(TEXT), styles[1])
    book.close()
    marks = draw(st.lists(st.tuples(PLACE, st.sampled_from(Severity)), max_size=8))
    return stream.getvalue(), marks


def opened(data, *, place=0, **options):
    """Return one sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(data), **options).worksheets[place]


def small():
    """Return a workbook with one cell."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Công chức đầu mối").write("A1", "x")
    return stream.getvalue()


SMALL = small()
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
FEWER = settings(max_examples=settings().max_examples // 2)  # an example writes and reads a workbook
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["=1+1", "+", "-", "@", "_x0041_", "_x005F_", "<b>", "&", '"', "\r\n", "\x00", "\u202e", "\ufffe", "\udce1"]
        ),
        st.text(max_size=3),
    ),
    max_size=4,
).map("".join)


@FEWER
@given(workbooks())
def test_marking_changes_nothing_but_fills_and_notes(drawn):
    """Values, cached values, styles but for the fill, merges, sizes, comments of others and all other parts stay."""
    data, marks = drawn
    addresses = [f"{chr(65 + column)}{row + 1}" for (row, column), _ in marks]
    findings = tuple(
        about(address, rule=f"D{number}", severity=severity)
        for number, (address, (_, severity)) in enumerate(zip(addresses, marks, strict=True))
    )
    after = annotated(data, findings)
    assert read(after) == read(data)
    for cached in (False, True):
        before_sheet, after_sheet = opened(data, data_only=cached), opened(after, data_only=cached)
        for row in range(1, 12):
            for column in range(1, 8):
                cell, other = before_sheet.cell(row, column), after_sheet.cell(row, column)
                assert (type(other.value), other.value) == (type(cell.value), cell.value)
                check_look(cell, other, marked=cell.coordinate in addresses)
    assert before_sheet.merged_cells.ranges == after_sheet.merged_cells.ranges
    assert before_sheet.column_dimensions.keys() == after_sheet.column_dimensions.keys()
    old, new = parts(data), parts(after)
    untouched = {name for name in old if name.startswith(("xl/theme", "xl/shared", "docProps", "_rels"))}
    assert all(new[name] == old[name] for name in untouched)
    assert old.keys() <= new.keys()


def annotated(data, findings):
    """Return the workbook with findings marked."""
    entries = entries_of(result(findings=findings, rejects=()), "vi")
    target = io.BytesIO()
    sheet = FindingsSheet("Kết quả rà soát", "so.xlsx", "", "vi", entries)
    annotate(io.BytesIO(data), target, marks_by_file(entries).get("so.xlsx", FileMarks()), sheet)
    return target.getvalue()


def check_look(cell, other, *, marked):
    """Compare a cell before and after; one that was not there takes its look from its row or column."""
    if cell.has_style or not marked:
        assert [repr(getattr(other, look)) for look in LOOKS] == [repr(getattr(cell, look)) for look in LOOKS]
    if marked:
        assert any(word in other.comment.text for word in ("Vi phạm", "Cần xem xét", "Thông tin"))
    else:
        assert repr(other.fill) == repr(cell.fill)
        assert (other.comment and other.comment.text) == (cell.comment and cell.comment.text)
    if cell.comment:
        assert other.comment.text.startswith(cell.comment.text)
        assert other.comment.author == cell.comment.author


@FEWER
@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_any_text_is_shown_and_none_is_obeyed(drawn):
    """In notes and on the sheet of findings no text is a formula, a link or a code, and none is lost."""
    findings = tuple(
        about("C4", rule=f"D{number}", message=Bilingual(text, text), unit=UnitRef(None, text))
        for number, text in enumerate(drawn)
    )
    data = annotated(SMALL, findings)
    sheet = opened(data, place=1)
    for number, text in enumerate(drawn, start=8):
        shown = ESCAPE.sub("_x005F_", visible(text)) or None
        assert (sheet[f"E{number}"].value, sheet[f"I{number}"].value) == (shown, shown)
        assert sheet[f"I{number}"].data_type != "f"
        assert sheet[f"I{number}"].hyperlink is None
    assert ESCAPE.sub("_x005F_", visible(drawn[0])) in opened(data)["C4"].comment.text
    assert annotated(SMALL, findings) == data


def read(data):
    """Return the filled cells of the first sheet as the reader of intake gives them."""
    rows = load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {(row, column): cell for row, cells in enumerate(rows) for column, cell in enumerate(cells) if cell != ""}
