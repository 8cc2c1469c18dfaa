"""The tables of the files as a page shows them: each column with the fields that it may hold."""

from collections import defaultdict
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
    kinds, vocabulary = _kinds_by_sheet(desk.inspection), desk.pack.vocabulary
    return [
        _table(table, kinds[table.file, table.sheet], vocabulary, _first_values(desk.session, table))
        for table in tables
    ]


def can_change(inspection: Inspection, table: TableInspection) -> bool:
    """Tell whether a mapping file can say what the columns of a table hold."""
    return not table.turned and len(_kinds_by_sheet(inspection)[table.file, table.sheet]) == 1


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


def _kinds_by_sheet(inspection: Inspection) -> dict[tuple[str, str], set[str]]:
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for table in inspection.tables:
        kinds[table.file, table.sheet].add(table.entity)
    return kinds


def _first_values(session: Session, table: TableInspection) -> dict[str, list[str]]:
    """Return the first different values below the header of each column; none of a table on its side."""
    letters = [] if table.turned else [column.letters for column in table.columns]
    last = table.header_rows[-1]
    columns = map(column_number, letters)
    cells = session.cells(table.file, table.sheet, range(last + 1, last + 1 + _LOOKED_AT), columns)
    texts = ((cell_text(cell.value) for cell in column) for column in zip(*cells, strict=True))
    return {
        name: [shown(text) for text in islice(dict.fromkeys(filter(None, column)), _SAMPLES)]
        for name, column in zip(letters, texts, strict=False)
    }


def _table(
    table: TableInspection, kinds: set[str], vocabulary: Vocabulary, samples: Mapping[str, list[str]]
) -> dict[str, Any]:
    rows = ", ".join(map(str, table.header_rows))
    note = words.CANNOT_CHANGE_TURNED if table.turned else words.CANNOT_CHANGE_SEVERAL if len(kinds) > 1 else None
    return {
        "file": table.file,
        "sheet": table.sheet,
        "entity": table.entity,
        "dataset": capitalised(table.dataset),
        "where": (texts.TURNED if table.turned else texts.HEADER_ROWS).format(rows=rows),
        "header": table.header_rows[0],
        "note": note,
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
