"""The parts of annotated workbooks one by one: XML edited in place, boxes of notes, styles, odd packages."""

import io
import re
import zipfile

import pytest
from annotated_factory import SHEET, about, annotated, colour, opened, packed, parts, rich_workbook
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.cell_address import MAX_COLUMN, Place
from kstt_rules.outputs.annotated import styles as style_parts
from kstt_rules.outputs.annotated.boxes import draw_boxes
from kstt_rules.outputs.annotated.column_runs import by_column
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.package import Package
from kstt_rules.outputs.annotated.styles import EMPTY, Styles
from kstt_rules.outputs.annotated.xml_edit import Edits, Unmarkable, parse, with_attributes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RICH = rich_workbook()


def test_edits_change_nothing_else():
    """Attributes are set, children added, elements taken out; every other byte stays."""
    source = b"<a  x='1'>\n <b/><c y=\"2\" >t</c >  <!-- <b/> --><d z='>'></d></a >"
    edits = Edits(source)
    b, c, d = edits.root.children
    edits.append(b, "<new/>")
    edits.set(b, p="&")
    edits.set(c, y=None)
    edits.append(c, "u")
    edits.delete(d)
    edits.set(edits.root, x="3")
    assert edits.data == (b'<a  x="3">\n <b p="&amp;"><new/></b><c >tu</c >  <!-- <b/> --></a >')
    assert Edits(source).data == source


@pytest.mark.parametrize(
    "data", [b"<a>", b"<!DOCTYPE a><a/>", b'<?xml version="1.0" encoding="latin-1"?><a/>', b"", "<a/>".encode("utf-16")]
)
def test_what_is_no_plain_xml_is_refused(data):
    """A document type could name other files, another encoding shifts all offsets."""
    with pytest.raises(Unmarkable):
        parse(data)


def test_an_attribute_is_not_found_inside_another():
    """Only its own value is replaced."""
    assert with_attributes(b"<c r=' s=\"1\" ' s='2'/>", {"s": "3"}) == b'<c r=\' s="1" \' s="3"/>'


def old_drawing(shapes):
    head = b'<xml xmlns:v="urn:v" xmlns:o="urn:o" xmlns:x="urn:x"><o:shapelayout><o:idmap v:ext="edit" data="1"/>'
    return head + b"</o:shapelayout>" + shapes + b"</xml>"


BUTTON = (
    b'<v:shape id="_x0000_s2047" type="#_x0000_t201"><v:textbox><div>Nut<br>hai dong</div></v:textbox>'
    b'<x:ClientData ObjectType="Button"><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor><x:Row>3</x:Row>'
    b"<x:Column>2</x:Column></x:ClientData></v:shape>"
)


def test_a_drawing_that_is_no_xml_is_added_to():
    """A button written by an old program stays, byte by byte; new ids follow its own, in blocks that are claimed."""
    drawing = draw_boxes(old_drawing(BUTTON), {Place(4, 2): "a", Place(5, 2): "b"})
    assert BUTTON in drawing
    assert re.findall(rb'id="_x0000_s(\d+)"', drawing) == [b"2047", b"2048", b"2049"]
    assert b'data="1,2"' in drawing
    assert b'<v:shapetype id="_x0000_t202"' in drawing


def test_a_drawing_without_end_is_refused():
    """It could not be added to."""
    with pytest.raises(Unmarkable):
        draw_boxes(b"<xml>", {Place(1, 0): "a"})


def corners(text="x", *, widths=(), drawing=None):
    """Return where the only box of a drawing lies."""
    [anchor] = re.findall(rb"<x:Anchor>([^<]*)", draw_boxes(drawing, {Place(5, 0): text}, widths))
    return [int(number) for number in anchor.split(b",")]


def test_a_box_is_as_large_as_its_text_wants_whatever_the_columns():
    """Wide columns make it end in the first, narrow and hidden ones in one further on."""
    assert corners(widths=[(0, 99, 100)])[4] == 1
    assert corners(widths=[(0, 99, 2)])[4] > 10
    assert corners(widths=[(0, 2, 0), (3, 99, 100)])[4] == 3
    assert corners()[6] < corners("dòng\n" * 20)[6] < corners("dòng\n" * 200)[6] == corners("dòng\n" * 999)[6]


def test_the_box_that_a_cell_has_gives_way_to_one_that_is_large_enough():
    """A cell never has two."""
    assert corners("dòng\n" * 20, drawing=draw_boxes(None, {Place(5, 0): "x"})) == corners("dòng\n" * 20)


def test_a_shape_that_never_ends_is_left_as_it_is():
    """However many begin."""
    broken = old_drawing(b"<v:shape " * 20_000)
    assert broken.removesuffix(b"</xml>") in draw_boxes(broken, {Place(1, 0): "a"})


