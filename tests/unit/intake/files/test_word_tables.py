"""Word documents are read as Word shows them."""

import io
import re
import zipfile

import docx
import pytest

from kstt_rules.intake.files.word_tables import word_tables

PART = "word/document.xml"
HEADER = ["Họ và tên", "Chức vụ", "Kiêm nhiệm"]
ROWS = [["An", "Giám đốc", "x"], ["Bình", "Chuyên viên", ""]]
CHANGE = 'w:id="1" w:author="a" w:date="2022-01-01T00:00:00Z"'
FIELD = '<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def document(*parts):
    """Return the bytes of a document with these paragraphs, and tables as lists of rows."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(len(part), len(part[0]))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def edited(change, data=None):
    """Return a document of which the XML is changed."""
    source, target = zipfile.ZipFile(io.BytesIO(data or document([HEADER, *ROWS]))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, change(content.decode()) if name == PART else content)
    return target.getvalue()


def tables(data):
    """Return the rows of the tables of a document."""
    return [table.rows for table in word_tables(data, PART)]


def in_control(xml, properties=""):
    """Put elements into a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"


def around(pattern, before, after):
    """Return a change that puts something around what a pattern finds."""
    return lambda xml: re.sub(pattern, lambda found: f"{before}{found[0]}{after}", xml, flags=re.DOTALL)


TABLE, ROW, CELL = (
    "<w:tbl>.*?</w:tbl>",
    "<w:tr>(?:(?!<w:tr>).)*?Bình.*?</w:tr>",
    "<w:tc>(?:(?!<w:tc>).)*?Bình.*?</w:tc>",
)
RUN = "<w:r><w:t>Bình</w:t></w:r>"
CONTROL = ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>")


@pytest.mark.parametrize(
    "change",
    [
        around(TABLE, *CONTROL),
        around(ROW, *CONTROL),
        around(CELL, *CONTROL),
        around(RUN, *CONTROL),
        around(ROW, CONTROL[0] + CONTROL[0], CONTROL[1] + CONTROL[1]),
        around("Bình", "<w:x/>", "<w:x/>"),
        around(RUN, f"<w:ins {CHANGE}>", "</w:ins>"),
        around(RUN, f"<w:moveTo {CHANGE}>", "</w:moveTo>"),
        around(RUN, '<w:smartTag w:uri="u" w:element="e">', "</w:smartTag>"),
        around(RUN, '<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
        around(RUN, '<w:fldSimple w:instr=" MERGEFIELD ten ">', "</w:fldSimple>"),
        around(RUN, "".join(FIELD.format(kind="begin", data="") + "<w:r><w:instrText>X</w:instrText></w:r>"
               + "<w:r><w:t>mã</w:t></w:r>" + FIELD.format(kind="separate", data="") for _ in "1"),
               FIELD.format(kind="end", data="")),
        around(TABLE, '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>',
               "<w:p/></w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
        around(TABLE, "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
        around(TABLE, '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
               '<mc:Choice Requires="zz"><w:p/></mc:Choice><mc:Fallback>', "</mc:Fallback></mc:AlternateContent>"),
        around(RUN, f"<w:del {CHANGE}><w:r><w:delText>Ba</w:delText></w:r></w:del>", ""),
        around(RUN, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", ""),
        around(RUN, "", f"<w:moveFrom {CHANGE}><w:r><w:t>Ca</w:t></w:r></w:moveFrom>"),
        around(RUN, in_control("<w:r><w:t>Bấm để nhập</w:t></w:r>", "<w:showingPlcHdr/>"), ""),
    ],
)  # fmt: skip
def test_what_word_shows_is_read(change):
    """Through whatever stands around it; what it does not show is not."""
    assert tables(edited(change)) == [[HEADER, *ROWS]]


def test_a_row_that_is_deleted_is_gone_and_one_that_is_inserted_stands():
    """Under tracked changes that nobody has accepted."""
    change = re.compile("<w:tr>(?=(?:(?!<w:tr>).)*?Bình)", re.DOTALL)
    deleted = edited(lambda xml: change.sub(f"<w:tr><w:trPr><w:del {CHANGE}/></w:trPr>", xml))
    inserted = edited(lambda xml: change.sub(f"<w:tr><w:trPr><w:ins {CHANGE}/></w:trPr>", xml))
    assert tables(deleted) == [[HEADER, ROWS[0]]]
    assert tables(inserted) == [[HEADER, *ROWS]]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>', "\ufffd"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t></w:r>', "☑"),
        (FIELD.format(kind="begin", data="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), "☒"),
        (FIELD.format(kind="begin", data="<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"), "☐"),
        (FIELD.format(kind="begin", data="<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Có'/>"
                      "<w:listEntry w:val='Không'/></w:ddList></w:ffData>"), "Không"),
    ],
)  # fmt: skip
def test_signs_and_form_fields_show_as_text(xml, shown):
    """A sign of an unknown meaning stays one."""
    assert tables(edited(lambda text: text.replace(RUN, xml)))[0][2][0] == shown


def test_what_stands_above_a_table_stands_in_it():
    """Letterhead, paragraphs and frames of one column; each table has its own."""
    head = [["UBND TỈNH BẮC GIANG\nSỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]
    signed = [["Nơi nhận:\n- Như trên", "GIÁM ĐỐC"]]
    first, second = tables(
        document(head, [["Mẫu số 01"]], "DANH SÁCH", [HEADER, *ROWS], "Xã Đồng Kỳ", [HEADER], signed)
    )
    assert [row[0] for row in first[:6]] == [
        "UBND TỈNH BẮC GIANG",
        "SỞ Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mẫu số 01",
        "DANH SÁCH",
    ]
    assert (first[6:], second) == ([HEADER, *ROWS], [["Xã Đồng Kỳ"], HEADER])


def test_a_table_of_two_columns_is_a_table():
    """A form with labels on its left, for one."""
    form = [["HỌ VÀ TÊN", "NGUYỄN VĂN AN"], ["Chức vụ", "Giám đốc"]]
    assert tables(document(form)) == [form]


def test_merged_cells_are_told():
    """Across and down, also with cells that stand before a row."""
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, cells in enumerate([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    stream = io.BytesIO()
    made.save(stream)
    (drawn,) = word_tables(stream.getvalue(), PART)
    assert drawn.merges == [(1, 0, 2, 0), (3, 1, 3, 2)]
    assert drawn.rows == [["a d", "b", "c"], ["", "e", "f"], ["g", "h i", ""]] or drawn.rows[1][0] == ""


def test_too_many_cells_are_refused():
    """Before they are made."""
    data = edited(
        lambda xml: xml.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="99999"/>'), document([["x"] * 3] * 800)
    )
    with pytest.raises(ValueError, match="too many"):
        tables(data)
