"""Inputs of which one dimension may be made as large as one likes, the others staying as they are.

Each function writes into a folder what ``size`` says of its dimension, and nothing that grows with it but that.
"""

import io
import zipfile
from pathlib import Path

import docx
import xlsxwriter
import xlwt

HEADER = ["Đơn vị", "Họ và tên", "Chức vụ", "Vai trò"]
UNITS = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc"]
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thu", "Hồng", "Quang")


def person(number):
    """Return a name that no other number has."""
    given = "".join(chr(ord("a") + number // 26**place % 26) for place in range(4)).capitalize()
    return f"{FAMILIES[number % 4]} {MIDDLES[number % 7]} {given}"


def people(size):
    """Return so many rows of a roster of one unit."""
    return [["Sở A", person(row), "Chuyên viên", "Chuyên viên"] for row in range(size)]


def register(folder, size=1):
    """Write a register of so many units."""
    rows = [[f"so-{n}" if n else "so-a", f"Sở {n}" if n else "Sở A", "tỉnh", "Sở", ""] for n in range(size)]
    workbook(folder / "don-vi.xlsx", {"Đơn vị": [UNITS, *rows]})


def workbook(path, sheets, *, more=lambda *_: None, options=None):
    """Write an .xlsx with these rows; ``more`` is given the book and its last sheet."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False, **(options or {})}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        more(book, sheet)


def roster(folder, rows, **more):
    """Write a register and a roster."""
    register(folder)
    workbook(folder / "cong-chuc.xlsx", {"Công chức đầu mối": [HEADER, *rows]}, **more)


def rows(folder, size):
    roster(folder, people(size))


def columns(folder, size):
    roster(folder, [])
    filled = [[f"Cột {n}" for n in range(size)], *([f"x{row}"] * size for row in range(200))]
    workbook(folder / "rong.xlsx", {"Rộng": filled})


def sheets(folder, size):
    register(folder)
    one = [HEADER, *people(20)]
    workbook(folder / "cong-chuc.xlsx", {f"Công chức {n}": one for n in range(size)})


def files(folder, size):
    register(folder)
    for n in range(size):
        workbook(folder / f"cong-chuc-{n}.xlsx", {"Công chức đầu mối": [HEADER, *people(10)]})


def units_of_the_register(folder, size):
    register(folder, size)


def units_and_their_people(folder, size):
    register(folder, size)
    rows_ = [[f"Sở {n}", person(n), "Chuyên viên", "Chuyên viên"] for n in range(1, size)]
    workbook(folder / "cong-chuc.xlsx", {"Công chức đầu mối": [HEADER, *rows_]})


def units_not_in_the_register(folder, size):
    roster(folder, [[f"Sở Lạ {person(n)}", person(n), "Chuyên viên", "Chuyên viên"] for n in range(size)])


def length_of_texts(folder, size, column=1, fill="abcdefgh "):
    filled = people(150)
    for n, row in enumerate(filled):
        row[column] = (f"{row[column]} {n} " + fill * (size // len(fill)))[:size]
    roster(folder, filled)


def length_of_units(folder, size):
    length_of_texts(folder, size, 0, "huyện An ")


def length_of_titles(folder, size):
    length_of_texts(folder, size, 2, "Phó Trưởng phòng ")


def blanks_in_a_text(folder, size):
    length_of_texts(folder, size, 1, " ")


def signs_in_a_text(folder, size):
    length_of_texts(folder, size, 1, "- ; ")


def brackets_in_a_text(folder, size):
    length_of_texts(folder, size, 0, "(a) (")


def marks_on_letters(folder, size):
    filled = people(400)
    for row in filled:
        row[1] += " " + ("a" + "\u0301\u0323" * (size // 2)) * 200
    roster(folder, filled)


def names_in_a_cell(folder, size):
    filled = people(60)
    for n, row in enumerate(filled):
        row[1] = "\n".join(f"{at + 1}. {person(n * size + at)}" for at in range(size))
    roster(folder, filled)


def units_in_a_cell(folder, size):
    register(folder, 400)
    names = [", ".join(f"Sở {(row * size + at) % 399 + 1}" for at in range(size)) for row in range(60)]
    decided = [[name, f"{n}/QĐ-UBND", "01/03/2022"] for n, name in enumerate(names)]
    workbook(folder / "phe-duyet.xlsx", {"Phê duyệt": [["Đơn vị", "Số quyết định", "Ngày"], *decided]})


def different_titles(folder, size):
    roster(folder, [["Sở A", person(n), f"Phó Trưởng phòng {person(n)}", ""] for n in range(size)])


def rows_above_the_header(folder, size):
    register(folder)
    above = [[f"Dòng {n} của phần mở đầu"] for n in range(size)]
    workbook(folder / "cong-chuc.xlsx", {"Công chức đầu mối": [*above, HEADER, *people(20)]})


def rows_of_the_header(folder, size):
    register(folder)
    above = [[f"Nhóm {n}", f"Nhóm {n} b", "Thông tin", ""] for n in range(size)]
    workbook(folder / "cong-chuc.xlsx", {"Công chức đầu mối": [["DANH SÁCH"], *above, HEADER, *people(20)]})


def tables_of_a_sheet(folder, size):
    register(folder)
    stacked = [row for n in range(size) for row in ([f"{n + 1}. Sở A"], HEADER, *people(4), [])]
    workbook(folder / "cong-chuc.xlsx", {"Công chức đầu mối": stacked})


def faults(folder, size):
    register(folder)
    changes = [["Sở A", "31/02/2022", person(n), person(n + 1)] for n in range(size)]
    heads = ["Đơn vị", "Ngày thay đổi", "Công chức thôi", "Công chức thay"]
    workbook(folder / "thay-doi.xlsx", {"Thay đổi": [heads, *changes]})


def merged_cells(folder, size):
    def merge(book, sheet):
        look = book.add_format()
        for n in range(size):
            sheet.merge_range(n + 30, 5, n + 30, 6, "", look)

    roster(folder, people(20), more=merge)


def different_texts(folder, size):
    roster(folder, [[*row, f"ghi chú {n}"] for n, row in enumerate(people(size))])


def styles(folder, size):
    def dress(book, sheet):
        for n in range(size):
            sheet.write_string(n + 1, 8, "x", book.add_format({"font_color": f"#{n:06x}", "num_format": f'0.0"{n}"'}))

    roster(folder, people(20), more=dress)


def comments(folder, size):
    def note(_, sheet):
        for n in range(size):
            sheet.write_comment(n + 1, 1, f"ghi chú {n}")

    roster(folder, people(20), more=note)


def rows_of_one_name(folder, size):
    heads = [*HEADER, "Điện thoại"]
    register(folder)
    alike = [["Sở A", "Nguyễn Văn An", "Chuyên viên", "Chuyên viên", f"09{n:08}"] for n in range(size)]
    workbook(folder / "cong-chuc.xlsx", {"Công chức đầu mối": [heads, *alike]})


def hidden_rows(folder, size):
    def hide(_, sheet):
        for n in range(size):
            sheet.set_row(n + 1, None, None, {"hidden": True})

    roster(folder, people(size), more=hide)


def formulas_never_computed(folder, size):
    def compute(_, sheet):
        for n in range(size):
            sheet.write_formula(n + 1, 4, f"=A{n + 1}", None, "")

    roster(folder, people(20), more=compute)


def names_of_formulas(folder, size):
    def name(book, sheet):
        for n in range(size):
            book.define_name(f"ten_{n}", f"='Công chức đầu mối'!$A${n + 1}")
        for n in range(200):
            sheet.data_validation(n + 1, 7, n + 1, 7, {"validate": "list", "source": f"=ten_{n}"})

    roster(folder, people(20), more=name)


def rows_of_csv(folder, size):
    register(folder)
    _csv(folder, (",".join(row) for row in people(size)))


def quotes_of_csv(folder, size):
    register(folder)
    _csv(folder, ('"Sở A","Người ""' + f'{n}"" a",Chuyên viên,""""' for n in range(size)))


def quotes_left_open(folder, size):
    register(folder)
    _csv(folder, (f'Sở A,"Người {n},Chuyên viên,' for n in range(size)))


def _csv(folder, lines):
    text = "\n".join([",".join(HEADER), *lines])
    (folder / "Công chức đầu mối.csv").write_text(text + "\n", encoding="utf-8")


def rows_of_html(folder, size):
    register(folder)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEADER, *people(size)])
    (folder / "Công chức đầu mối.xls").write_text(f"<html><table>{body}</table></html>", encoding="utf-8")


