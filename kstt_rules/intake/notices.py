"""Messages about sheets and tables: columns that were not read, similar headers, unclear rows, rejected tables."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from glob import escape
from typing import Final

from kstt_rules.base.bilingual import both, joined
from kstt_rules.base.cell_address import cell_address, column_letters
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.fit import Fit
from kstt_rules.intake.layout.headers import Headers, Match, shown
from kstt_rules.intake.layout.sheet_table import unheaded_columns
from kstt_rules.intake.layout.take_tables import TableLayout
from kstt_rules.model.dossier import Reject
from kstt_rules.model.files import RESULT_TITLE, WAIVERS_SHEET
from kstt_rules.model.vocabulary import Entity, Vocabulary

_SHOWN: Final = 8
_GUIDE_SHEETS: Final = frozenset({"huong dan", "danh muc", "dm", "ghi chu", "guide", "readme", "lists"})

_RESULT_TITLES: Final = frozenset({RESULT_TITLE.vi, RESULT_TITLE.en})

_UNCLEAR = both(
    "It is not clear whether this row is data or a heading; fill in its other columns, or number the heading (I, II …)."
)
_DOUBTS: Final = {
    "open_quote": both('This row has a quote (") that is not closed; it was read as if the quote did not stand there.'),
    "long_row": both(
        'This row has more cells than the rows above, so none of them was taken; put a cell with a comma in quotes (").'
    ),
    "cut_row": both("The file ends in the midst of this row; send it whole, for rows below may be missing."),
}


def is_guide(sheet: Sheet) -> bool:
    """Tell whether a sheet holds notes, or lists to choose from; only a whole table on it would be data."""
    return sheet.holds_lists or fold(sheet.name) in _GUIDE_SHEETS


def is_result(sheet: Sheet) -> bool:
    """Tell whether a sheet is the findings of an earlier audit, which say so in the first cell."""
    return sheet.numbers[0] == 1 and sheet.rows[0][0] in _RESULT_TITLES


def is_of_waivers(sheet: Sheet) -> bool:
    """Tell whether a sheet is that of waivers, which is no dataset."""
    return fold(sheet.name) == fold(WAIVERS_SHEET)


def waivers_sheet(file: str, sheet: str) -> Reject:
    """Say that waivers were submitted."""
    message = both("Waivers on this sheet count only where the file is named by --waivers.")
    return Reject(file, sheet, None, "waivers_sheet", message)


def is_unused(sheet: Sheet, headers: Headers) -> bool:
    """Tell whether a sheet bears the name of a dataset that the rule pack hides, and of no other."""
    name = fold(sheet.name)
    return name in headers.unused and name not in headers.sheets


def unused_sheet(file: str, sheet: str) -> Reject:
    """Say that a sheet is of a dataset that the rule pack hides."""
    return Reject(file, sheet, None, "unused_sheet", both("The rule pack does not use this sheet; it was left aside."))


def hidden_sheet(file: str, sheet: str) -> Reject:
    """Say that a hidden sheet was read."""
    message = both("This hidden sheet was read; delete it if you did not mean to submit it.")
    return Reject(file, sheet, None, "hidden_sheet", message)


def notices(laid: TableLayout, vocabulary: Vocabulary) -> Iterator[Reject]:
    """Yield the messages about a table."""
    block = laid.block
    file, sheet, header = block.file, block.sheet.name, block.header
    entity = vocabulary.entity(header.entity)
    for at in laid.found.doubtful:
        yield _unclear(laid, at)
    if laid.is_lost:
        yield lost_table(laid, vocabulary)
        for column in sorted(laid.proposed):
            text = shown(header.labels[column]) if column in header.labels else ""
            unread = unknown_column(file, sheet, header.number, column, text)
            yield _proposing(laid, column, entity, unread)
        return
    rows = laid.rows
    fit, lacking = Fit(vocabulary), [*_lacking(laid, entity)]

    def may_be(column: int) -> tuple[str, ...]:
        """Return the fields that the table lacks and that a column may be, by what its header or its cells say."""
        proposed, cells = laid.proposed.get(column, ()), rows.column(column).values
        found = (name for name in lacking if name in proposed or fit.may_hold(header.entity, name, cells))
        return tuple(f"{header.entity}.{name}" for name in found) if cells else ()

    if block.turned:
        for row, name in sorted(header.unknown.items()):
            if rows.holding([row]).any():
                yield replace(unknown_line(file, sheet, row + 1, name), lacking=may_be(row))
        return
    for column, name in sorted(header.unknown.items()):
        told = _proposing(laid, column, entity, unknown_column(file, sheet, header.number, column, name))
        yield replace(told, lacking=may_be(column))
    for column in unheaded_columns(header, rows):
        told = _proposing(laid, column, entity, unheaded_column(file, sheet, header.number, column))
        yield replace(told, lacking=may_be(column))
    for column, match in sorted(header.matches.items()):
        if match.how == "fuzzy":
            yield _like(laid, column, match, entity.fields[match.field].header or match.field)
    if laid.by_name:
        yield _unit_by_name(laid)


def _proposing(laid: TableLayout, column: int, entity: Entity, unread: Reject) -> Reject:
    """Add to the notice about a column the fields that it may be, and the line of a mapping file that says so."""
    fields = laid.proposed.get(column, ())
    if not fields:
        return unread
    names = [entity.fields[name].header or name for name in fields]
    line = mapping_line(unread.file, laid.block.sheet.name, laid.entity, column_letters(column), fields[0])
    message = both("{unread} It may be {names}; in a file for --mapping, this line says so: {line}").format(
        unread=unread.message, names=joined(both(" or "), [f"“{name}”" for name in names]), line=line
    )
    return replace(unread, message=message)


def mapping_line(file: str, sheet: str, entity: str, letters: str, name: str) -> str:
    """Return a line of a mapping file that says which field a column is."""
    where = ", ".join(f"{key}: {json.dumps(escape(value), ensure_ascii=False)}" for key, value in pairs(file, sheet))
    return f"tables: [{{{where}, entity: {entity}, columns: {{{letters}: {name}}}}}]"


def pairs(file: str, sheet: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what a mapping file names a sheet by."""
    return ("file", file.rpartition("/")[2]), ("sheet", sheet)


