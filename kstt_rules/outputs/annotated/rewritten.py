"""A file of another format written as an .xlsx with the same values in the same cells, to be marked as one."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, BinaryIO, Final

from xlsxwriter.exceptions import OverlappingRange

from kstt_rules.base.free_name import free_name
from kstt_rules.model.files import CellValue, SubmittedSheet
from kstt_rules.outputs.visible import cut, visible
from kstt_rules.outputs.workbook import FONT, LONGEST_SHEET_NAME, new_workbook

_FIRST_DAY: Final = dt.date(1900, 3, 1)  # spreadsheets count earlier days wrongly
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_NARROWEST, _WIDEST = 8, 46
_MEASURED_ROWS: Final = 200


def rewrite(sheets: Iterable[SubmittedSheet], stream: BinaryIO, *, cut_mark: str) -> dict[str, str]:
    """Write the sheets as a workbook; return the new name of each, for names of other formats may be longer.

    Text stays text, whatever it looks like.
    """
    book = new_workbook(stream)
    look = FONT | {"text_wrap": False}
    plain = book.add_format(look)
    day = book.add_format({**look, "num_format": "dd/mm/yyyy", "align": "left"})
    names: dict[str, str] = {}
    shows_any = False
    for sheet in sheets:
        plain_name = visible(sheet.name).translate(_FORBIDDEN).strip("'") or "Sheet"
        names[sheet.name] = free_name(plain_name, names.values(), longest=LONGEST_SHEET_NAME)
        written = book.add_worksheet(names[sheet.name])
        _write(written, sheet, {"plain": plain, "day": day}, cut_mark)
        if sheet.hidden:
            written.hide()
        elif not shows_any:
            shows_any = True
            written.activate()
            written.set_first_sheet()
    book.close()
    return names


def _write(written: Any, sheet: SubmittedSheet, looks: dict[str, Any], cut_mark: str) -> None:
    hidden = set(sheet.hidden_columns)
    for column, width in enumerate(_widths(sheet)):
        written.set_column(column, column, width, None, {"hidden": column in hidden})
    for row in sheet.hidden_rows:
        written.set_row(row - 1, None, None, {"hidden": True})
    for top, left, bottom, right in sheet.merges:
        if (bottom, right) != (top, left):
            with suppress(OverlappingRange):
                written.merge_range(top - 1, left, bottom - 1, right, "", looks["plain"])
    for number, cells in sheet.rows:
        for column, value in enumerate(cells):
            if value is not None:
                _write_cell(written, number - 1, column, value, looks, cut_mark)


def _write_cell(written: Any, row: int, column: int, value: CellValue, looks: dict[str, Any], cut_mark: str) -> None:
    match value:
        case bool():
            written.write_boolean(row, column, value, looks["plain"])
        case float() | int():
            written.write_number(row, column, value, looks["plain"])
        case dt.date() if value >= _FIRST_DAY:
            written.write_datetime(row, column, value, looks["day"])
        case dt.date():
            written.write_string(row, column, f"{value:%d/%m}/{value.year}", looks["plain"])
        case _:
            written.write_string(row, column, cut(str(value), cut_mark), looks["plain"])


def _widths(sheet: SubmittedSheet) -> list[int]:
    widest: list[int] = []
    for _, cells in sheet.rows[:_MEASURED_ROWS]:
        widest += [_NARROWEST] * (len(cells) - len(widest))
        for column, value in enumerate(cells):
            if isinstance(value, str) and sum(cell is not None for cell in cells) > 1:
                widest[column] = max(widest[column], min(len(value) + 2, _WIDEST))
            elif isinstance(value, dt.date):
                widest[column] = max(widest[column], 12)
    return widest