def rows_of_xls(folder, size):
    register(folder)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Công chức đầu mối")
    for at, row in enumerate([HEADER, *people(size)]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(str(folder / "cong-chuc.xls"))


def rows_of_ods(folder, size):
    register(folder)
    _ods(folder, "".join(_ods_row(row) for row in [HEADER, *people(size)]))


def untyped_cells_of_ods(folder, size):
    register(folder)
    untyped = "".join(_ods_row(row, 'table:style-name="ce1"') for row in people(size))
    _ods(folder, _ods_row(HEADER) + untyped)


def repeats_of_ods(folder, size):
    register(folder)
    repeated = 'table:number-columns-repeated="40"'
    empty = f'<table:table-row table:number-rows-repeated="3"><table:table-cell {repeated}/></table:table-row>'
    _ods(folder, _ods_row(HEADER) + "".join(_ods_row(row) for row in people(20)) + empty * size)


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def _ods_row(row, of='office:value-type="string"'):
    cells = "".join(f"<table:table-cell {of}><text:p>{cell}</text:p></table:table-cell>" for cell in row)
    return f"<table:table-row>{cells}</table:table-row>"


def _ods(folder, body):
    kinds = ("office", "table", "text", "style")
    names = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Công chức đầu mối">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "cong-chuc.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)


