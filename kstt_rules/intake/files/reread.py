"""The files that were submitted, for outputs that hand them back."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from kstt_rules.base.errors import InputError
from kstt_rules.intake.files.cells import MARK, Cell, Sheet
from kstt_rules.intake.files.file_faults import file_reject
from kstt_rules.intake.files.listing import list_files
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.model.files import CellValue, SubmittedFile, SubmittedSheet


def submitted_files(paths: Sequence[Path]) -> tuple[SubmittedFile, ...]:
    """Return the files that lie under these paths, in the order of their labels, as an audit of them names them."""
    return tuple(SubmittedFile(file.label, file.path, partial(_sheets, file.path)) for file in list_files(paths).files)


def _sheets(path: Path) -> tuple[SubmittedSheet, ...]:
    """Read a file again, as guarded as the first time."""
    with start_reading([path]) as reading:
        (content,) = reading.result()
    if content.fault is not None:
        raise InputError(f"{path}: {file_reject(content.label, content.fault).message}")
    return tuple(map(submitted_sheet, content.sheets))


def submitted_sheet(sheet: Sheet) -> SubmittedSheet:
    """Return the values of a sheet as outputs take them."""
    rows = zip(sheet.numbers, sheet.rows, strict=True)
    return SubmittedSheet(
        sheet.name,
        tuple((number, tuple(map(plain_value, cells))) for number, cells in rows),
        tuple(merge for merges in sheet.merges.values() for merge in merges),
        tuple(sheet.hidden_rows),
        tuple(sheet.hidden_columns),
        sheet.hidden,
    )


def plain_value(cell: Cell) -> CellValue:
    """Return a cell as a plain value: days and Booleans as such, errors and formulas without a value as text."""
    if not isinstance(cell, str) or not cell.startswith(MARK):
        return cell
    kind, text = cell[1:2], cell[2:]
    match kind:
        case "D":
            return date.fromisoformat(text)
        case "B":
            return text == "1"
        case "N":
            return float(text)
        case _:
            return text
