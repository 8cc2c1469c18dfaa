"""What is said of a sheet that was read although it is not as it seems: hidden parts, text of an old encoding."""

from collections.abc import Iterable, Iterator
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.cell_address import column_letters
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.files.reader import Sheet
from kstt_rules.model.dossier import Reject

_SHOWN: Final = 8


def sheet_notices(file: str, sheet: Sheet) -> Iterator[Reject]:
    """Say which rows and columns that hold anything are hidden, and what text was turned into Unicode."""
    if hidden := sorted(set(sheet.hidden_rows).intersection(sheet.numbers)):
        shown = _listed(map(str, hidden))
        message = both("Hidden rows were read ({count}): {shown}.").format(count=len(hidden), shown=shown)
        yield Reject(file, sheet.name, None, "hidden_rows", message)
    if hidden := [column for column in sorted(set(sheet.hidden_columns)) if _holds_any(sheet, column)]:
        shown = _listed(map(column_letters, hidden))
        message = both("Hidden columns were read ({count}): {shown}.").format(count=len(hidden), shown=shown)
        yield Reject(file, sheet.name, None, "hidden_columns", message)
    if sheet.encoding is not None:
        message = both("{count} cells in the encoding {encoding} were turned into Unicode; look them over.").format(
            count=sheet.decoded, encoding=sheet.encoding
        )
        yield Reject(file, sheet.name, None, "old_encoding", message)


def _holds_any(sheet: Sheet, column: int) -> bool:
    return bool(Grid.of(sheet.rows).holding([column]).any())


def _listed(items: Iterable[str]) -> str:
    listed = [*items]
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")