def rows_of_docx(folder, size):
    _docx(folder, [[HEADER, *people(size)]])


def tables_of_docx(folder, size):
    _docx(folder, [[HEADER, *people(3)] for _ in range(size)])


def paragraphs_of_docx(folder, size):
    _docx(folder, [[HEADER, *people(20)]], before=[f"Đoạn văn {n}" for n in range(size)])


def nested_tables_of_docx(folder, size):
    register(folder)
    inner = "<w:p><w:r><w:t>Sở A</w:t></w:r></w:p>"
    for _ in range(size):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    _docx_of(folder, [inner * 40])


def _docx(folder, tables, before=()):
    register(folder)
    parts = [f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in before]
    for table in tables:
        cells = ("".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in table)
        parts.append(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl><w:p/>")
    _docx_of(folder, parts)


def _docx_of(folder: Path, parts):
    stream = io.BytesIO()
    docx.Document().save(stream)
    with (
        zipfile.ZipFile(stream) as empty,
        zipfile.ZipFile(folder / "cong-chuc.docx", "w", zipfile.ZIP_DEFLATED) as full,
    ):
        for name in empty.namelist():
            content = empty.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", "".join(parts).encode() + b"<w:sectPr", 1)
            full.writestr(name, content)


DIMENSIONS = {
    rows: 2_000,
    columns: 1_000,
    sheets: 100,
    files: 40,
    units_of_the_register: 3_000,
    units_and_their_people: 1_500,
    units_not_in_the_register: 1_500,
    length_of_texts: 2_400,
    length_of_units: 2_400,
    length_of_titles: 2_400,
    blanks_in_a_text: 2_400,
    signs_in_a_text: 2_400,
    brackets_in_a_text: 2_400,
    marks_on_letters: 4,
    rows_of_one_name: 1_500,
    names_in_a_cell: 60,
    units_in_a_cell: 100,
    different_titles: 1_500,
    rows_above_the_header: 3_000,
    rows_of_the_header: 1_500,
    tables_of_a_sheet: 200,
    faults: 3_000,
    merged_cells: 20_000,
    different_texts: 2_000,
    styles: 12_000,
    comments: 20_000,
    hidden_rows: 2_000,
    formulas_never_computed: 8_000,
    names_of_formulas: 12_000,
    rows_of_csv: 2_000,
    quotes_of_csv: 2_000,
    quotes_left_open: 450,
    rows_of_html: 2_000,
    rows_of_xls: 2_000,
    rows_of_ods: 2_000,
    untyped_cells_of_ods: 2_000,
    repeats_of_ods: 20_000,
    rows_of_docx: 2_000,
    tables_of_docx: 300,
    paragraphs_of_docx: 6_000,
    nested_tables_of_docx: 10,
}
ANNOTATED = {rows: 1_500, comments: 2_000, styles: 2_000, merged_cells: 5_000, faults: 1_500, rows_of_ods: 1_500}
"""What is handed back with marks too."""
