"""What is said of the tables of a sheet: columns that are not read, likenesses, rows that may be data, lost tables."""

from collections.abc import Iterator
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.cell_address import cell_address, column_letters
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.files.reader import Sheet
from kstt_rules.intake.layout.blocks import Laid
from kstt_rules.intake.layout.headers import Match, shown
from kstt_rules.intake.layout.sheet_table import unheaded_columns
from kstt_rules.intake.messages import missing_columns, unheaded_column, unknown_column, unknown_line
from kstt_rules.model.dossier import Reject
from kstt_rules.model.files import RESULT_TITLE
from kstt_rules.model.vocabulary import Vocabulary

_GUIDE_SHEETS: Final = frozenset({"huong dan", "danh muc", "ghi chu", "guide", "readme"})

_RESULT_TITLES: Final = frozenset({RESULT_TITLE.vi, RESULT_TITLE.en})

_UNCLEAR = both(
    "Whether this row is data or a heading is not clear; fill its other columns, or give a heading a Roman number."
)


def is_guide(sheet: Sheet) -> bool:
    """Tell whether a sheet by its name holds notes for the reader; only a whole table on it would be data."""
    return fold(sheet.name) in _GUIDE_SHEETS


def is_result(sheet: Sheet) -> bool:
    """Tell whether a sheet is the findings of an earlier audit, which say so in the first cell."""
    return sheet.numbers[0] == 1 and sheet.rows[0][0] in _RESULT_TITLES


def hidden_sheet(file: str, sheet: str) -> Reject:
    """Say that a hidden sheet was read."""
    message = both("The sheet is hidden and was read all the same; delete it if it is not meant.")
    return Reject(file, sheet, None, "hidden_sheet", message)


def notices(laid: Laid, vocabulary: Vocabulary) -> Iterator[Reject]:
    """Yield what is to be said of a table."""
    block = laid.block
    file, sheet, header = block.file, block.sheet.name, block.header
    entity = vocabulary.entity(header.entity)
    for at in laid.found.doubtful:
        yield _unclear(laid, at)
    if laid.is_lost:
        yield lost_table(laid, vocabulary)
        return
    rows = Grid.of(block.sheet.rows).take(laid.found.kept)
    if block.turned:
        for row, name in sorted(header.unknown.items()):
            if rows.holding([row]).any():
                yield unknown_line(file, sheet, row + 1, name)
        return
    for column, name in sorted(header.unknown.items()):
        yield unknown_column(file, sheet, header.number, column, name)
    for column in unheaded_columns(header, rows):
        yield unheaded_column(file, sheet, header.number, column)
    for column, match in sorted(header.matches.items()):
        if match.how == "fuzzy":
            yield _like(laid, column, match, entity.fields[match.field].header or match.field)
    if laid.by_name:
        yield _unit_by_name(laid)


def _unclear(laid: Laid, at: int) -> Reject:
    sheet = laid.block.sheet
    number, cells = sheet.numbers[at], sheet.rows[at]
    first = next(column for column, cell in enumerate(cells) if cell is not None)
    cell = cell_address(first, number)
    return Reject(laid.block.file, sheet.name, number, "unclear_row", _UNCLEAR, (cell,))


def _like(laid: Laid, column: int, match: Match, written: str) -> Reject:
    header = laid.block.header
    letters, text = column_letters(column), shown(header.labels[column])
    message = both("Column {letters} “{text}” was read as “{written}” ({likeness} % alike); check the header.").format(
        letters=letters, text=text, written=written, likeness=match.likeness
    )
    cell = f"{letters}{header.number}"
    return Reject(laid.block.file, laid.block.sheet.name, header.number, "fuzzy_column", message, (cell,))


def _unit_by_name(laid: Laid) -> Reject:
    units = ", ".join(sorted({said.text for _, said in laid.stated if said.cell is None}))
    message = both("The unit “{units}” was taken from the name of the sheet or file.").format(units=units)
    return Reject(laid.block.file, laid.block.sheet.name, laid.block.header.number, "unit_from_name", message)


def lost_table(laid: Laid, vocabulary: Vocabulary) -> Reject:
    """Say why a whole table is rejected: columns that it lacks, or several that claim to be one."""
    block = laid.block
    entity = vocabulary.entity(block.header.entity)
    if laid.missing:
        return missing_columns(block.file, block.sheet.name, entity, laid.missing)
    letters = ", ".join(column_letters(column) for column in laid.rivals)
    message = both(
        "The columns {letters} bear one required header and all hold values; keep one. The table's rows are rejected."
    ).format(letters=letters)
    cells = tuple(cell_address(column, block.header.number) for column in laid.rivals)
    return Reject(block.file, block.sheet.name, block.header.number, "ambiguous_column", message, cells)
