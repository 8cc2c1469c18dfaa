"""Shapes of what stands in cells: days, numbers, names of units and people."""

from datetime import datetime

from failure_shapes.files import CSV, XLSX, text, workbook
from failure_shapes.shape import BREACH, ROWS, Shape, changed

_DAY = datetime.fromisoformat("2021-01-05")
_NO_DAY = "không phải ngày có trong lịch"


def _day(written):
    return lambda: {CSV: text(changed(2, 5, written))}


def _phone(written):
    return lambda: {CSV: text(changed(2, 4, written))}


def _each(column, change):
    return [[change(cell) if at == column else cell for at, cell in enumerate(row)] for row in ROWS]


def _days(value):
    return [[*row[:5], value] for row in ROWS]


SHAPES = (
    Shape(
        "month before day",
        "pandera 1318, readxl 641, wealthfolio 1601",
        _day("01/25/2021"),
        says=(("F4", f"ghi “01/25/2021”: {_NO_DAY}"),),
    ),
    Shape(
        "a year of two digits",
        "wealthfolio 1622",
        _day("05/01/21"),
        says=(("F4", "năm ghi hai chữ số nên không rõ thế kỷ"),),
    ),
    Shape("a day that the calendar does not have", "pandera 639", _day("31/02/2021"), says=(("F4", _NO_DAY),)),
    Shape(
        "the name of a month, as a spreadsheet wrote it anew",
        "submersion 2174",
        _day("5-Jan-21"),
        says=(("F4", _NO_DAY),),
    ),
    Shape("a year far ahead", "great_expectations 2926", _day("05/01/2201"), says=(("F4", _NO_DAY),)),
    Shape("words where a day belongs", "pandera 639", _day("không có"), says=(("F4", _NO_DAY),)),
    Shape("a dash for no day", "DataSynthesizer 1", _day("-")),
    Shape("a day with the time of midnight", "pandas", _day("2021-01-05T00:00:00")),
    Shape("a day with dots", "wealthfolio 1622", _day("5.1.2021")),
    Shape("a day in words", "frictionless", _day("ngày 05 tháng 01 năm 2021")),
    Shape("the number of a day as text", "pandas 33844", _day("44201")),
    Shape(
        "the number of a day without a format",
        "pylightxl 36, CoreXLSX 152",
        lambda: {XLSX: workbook(rows=_days(44201))},
    ),
    Shape(
        "days counted from 1904",
        "spreadsheet-parsexlsx 31, python-calamine 35",
        lambda: {XLSX: workbook(rows=_days(_DAY), date_1904=True, default_date_format="dd/mm/yyyy")},
    ),
    Shape(
        "days as text beside days as numbers",
        "readxl 641",
        lambda: {
            XLSX: workbook(
                rows=[[*row[:5], _DAY if number % 2 else row[5]] for number, row in enumerate(ROWS)],
                default_date_format="dd/mm/yyyy",
            )
        },
    ),
    Shape("no day in the whole column", "pandera 1089", lambda: {CSV: text(_days(""))}),
    Shape(
        "telephones that lost their zero",
        "pandas 46895, readxl 389, django-import-export 289",
        lambda: {XLSX: workbook(rows=[[*row[:4], int(row[4]), row[5]] for row in ROWS])},
    ),
    Shape("a telephone in powers of ten", "ImportExcel 830, SEED 608", _phone("9.12E+08")),
    Shape("a telephone as a decimal number", "excel-parser 44", _phone("912345603.0")),
    Shape("an apostrophe before a number", "pandas 20828", _phone("'0912345603")),
    Shape("a formula that keeps a zero", "Laravel-Excel 300", _phone('="0912345603"')),
    Shape(
        "a name that is also a sign of nothing", "pandas 11839, OasisLMF 307", lambda: {CSV: text(changed(2, 1, "NA"))}
    ),
    Shape(
        "Null for a person",
        "pandas 32084, 48712",
        lambda: {CSV: text(changed(2, 1, "Null"))},
        says=(("B4", "ghi “Null”: chưa có người"),),
        breaches=(("D5.1.a.missing", "so-a"), BREACH),
    ),
    Shape("a text that begins as a formula", "csvkit", lambda: {CSV: text(changed(2, 2, "=1+1"))}),
    Shape(
        "a text of many thousand letters",
        "Excel",
        lambda: {CSV: text(changed(2, 1, "Lê Văn Cường " * 500))},
        says=(("B4", "một ô có tối đa 5000 ký tự"),),
        taken=4,
    ),
    Shape(
        "spaces that do not break in names of units",
        "gtfs-validator 729, Mantella 56",
        lambda: {CSV: text(_each(0, lambda cell: cell.replace(" ", "\xa0")))},
    ),
    Shape(
        "a space of no width behind names of units",
        "gocsv 243",
        lambda: {CSV: text(_each(0, lambda cell: f"{cell}\u200b"))},
    ),
    Shape(
        "spaces before and after values",
        "gtfs-validator 729, node-gtfs 89",
        lambda: {CSV: text([[f"  {cell} " for cell in row] for row in ROWS])},
    ),
    Shape(
        "a unit that the register lacks",
        "frictionless",
        lambda: {CSV: text(changed(2, 0, "Sở Ngoại vụ"))},
        says=(("A4", "ghi “Sở Ngoại vụ”: không có trong danh mục đơn vị"),),
        breaches=(("D2.unit", None),),
    ),
    Shape(
        "a Cyrillic letter in the name of a unit",
        "transitfeed 52",
        lambda: {CSV: text(_each(0, lambda cell: cell.replace("Y tế", "\u0423 tế")))},
        says=tuple((f"A{row}", "tên gần giống: Sở Y tế") for row in (2, 3, 4)),
        breaches=(BREACH, *(("D2.unit", None),) * 3),
    ),
    Shape("an Icelandic letter for Đ", "PHPExcel 569", lambda: {CSV: text(changed(0, 3, "Lãnh ðạo đơn vị"))}),
    Shape(
        "a role in other words",
        "csvlint.io 182",
        lambda: {CSV: text(changed(2, 3, "CV"))},
        says=(("D4", "ghi “CV”: cần ghi một trong: Lãnh đạo đơn vị"),),
    ),
    Shape(
        "a row twice",
        "frictionless",
        lambda: {CSV: text([*ROWS, ROWS[2]])},
        says=(("B7", "Trùng hoàn toàn với dòng 4"),),
    ),
)