@given(st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40), st.integers(1, 9)), max_size=8))
def test_of_runs_of_columns_the_one_that_is_told_first_counts(runs):
    """As a plain search for each column finds."""
    told = by_column(runs, 0)
    plain = [next((value for first, last, value in runs if first <= at <= last), 0) for at in range(45)]
    assert (list(told[:45]), len(told)) == (plain, MAX_COLUMN)


def test_a_part_with_more_elements_than_a_workbook_needs_is_refused():
    """It would be held as a tree of many times its size."""
    with pytest.raises(Unmarkable):
        parse(b"<a>" + b"<b/>" * 250_000 + b"</a>")


def test_a_level_s_style_is_made_once():
    """However many cells have it."""
    styles = Styles(EMPTY.format(namespace=MAIN).encode())
    assert {styles.filled(0, Level.INFO) for _ in range(5)} == {1}
    assert styles.filled(99, Level.INFO) == 1
    assert styles.filled(0, Level.REVIEW) == 2
    assert parse(styles.data).child("cellXfs").attributes["count"] == "3"


def test_a_workbook_full_of_styles_is_refused(monkeypatch):
    """Excel opens none with more."""
    monkeypatch.setattr(style_parts, "_MAX_STYLES", 4)
    styles = Styles(EMPTY.format(namespace=MAIN).encode())
    styles.filled(0, Level.INFO)
    styles.filled(0, Level.REVIEW)
    styles.filled(1, Level.INFO)
    with pytest.raises(Unmarkable):
        styles.filled(0, Level.WAIVED)


def test_a_package_with_two_parts_of_one_name_is_refused():
    """Programs do not agree which of them counts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "xl/A.xml", "xl/a.xml"):
            archive.writestr(name, "<Types/>")
    with zipfile.ZipFile(stream) as archive, pytest.raises(Unmarkable):
        Package(archive)


def test_a_workbook_without_styles_gets_them(tmp_path):
    """Some programs write none."""
    members = parts(RICH)
    del members["xl/styles.xml"]
    relations = members["xl/_rels/workbook.xml.rels"].decode()
    members["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship [^>]*styles"[^>]*/>', "", relations)
    types = members["[Content_Types].xml"].decode()
    members["[Content_Types].xml"] = re.sub(r'<Override PartName="/xl/styles.xml"[^>]*/>', "", types)
    sheet = re.sub(r' s="\d+"', "", members["xl/worksheets/sheet1.xml"].decode())
    members["xl/worksheets/sheet1.xml"] = re.sub(r"<conditionalFormatting.*</conditionalFormatting>", "", sheet)
    after = parts(annotated(tmp_path, packed(members), findings=(about("C4"),)))
    assert colour_of(after, "C4") == Level.VIOLATION.value


def colour_of(members, address):
    """Return the colour of a cell on the first sheet, from the parts alone."""
    style = re.search(rf'<(?:\w+:)?c\b[^>]*\br="{address}"[^>]*>', members["xl/worksheets/sheet1.xml"].decode())[0]
    root = parse(members[next(name for name in members if name.startswith("xl/styles"))])
    number = int(re.search(r'\bs="(\d+)"', style)[1])
    fill = root.child("fills").children[int(root.child("cellXfs").children[number].attributes["fillId"])]
    return fill.children[0].child("fgColor").attributes["rgb"][2:]


def test_a_workbook_of_the_strict_kind_stays_one(tmp_path):
    """What is added has its namespaces and types of relations."""
    members = {
        name: content.replace(MAIN.encode(), STRICT.encode()).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in parts(RICH).items()
    }
    after = parts(annotated(tmp_path, packed(members), findings=(about("C4"), about("A2", sheet="Bảng"))))
    added = after["xl/worksheets/sheet4.xml"] + after["xl/comments2.xml"] + after["xl/_rels/workbook.xml.rels"]
    assert STRICT.encode() in added
    assert MAIN.encode() not in added
    assert b"officeDocument/2006" not in after["xl/worksheets/_rels/sheet2.xml.rels"] + added


def test_prefixed_names_are_kept_in_every_part(tmp_path):
    """A workbook whose programs write x: before every name is marked with the same prefix."""

    def prefixed(content):
        text = content.decode()
        text = re.sub(r"<(/?)(?=[a-zA-Z])(?!x14|xm:|mc:|c14)", r"<\1x:", text)
        return text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    small = io.BytesIO()
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(small) as book:
        book.add_worksheet(SHEET).write("A1", "x")
    members = parts(small.getvalue())
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        members[name] = prefixed(members[name])
    data = annotated(tmp_path, packed(members), findings=(about("A1", "B2"),))
    book = opened(data)
    assert [colour(book[SHEET][cell]) for cell in ("A1", "B2")] == [Level.VIOLATION.value] * 2
    assert book[SHEET]["B2"].comment is not None
