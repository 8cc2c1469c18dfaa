"""Habits of sheets: what stands above, between, beside and below the rows, and the files that hold them."""

from collections.abc import Callable
from itertools import groupby
from random import Random

from layouts.draft import UNIT, Column, Draft, Line, Record
from layouts.grid import Grid
from layouts.habits_of_cells import Habits
from layouts.lists import REGISTER, UNIT_NAMES

_ROMAN = ("I", "II", "III", "IV", "V")


def _titled(draft: Draft, _: Random) -> None:
    draft.titles += draft.known_titles


def _with_letterhead(draft: Draft, order: Random) -> None:
    above, *title = draft.known_titles
    number, day = order.randrange(1, 99), order.randrange(13, 28)
    draft.titles += [above, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *title]
    draft.titles += [f"(Kèm theo Công văn số {number}/UBND-VP ngày {day}/01/2022)", ""]


def _in_sheet(name: str) -> tuple[Callable[[Draft, Random], None], str]:
    def change(draft: Draft, _: Random) -> None:
        draft.sheet = name

    return change, "name of the sheet"


def _numbered(draft: Draft, _: Random) -> None:
    """Put the numbers of rows in front."""
    for number, record in enumerate(draft.records, start=1):
        record.cells["STT"] = number
    draft.columns.insert(0, Column("STT", "STT"))


def _columns_numbered(draft: Draft, order: Random) -> None:
    form = order.choice(("({})", "[{}]", "{}"))
    cells: Line = [form.format(at) for at, _ in enumerate(draft.columns, start=1)]
    if form == "({})":
        cells[-1] = f"({len(cells)})=({len(cells) - 2})+({len(cells) - 1})"
    draft.between.append(cells)


def _total_in_words(draft: Draft, order: Random) -> None:
    count = len(draft.records)
    texts = [["Tổng cộng", f"{count:02} người"], ["", f"Tổng cộng: {count} dòng"], ["", "Tổng số", count]]
    draft.below.append(list(order.choice(texts)))


def _signed(draft: Draft, _: Random) -> None:
    draft.below += [
        [],
        [None, None, "Bắc Giang, ngày 15 tháng 7 năm 2022"],
        ["NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN"],
        ["(Ký, ghi rõ họ tên)", None, "KT. CHỦ TỊCH"],
        [None, None, "PHÓ CHỦ TỊCH"],
        [],
        ["Tạ Văn Lập", None, "Cao Văn Ký"],
    ]


def _noted(draft: Draft, _: Random) -> None:
    draft.below += [[], ["Ghi chú: số liệu tính đến ngày 30/6/2022."], ["Nơi nhận: VP UBND tỉnh; Lưu: VT."]]


def _helper_sheet(draft: Draft, order: Random) -> None:
    """Add a sheet of what drop-down lists offer."""
    named = order.random() < 1 / 2
    rows: list[Line] = [["Mã ĐV", "Đơn vị"]] if named else [["Đơn vị"]]
    rows += [[unit["Mã đơn vị"], unit["Tên đơn vị"]] if named else [unit["Tên đơn vị"]] for unit in REGISTER]
    draft.others.append(Grid(order.choice(("DM", "Sheet2")), rows, is_hidden=order.random() < 1 / 2))


def _explained(draft: Draft, _: Random) -> None:
    """Add a sheet that says what the columns are for."""
    rows: list[Line] = [["Cột", "Giải thích"]]
    rows += [[column.field, "Ghi đầy đủ, đúng chính tả"] for column in draft.columns if column.head]
    draft.others.append(Grid("Giải thích", rows))


def _remarks(draft: Draft, order: Random) -> None:
    """Add a column that no rule asks for."""
    draft.columns.append(Column("Ghi chú", "Ghi chú"))
    for record in order.sample(draft.records, 2):
        record.cells["Ghi chú"] = order.choice(("Đã đi học", "Mới nhận nhiệm vụ", "x"))


def _blank_rows(draft: Draft, order: Random) -> None:
    for _ in range(2):
        draft.body.insert(order.randrange(1, len(draft.body)), [])


def _header_again(draft: Draft, _: Random) -> None:
    draft.body.insert(len(draft.body) // 2, [column.head for column in draft.columns])


def _merged_units(draft: Draft, _: Random) -> None:
    draft.units_are_merged = bool(draft.column(UNIT))


def _units_as_groups(draft: Draft, order: Random) -> None:
    """Write each unit as a row between; its rows have no column for it."""
    if len({record.unit for record in draft.records}) == len(draft.records) or not draft.column(UNIT):
        return
    form, body = order.choice(("{}. {}", "{1}")), list[Record | Line]()
    records = sorted(draft.records, key=lambda record: list(UNIT_NAMES).index(record.unit))
    for number, (_, own) in enumerate(groupby(records, lambda record: record.unit), start=1):
        rows = list(own)
        body += [[form.format(number, rows[0].cells[UNIT])], *rows]
    draft.body = body
    draft.columns = [column for column in draft.columns if column.field != UNIT]


def _periods_as_groups(draft: Draft, _: Random) -> None:
    if not draft.column("Kỳ báo cáo"):
        return
    body: list[Record | Line] = []
    records = sorted(draft.records, key=lambda record: str(record.cells["Kỳ báo cáo"]))
    for number, (period, own) in enumerate(groupby(records, lambda record: record.cells["Kỳ báo cáo"])):
        body += [[f"{_ROMAN[number]}. {period}"], *own]
    draft.body = body
    draft.columns = [column for column in draft.columns if column.field != "Kỳ báo cáo"]


def _saved_as(suffix: str) -> tuple[Callable[[Draft, Random], None], str]:
    def change(draft: Draft, _: Random) -> None:
        draft.suffix = suffix

    return change, "format"


SHEETS: Habits = {
    "a title": (_titled, "titles"),
    "a letterhead": (_with_letterhead, "titles"),
    "a sheet without a name": _in_sheet("Sheet1"),
    "units as rows between": (_units_as_groups, "groups"),
    "periods as rows between": (_periods_as_groups, "groups"),
    "merged units": (_merged_units, "merged"),
    "a column of remarks": (_remarks, "remarks"),
    "numbers of rows": (_numbered, "numbers"),
    "numbers of columns": (_columns_numbered, "numbers of columns"),
    "a total in words": (_total_in_words, "total"),
    "a note": (_noted, "note"),
    "signatures": (_signed, "signatures"),
    "blank rows": (_blank_rows, "blank rows"),
    "the header again": (_header_again, "header again"),
    "a helper sheet": (_helper_sheet, "helper sheet"),
    "a sheet that explains": (_explained, "sheet that explains"),
    "an old workbook": _saved_as(".xls"),
    "an open document": _saved_as(".ods"),
    "text between commas": _saved_as(".csv"),
    "a document": _saved_as(".docx"),
}
