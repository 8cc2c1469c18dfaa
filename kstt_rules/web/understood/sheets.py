"""The tables of the files as a page shows them: each column with the fields that it may hold."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, in_both, joined
from kstt_rules.base.cell_address import column_number
from kstt_rules.model.dossier import Reject
from kstt_rules.model.inspection import ColumnUse, Inspection, TableInspection
from kstt_rules.model.vocabulary import UNIT, Vocabulary
from kstt_rules.outputs.texts import inspection as texts
from kstt_rules.outputs.wording import capitalised, quantity
from kstt_rules.session import Session
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.showing.cell_text import cell_text
from kstt_rules.web.texts import understood as words
from kstt_rules.web.understood.mapping_draft import TablePlace

_LOOKED_AT: Final = 30
"""Rows below a header in which values are looked for, to be shown."""
_SAMPLES: Final = 2
_LONGEST_SAMPLE: Final = 40
_UNKNOWN: Final = ("unknown_sheet", "ambiguous_sheet")
BESIDE: Final = "+"
"""Stands between the fields that a column holds together."""


def datasets(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Return the datasets that a sheet may hold."""
    return [
        {"id": name, "label": capitalised(entity.label.bilingual)}
        for name, entity in vocabulary.entities.items()
        if entity.sheet is not None or name == UNIT
    ]


def field_labels(entity: str, vocabulary: Vocabulary) -> dict[str, Bilingual]:
    """Return the fields of a dataset that a column may hold, by id, as the template heads them."""
    return {
        name: Bilingual(item.header or capitalised(item.label.bilingual).vi, capitalised(item.label.bilingual).en)
        for name, item in vocabulary.entity(entity).fields.items()
        if not item.derived
    }


def tables_told(desk: Desk, tables: Sequence[TableInspection]) -> list[dict[str, Any]]:
    """Return what a page tells of tables: their columns, with the first values of each."""
    found = desk.inspection.tables
    return [_table(table, desk.pack.vocabulary, _first_values(desk.session, table, found)) for table in tables]


def place_of(inspection: Inspection, table: TableInspection) -> TablePlace:
    """Return how an entry of a mapping file names a table, its sheet alone where it speaks of all tables there.

    These are all of one kind with the same headers; else the entry is for a part of the sheet.
    """
    beside = [item for item in inspection.tables if (item.file, item.sheet) == (table.file, table.sheet)]
    alike = [item for item in beside if item.entity == table.entity]
    is_alone = len({_headers_of(item) for item in alike}) == 1
    is_part = len(alike) < len(beside) or not is_alone
    header = None if is_alone else table.header_rows[0]
    return TablePlace(table.file, table.sheet, table.entity, header, is_part, table.turned)


def unknown_sheets(rejects: Sequence[Reject]) -> list[Reject]:
    """Return what is said of the sheets that no dataset took."""
    return [item for item in rejects if item.reason in _UNKNOWN and item.sheet is not None]


def lacking_columns(inspection: Inspection) -> list[tuple[TableInspection, ColumnUse]]:
    """Return the columns that were not read although their table lacks a field that they may hold.

    Of a table that was not taken at all because it lacks a required one, these are all columns with a header.
    """
    rejects = inspection.dossier.rejects
    cells = {(item.file, item.sheet, cell) for item in rejects if item.lacking for cell in item.cells}
    not_taken = {(item.file, item.sheet) for item in rejects if item.reason == "missing_column"}
    return [
        (table, column)
        for table in inspection.tables
        for column in table.columns
        if not column.names
        and (
            ((table.file, table.sheet) in not_taken and column.header)
            or any((table.file, table.sheet, f"{column.letters}{row}") in cells for row in table.header_rows)
        )
    ]


def _headers_of(table: TableInspection) -> tuple[tuple[str, str], ...]:
    return tuple((column.letters, column.header) for column in table.columns)


def _first_values(session: Session, table: TableInspection, tables: Sequence[TableInspection]) -> dict[str, list[str]]:
    """Return the first different values below the header of each column, or beside it where the table is turned."""
    letters, last = [column.letters for column in table.columns], table.header_rows[-1]
    beside = (item for item in tables if (item.file, item.sheet) == (table.file, table.sheet))
    below = [item.header_rows[0] for item in beside if item.header_rows[0] > last]
    end = min([last + 1 + _LOOKED_AT, *below])
    if table.turned:
        lines = session.cells(table.file, table.sheet, map(int, letters), range(last, last + _LOOKED_AT))
    else:
        columns = map(column_number, letters)
        rows = session.cells(table.file, table.sheet, range(last + 1, end), columns)
        lines = [list(column) for column in zip(*rows, strict=True)]
    texts = ((cell_text(cell.value) for cell in line) for line in lines)
    return {
        name: [shown(text) for text in islice(dict.fromkeys(filter(None, line)), _SAMPLES)]
        for name, line in zip(letters, texts, strict=False)
    }


def _table(table: TableInspection, vocabulary: Vocabulary, samples: Mapping[str, list[str]]) -> dict[str, Any]:
    rows = ", ".join(map(str, table.header_rows))
    return {
        "file": table.file,
        "sheet": table.sheet,
        "entity": table.entity,
        "dataset": capitalised(table.dataset),
        "where": (texts.TURNED if table.turned else texts.HEADER_ROWS).format(rows=rows),
        "header": table.header_rows[0],
        "turned": table.turned,
        "note": words.SPREAD if any(column.how == "spread" for column in table.columns) else None,
        "fields": field_labels(table.entity, vocabulary),
        "columns": [column_told(column) | {"samples": samples.get(column.letters, [])} for column in table.columns],
        "stated": [
            {"field": item.field, "text": item.text, "place": item.cell or texts.FROM_NAME} for item in table.stated
        ],
        "accepted": table.accepted,
        "rejected": _kinds_told(table.rejected),
        "ignored": _kinds_told(table.ignored),
    }


def shown(text: str) -> str:
    """Return a text as long as a line has room for."""
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"


def column_told(column: ColumnUse) -> dict[str, Any]:
    """Return what a page tells of a column."""
    why = texts.WHYS[column.how]
    if column.how == "fuzzy":
        why = joined(" ", [why, f"{column.likeness} %"])
    return {
        "letters": column.letters,
        "header": column.header,
        "value": BESIDE.join(column.names),
        "read_as": joined(" + ", column.fields) if column.fields else None,
        "why": why,
        "is_fixed": column.how == "spread",
        "proposed": column.proposed[0] if len(column.proposed) == 1 else "",
    }


def _kinds_told(counts: Mapping[str, int]) -> list[Bilingual]:
    return [_counted(texts.KINDS.get(kind, Bilingual(kind, kind)), count) for kind, count in counts.items()]


def _counted(label: Bilingual, count: int) -> Bilingual:
    return in_both(lambda language: f"{label[language]} {quantity(count, language)}")
