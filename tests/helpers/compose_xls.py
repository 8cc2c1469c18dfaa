"""Old workbooks (.xls) put together at random from what xlwt can write of the format."""

import io
from datetime import date, datetime, time

import xlwt
from drawing import Drawing

_STYLES = {
    "day": xlwt.easyxf(num_format_str="dd/mm/yyyy"),
    "moment": xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm"),
    "clock": xlwt.easyxf(num_format_str="hh:mm"),
    "percent": xlwt.easyxf(num_format_str="0%"),
    "text": xlwt.easyxf(num_format_str="@"),
}

_KINDS = (
    *("text", "rich text", "latin text", "number", "small number", "day", "moment", "clock", "percent"),
    *("number as text", "true", "error", "formula", "blank", "nothing", "long text"),
)


def compose(seed):
    """Return the bytes of a workbook, and the names of what is in it."""
    draw, book, stream = Drawing(seed), xlwt.Workbook(), io.BytesIO()
    for name in ["Công chức đầu mối", "Báo cáo", "Trang 3"][: draw.one_of(1, 2, 3)]:
        sheet = book.add_sheet(name)
        row = 0
        for _ in range(draw.random.randint(1, 9)):
            for column in range(draw.random.randint(1, 6)):
                _write(draw, sheet, row, column)
            sheet.row(row).hidden = draw.may("hidden row", 0.1)
            row += draw.one_of(1, 2, 300)
        sheet.col(2).hidden = draw.may("hidden column", 0.1)
        if draw.may("merged cells", 0.2):
            sheet.write_merge(row + 1, row + 2, 0, 1, draw.word())
    book.save(stream)
    return stream.getvalue(), draw.used


def _write(draw, sheet, row, column):
    kind = draw.one_of(*_KINDS)
    draw.used.add(kind)
    match kind:
        case "text":
            sheet.write(row, column, draw.word())
        case "latin text":
            sheet.write(row, column, "plain")
        case "long text":
            sheet.write(row, column, "Nguyễn Thị Ánh " * draw.one_of(30, 300))
        case "rich text":
            bold = xlwt.easyfont("bold on")
            sheet.write_rich_text(row, column, [("Sở ", bold), "Y tế"])
        case "number" | "small number":
            sheet.write(row, column, 7.25 if kind == "number" else 12)
        case "day":
            sheet.write(row, column, date(2022, 3, 31), _STYLES["day"])
        case "moment":
            sheet.write(row, column, datetime.fromisoformat("2022-03-31T08:30"), _STYLES["moment"])
        case "clock":
            sheet.write(row, column, time(8, 30), _STYLES["clock"])
        case "percent":
            sheet.write(row, column, 0.25, _STYLES["percent"])
        case "number as text":
            sheet.write(row, column, 123, _STYLES["text"])
        case "true":
            sheet.write(row, column, True)
        case "error":
            sheet.row(row).set_cell_error(column, 0x2A)
        case "formula":
            sheet.write(row, column, xlwt.Formula("1+1"))
        case "blank":
            sheet.write(row, column, "", _STYLES["text"])
