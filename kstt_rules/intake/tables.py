"""Where on a sheet the table stands, which dataset it is, and which column is which field."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kstt_rules.dossier import SheetOrigin
from kstt_rules.intake.folding import clean, fold
from kstt_rules.intake.reader import Cell, Sheet
from kstt_rules.intake.values import text
from kstt_rules.vocabulary import Entity, Vocabulary

_SEARCHED_ROWS: Final = 30
_SEARCHED_COLUMNS: Final = 200
_FIELDS_TO_KNOW: Final = 3
_UNREAD_HEADERS: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu"})
_GUIDE_SHEETS: Final = frozenset({"huong dan", "danh muc", "ghi chu", "guide", "readme"})
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Header:
    """A row of a sheet (by its index) that heads a dataset; the columns of its fields, and of headers that name none.

    ``missing`` are the fields that this dataset cannot be without.
    """

    entity: str
    index: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The rows below a header that hold a value of a field, with their 1-based numbers on the sheet."""

    entity: str
    origin: SheetOrigin
    numbers: tuple[int, ...]
    rows: tuple[Sequence[Cell], ...]

    def cells(self, field: str) -> list[Cell]:
        """Return the column of a field that the sheet has."""
        column = self.origin.columns[field]
        return [row[column] if column < len(row) else None for row in self.rows]


@dataclass(frozen=True)
class Headers:
    """How the columns and sheets of every dataset may be headed, on folded text."""

    entities: Mapping[str, Entity]
    fields: Mapping[str, Mapping[str, str]]
    sheets: Mapping[str, str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Headers":
        """Take the headers, their other written forms and the ids of fields; derived fields have no column."""
        entities = {
            name: entity
            for name, entity in vocabulary.entities.items()
            if entity.sheet or vocabulary.submitted_fields(name)
        }
        return cls(
            entities,
            {name: _field_headers(entity) for name, entity in entities.items()},
            {fold(form): name for name, entity in entities.items() for form in _sheet_names(name, entity)},
        )


def _sheet_names(name: str, entity: Entity) -> Iterator[str]:
    yield from entity.written
    yield name
    if entity.sheet:
        yield entity.sheet


def _field_headers(entity: Entity) -> dict[str, str]:
    read = {name: field for name, field in entity.fields.items() if not field.derived}
    ids = {fold(name): name for name in read}
    written = {fold(form): name for name, field in read.items() for form in field.written}
    canonical = {fold(field.header): name for name, field in read.items() if field.header}
    return ids | written | canonical


def is_guide(sheet: Sheet) -> bool:
    """Tell whether a sheet that holds no dataset needs no word: it is hidden, or holds notes by its name."""
    return sheet.hidden or fold(sheet.name) in _GUIDE_SHEETS


def find_header(sheet: Sheet, file: str, headers: Headers) -> Header | tuple[str, ...]:
    """Find the header row among the first rows and the dataset that it heads.

    A sheet that bears a dataset's name is that dataset where it has a header for it; any other sheet is the dataset
    that most of its headers belong to, at least three, and of equals the one that the file's name or the
    rows above name at greatest length. Returns the entities that fit equally, none or several, where that does
    not decide.
    """
    named = headers.sheets.get(fold(sheet.name))
    found = _candidates(sheet, [named], headers, least=1) if named else []
    if not found:
        found = _candidates(sheet, headers.entities, headers, least=_FIELDS_TO_KNOW)
    best = _greatest(found, _strength)
    if len({header.entity for header in best}) > 1:
        best = _greatest(best, lambda header: _named_length(header, sheet, file, headers))
    entities = tuple(sorted({header.entity for header in best}))
    return best[0] if len(entities) == 1 else entities


def _greatest(found: Sequence[Header], measure: Callable[[Header], Any]) -> list[Header]:
    most = max(map(measure, found), default=None)
    return [header for header in found if measure(header) == most]


def _strength(header: Header) -> tuple[int, int]:
    return len(header.columns), -len(header.missing)


def _candidates(sheet: Sheet, entities: Iterable[str], headers: Headers, *, least: int) -> list[Header]:
    found = []
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        cells = enumerate(row[:_SEARCHED_COLUMNS])
        names = [(column, clean(text(cell) or "")) for column, cell in cells if isinstance(cell, str)]
        keys = [(column, name, _keys(name)) for column, name in names]
        for entity in entities:
            columns, unknown = _mapped(keys, headers.fields[entity], headers.entities[entity])
            if len(columns) >= least:
                missing = _missing(headers.entities[entity], columns)
                found.append(Header(entity, index, columns, unknown, missing))
    return found


def _keys(name: str) -> tuple[str, str]:
    return fold(name), fold(_BRACKETED.sub(" ", name))


def _mapped(
    keys: Sequence[tuple[int, str, tuple[str, str]]], fields: Mapping[str, str], entity: Entity
) -> tuple[dict[str, int], dict[int, str]]:
    """Give each field the column with its own header, else the first with another name for it."""
    columns: dict[str, int] = {}
    unknown: dict[int, str] = {}
    named = [(column, name, key, fields.get(key[0]) or fields.get(key[1])) for column, name, key in keys]
    named.sort(key=lambda item: (item[3] is None or not _is_canonical(entity, item[3], item[2]), item[0]))
    for column, name, key, field in named:
        if field is not None and field not in columns:
            columns[field] = column
        elif key[0] and key[0] not in _UNREAD_HEADERS:
            unknown[column] = name
    return columns, unknown


def _is_canonical(entity: Entity, field: str, key: tuple[str, str]) -> bool:
    header = entity.fields[field].header
    return header is not None and fold(header) in key


def _missing(entity: Entity, columns: Mapping[str, int]) -> tuple[str, ...]:
    """Return the fields that need a column and have none: required ones and the unit; an id can be made."""
    return tuple(
        name
        for name, field in entity.fields.items()
        if field.header and name not in columns and (field.required or name == "unit") and name != "id"
    )


def _named_length(header: Header, sheet: Sheet, file: str, headers: Headers) -> int:
    above = [fold(cell) for row in sheet.rows[: header.index] for cell in row if isinstance(cell, str)]
    words = f" {' '.join([fold(file), *above])} "
    forms = [form for form, entity in headers.sheets.items() if entity == header.entity and f" {form} " in words]
    return max(map(len, forms), default=0)


def table_below(sheet: Sheet, file: str, header: Header, entity: Entity) -> SheetTable:
    """Take the rows below a header that hold a value in one of its columns."""
    columns = sorted(header.columns.values())
    anchor = header.columns.get(entity.name or "", columns[0])
    kept = [
        (number, row)
        for number, row in zip(sheet.numbers[header.index + 1 :], sheet.rows[header.index + 1 :], strict=True)
        if _holds_any(row, columns)
    ]
    origin = SheetOrigin(file, sheet.name, dict(header.columns), anchor)
    return SheetTable(header.entity, origin, tuple(number for number, _ in kept), tuple(row for _, row in kept))


def _holds_any(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    return any(column < len(row) and row[column] is not None for column in columns)


def unheaded_columns(sheet: Sheet, header: Header) -> list[int]:
    """Return the columns, 0-based, that have no header but a value below it."""
    rows = sheet.rows[header.index + 1 :]
    heads = sheet.rows[header.index]
    bare = [column for column in range(max(map(len, rows), default=0)) if column >= len(heads) or heads[column] is None]
    return [column for column in bare if any(column < len(row) and row[column] is not None for row in rows)]