def _lacking(laid: TableLayout, entity: Entity) -> Iterator[str]:
    """Yield the fields that no column of a table holds, nor one that they are read from."""
    for name, item in entity.fields.items():
        held = name in laid.table.columns or (item.reads is not None and item.reads in laid.table.columns)
        if not (held or item.derived or item.optional):
            yield name


def _unclear(laid: TableLayout, at: int) -> Reject:
    sheet = laid.block.sheet
    number, cells = sheet.numbers[at], sheet.rows[at]
    first = next(column for column, cell in enumerate(cells) if cell is not None)
    cell = cell_address(first, number)
    return Reject(laid.block.file, sheet.name, number, "unclear_row", _UNCLEAR, (cell,))


def _like(laid: TableLayout, column: int, match: Match, written: str) -> Reject:
    header = laid.block.header
    letters, text = column_letters(column), shown(header.labels[column])
    message = both("Column {letters} “{text}” was read as “{written}” ({likeness} % alike); check the header.").format(
        letters=letters, text=text, written=written, likeness=match.likeness
    )
    cell = f"{letters}{header.number}"
    return Reject(laid.block.file, laid.block.sheet.name, header.number, "fuzzy_column", message, (cell,))


def _unit_by_name(laid: TableLayout) -> Reject:
    units = ", ".join(sorted({said.text for _, said in laid.stated if said.cell is None}))
    message = both("The unit “{units}” was taken from the name of the sheet or file.").format(units=units)
    return Reject(laid.block.file, laid.block.sheet.name, laid.block.header.number, "unit_from_name", message)


