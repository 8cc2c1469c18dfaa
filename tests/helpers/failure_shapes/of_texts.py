"""Shapes of CSV and other plain text."""

import unicodedata

from failure_shapes.files import CSV, in_code_page, misread, text
from failure_shapes.shape import HEADER, LIST, ROWS, Shape, changed

LINES = text().splitlines(keepends=True)
_LOST = ()


def _with_line(number, change):
    return "".join(change(line) if at == number else line for at, line in enumerate(LINES))


SHAPES = (
    Shape(
        "a byte order mark before the header", "SheetJS 2620, csv-parser 140", lambda: {CSV: text().encode("utf-8-sig")}
    ),
    Shape("UTF-16 and tabs, Excel's “Unicode text”", "csvkit 927", lambda: {CSV: text(sep="\t").encode("utf-16")}),
    Shape("UTF-16 without a mark", "rows 273", lambda: {CSV: text(sep="\t").encode("utf-16-le")}),
    Shape("the code page of Windows for Vietnamese", "frictionless 274", lambda: {CSV: in_code_page(text())}),
    Shape(
        "UTF-8 saved again by Excel as Windows-1252",
        "camptix 136, glottolog 79",
        lambda: {CSV: misread(text())},
        says=(("trang", "ô viết bằng bảng mã UTF-8 (Windows-1252) đã được chuyển sang Unicode"),),
    ),
    Shape(
        "letters and accents apart, as macOS writes them",
        "PHPExcel 569",
        lambda: {CSV: unicodedata.normalize("NFD", text())},
    ),
    Shape("semicolons", "csvlint.io 160, frictionless 1384", lambda: {CSV: text(sep=";")}),
    Shape("bars between the fields", "csvlint 3, frictionless 285", lambda: {CSV: text(sep="|")}),
    Shape("a line that names the separator", "Excel", lambda: {CSV: "sep=;\n" + text(sep=";")}),
    Shape("spaces after the commas", "gtfs-php-sdk 3, gtfs-structure 152", lambda: {CSV: text().replace(",", ", ")}),
    Shape(
        "a space of no width and one that does not break in the header",
        "gocsv 243, NHSDigital 3410",
        lambda: {CSV: text().replace("Họ và tên", "\u200bHọ\xa0và tên ")},
    ),
    Shape(
        "a header over two lines",
        "jspreadsheet 1197",
        lambda: {CSV: text(header=["Đơn vị", "Họ và\ntên", *HEADER[2:]])},
    ),
    Shape(
        "a header in capitals without accents",
        "csvlint.rb 96",
        lambda: {CSV: text(header=["DON VI", "HO VA TEN", "CHUC VU", "VAI TRO", "DIEN THOAI", "TU NGAY"])},
    ),
    Shape("blank lines above the header", "frictionless 1339", lambda: {CSV: "\n\n" + text()}),
    Shape("a title above the header", "csvlint.io 107", lambda: {CSV: "DANH SÁCH CÔNG CHỨC ĐẦU MỐI\n\n" + text()}),
    Shape(
        "blank lines between rows: a fault keeps its own row",
        "usdr-gost 459, csvlint.io 182, fast-csv 130",
        lambda: {
            CSV: LINES[0]
            + "\n"
            + LINES[1]
            + "\n\n"
            + text(changed(4, 5, "31/02/2021"), header=ROWS[1]).replace(
                ",".join(ROWS[0]) + "\n" + ",".join(ROWS[1]) + "\n", ""
            )
        },
        says=(("F9", "ghi “31/02/2021”: không phải ngày có trong lịch"),),
    ),
    Shape(
        "the header again in the middle, of two exports in one file",
        "mb2-analysis 89, pan-discovery 7",
        lambda: {CSV: "".join(LINES[:4]) + LINES[0] + "".join(LINES[4:])},
    ),
    Shape("a row of totals at the end", "ng-csv 85", lambda: {CSV: text() + "Tổng cộng,5,,,,\n"}),
    Shape(
        "notes and signatures at the end",
        "firefly-iii 2735",
        lambda: {CSV: text() + "\nGhi chú: số liệu đến 31/03/2022,,,,,\nNgười lập biểu,,,,,\n"},
    ),
    Shape(
        "one header twice",
        "frictionless 825, fast-csv 276",
        lambda: {CSV: text(header=["Đơn vị", "Họ và tên", "Họ và tên", *HEADER[3:]])},
        says=(("B1", "Các cột B, C cùng một tiêu đề bắt buộc"),),
        breaches=_LOST,
        taken=0,
    ),
    Shape(
        "a column without a header",
        "frictionless 119, qsv 371",
        lambda: {CSV: text(header=[*HEADER[:4], "", HEADER[5]])},
        says=(("E1", "Không đọc cột E: cột có dữ liệu nhưng không có tiêu đề"),),
    ),
    Shape("separators behind every row", "openspending 1157", lambda: {CSV: text().replace("\n", ",,,\n")}),
    Shape(
        "blank fields left out at the end of a row",
        "frictionless 1163",
        lambda: {CSV: _with_line(3, lambda _: "Sở Y tế,Lê Văn Cường,Chuyên viên,Chuyên viên\n")},
    ),
    Shape(
        "a comma in a name without quotes",
        "frictionless 1048, csv-file-validator 130",
        lambda: {CSV: _with_line(3, lambda line: line.replace("Lê Văn", "Lê Văn,"))},
        says=(
            ("dòng 4", "Dòng này nhiều ô hơn các dòng phía trên"),
            ("B4", "không rõ ô này thuộc cột nào"),
            ("G1", "Không đọc cột G"),
        ),
        breaches=_LOST,
        taken=4,
    ),
    Shape(
        "a quote that is never closed",
        "frictionless 1048",
        lambda: {CSV: text().replace("Trần Thị Bình", '"Trần Thị Bình')},
        says=(("dòng 3", 'dấu nháy kép (") không được đóng'),),
    ),
    Shape(
        "a quote closed by that of a later row",
        "PapaParse 929",
        lambda: {CSV: text().replace("Trần Thị Bình", '"Trần Thị Bình').replace("Lê Văn Cường", '"Lê Văn Cường"')},
        says=(("dòng 3", 'dấu nháy kép (") không được đóng'),),
    ),
    Shape("quotes within a text", "csvlint 3", lambda: {CSV: text().replace("Giám đốc", 'Giám đốc "phụ trách"')}),
    Shape("a text of two lines", "jspreadsheet 1197", lambda: {CSV: text(changed(1, 2, "Chánh\nVăn phòng"))}),
    Shape("line ends of old Macs", "gtfsvtor 66", lambda: {CSV: text(end="\r")}),
    Shape(
        "NUL bytes within a text",
        "csvkit 927, OpenRefine 653, sqlite-utils 804",
        lambda: {CSV: text().replace("An,", "An\0,", 1)},
    ),
    Shape("a control character within a name", "transitfeed 52", lambda: {CSV: text().replace("Lê Văn", "Lê Văn\x07")}),
    Shape(
        "a file cut off within a letter of its last row",
        "pygtail 20",
        lambda: {CSV: text().rpartition("Thị")[0].encode() + "Thị".encode()[:-1]},
        says=(("dòng 6", "Tệp kết thúc giữa chừng ở dòng này"), ("B6", "không rõ ô này thuộc cột nào")),
        breaches=_LOST,
        taken=4,
    ),
    Shape("an empty file", "pandas", lambda: {CSV: b""}, says=(("tệp", "Tệp rỗng"),), breaches=_LOST, taken=0),
    Shape(
        "a header and no row: a list that names nobody",
        "isomer 2805",
        lambda: {CSV: LINES[0]},
        breaches=(("D5.1.a.nobody", "so-a"), ("D5.1.a.nobody", "so-b")),
        taken=0,
    ),
    Shape(
        "no column of names",
        "frictionless",
        lambda: {CSV: text([[*row[:1], *row[2:]] for row in ROWS], header=[*HEADER[:1], *HEADER[2:]])},
        says=(("trang", "thiếu cột bắt buộc: “Họ và tên”"),),
        breaches=_LOST,
        taken=0,
    ),
    Shape(
        "one column more than the template has",
        "frictionless",
        lambda: {CSV: text([[*row, "x"] for row in ROWS], header=[*HEADER, "Số hiệu cũ"])},
        says=(("G1", "Không đọc cột G “Số hiệu cũ”"),),
    ),
    Shape(
        "the columns in another order",
        "csvlint.rb 96",
        lambda: {CSV: text([row[::-1] for row in ROWS], header=HEADER[::-1])},
    ),
    Shape(
        "every row twice in two copies of a file",
        "fast-csv 276",
        lambda: {CSV: text(), f"{LIST} - Copy.csv": text()},
        says=tuple((f"B{row}", "Trùng hoàn toàn với dòng") for row in range(2, 7)),
    ),
)