def lost_table(laid: TableLayout, vocabulary: Vocabulary) -> Reject:
    """Say why a whole table is rejected: columns that it lacks, or several that claim to be one."""
    block = laid.block
    entity = vocabulary.entity(block.header.entity)
    if laid.missing:
        return missing_columns(block.file, block.sheet.name, entity, laid.missing)
    letters = ", ".join(column_letters(column) for column in laid.rivals)
    message = both(
        "The columns {letters} share one required header and all have values; keep one. The table's rows were rejected."
    ).format(letters=letters)
    cells = tuple(cell_address(column, block.header.number) for column in laid.rivals)
    return Reject(block.file, block.sheet.name, block.header.number, "ambiguous_column", message, cells)


def sheet_notices(file: str, sheet: Sheet) -> Iterator[Reject]:
    """Say which rows and columns that hold anything are hidden, and what text was turned into Unicode."""
    for reason, message in _DOUBTS.items():
        yield from (Reject(file, sheet.name, number, reason, message) for number in sheet.doubts.get(reason, ()))
    if hidden := sorted(set(sheet.hidden_rows).intersection(sheet.numbers)):
        shown = _listed(map(str, hidden))
        message = both("Hidden rows were read ({count}): {shown}.").format(count=len(hidden), shown=shown)
        yield Reject(file, sheet.name, None, "hidden_rows", message)
    if hidden := [column for column in sorted(set(sheet.hidden_columns)) if _holds_any(sheet, column)]:
        shown = _listed(map(column_letters, hidden))
        message = both("Hidden columns were read ({count}): {shown}.").format(count=len(hidden), shown=shown)
        yield Reject(file, sheet.name, None, "hidden_columns", message)
    if sheet.encoding is not None:
        message = both("{count} cells were converted from {encoding} to Unicode; please check them.").format(
            count=sheet.decoded, encoding=sheet.encoding
        )
        yield Reject(file, sheet.name, None, "old_encoding", message)


def _holds_any(sheet: Sheet, column: int) -> bool:
    return bool(Grid.of(sheet.rows).holding([column]).any())


def _listed(items: Iterable[str]) -> str:
    listed = [*items]
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")


def unknown_sheet(file: str, sheet: str, entities: Sequence[Entity]) -> Reject:
    """Say that a sheet holds none of the datasets, or may hold any of several."""
    if not entities:
        message = both("No dataset was recognised on this sheet; name the sheet and its columns as in the template.")
        return Reject(file, sheet, None, "unknown_sheet", message)
    names = [_called(entity) for entity in entities]
    message = both("This sheet may be {names}; name it as in the template.").format(names=joined(both(" or "), names))
    return Reject(file, sheet, None, "ambiguous_sheet", message)


def _called(entity: Entity) -> str:
    return entity.sheet or entity.label.vi


def missing_columns(file: str, sheet: str, entity: Entity, fields: Sequence[str]) -> Reject:
    """Say which columns a sheet cannot be without; the whole sheet is rejected."""
    headers = ", ".join(f"“{entity.fields[name].header}”" for name in fields)
    message = both("The sheet {sheet} is missing required columns: {headers}; its rows were rejected.").format(
        sheet=_called(entity), headers=headers
    )
    return Reject(file, sheet, None, "missing_column", message)


def unknown_column(file: str, sheet: str, row: int, column: int, header: str) -> Reject:
    """Say that a column was not read; its rows were."""
    letters = column_letters(column)
    message = both(
        "Column {letters} “{header}” was not read: its header is not in the template or is used by another column."
    ).format(letters=letters, header=header)
    return Reject(file, sheet, row, "unknown_column", message, (f"{letters}{row}",))


def unknown_line(file: str, sheet: str, row: int, header: str) -> Reject:
    """Say that a row of a table on its side was not read; its other rows were."""
    message = both(
        "The row “{header}” was not read: its header is not in the template or is used by another row."
    ).format(header=header)
    return Reject(file, sheet, row, "unknown_column", message)


def unheaded_column(file: str, sheet: str, row: int, column: int) -> Reject:
    """Say that a column with values but no header was not read."""
    letters = column_letters(column)
    message = both("Column {letters} was not read: it has values but no header.").format(letters=letters)
    return Reject(file, sheet, row, "unknown_column", message, (f"{letters}{row}",))
