"""Cells that hold several people, one below or beside the other, with their titles alike in another cell."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.patterns import BLANKS, SOME_BLANKS
from kstt_rules.base.text_keys import clean, fold, person_key
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.layout.header_words import BRACKETED
from kstt_rules.intake.layout.sheet_table import Cells, SheetTable
from kstt_rules.intake.values.entity_fields import period_field
from kstt_rules.intake.values.parsers import CellFault, person_name
from kstt_rules.intake.values.person_names import DIVIDES, FAMILY_NAMES, most_people
from kstt_rules.intake.values.titles import Titles, rest_behind
from kstt_rules.model.vocabulary import Entity

_LIST_MARK: Final = re.compile(r"^\s*(?:\d{1,2} ?[.)/:-]|[-–—+*•·])\s*")
_ITEM_MARK: Final = re.compile(r"^\s*(?:\d{1,2} ?[.)]\s+|[-–—+*•·]\s*)")
"""What stands before one line of several where a number may itself begin what the line says."""
_SURE: Final = (
    re.compile(rf"{BLANKS}\n\s*"),
    re.compile(rf"{BLANKS};\s*"),
    re.compile(r"(?:^|(?<=\s))(?=\d{1,2} ?[.)] ?[^\W\d_])"),
)
_VAGUE: Final = (
    re.compile(rf"{SOME_BLANKS}[-–—+]\s+"),
    re.compile(rf"{BLANKS},\s*"),
    re.compile(rf"{BLANKS}[/&]\s*|{SOME_BLANKS}và\s+"),
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_WORDS: Final = range(2, 8)
_SHARED: Final = ("unit", "date", "boolean")
_OF_EACH: Final = ("date", "boolean")
"""What each may have a line of: a unit may be written on two lines."""
Record = dict[str, Cell | CellFault]
"""The cells of one row by field."""

_UNSPLIT = CellFault(
    "unsplit_cell",
    both("the cell holds several people whose titles cannot be told apart; give each a row of their own"),
)


@dataclass(frozen=True, slots=True)
class _How:
    """How rows of a dataset divide: ``must`` are the fields that say roles, ``stated`` those that a header says."""

    entity: Entity
    titles: Titles
    must: set[str]
    stated: Sequence[str]


def one_row_a_person(table: SheetTable, entity: Entity, titles: Titles, stated: Sequence[str] = ()) -> SheetTable:
    """Return a table with a row for each person of each cell of names; the cell stays the source of each.

    Units, days and marks are all people's, as is what headers have ``stated`` of a row. Titles and roles must divide
    as the names do, or the row is one that could not be read; of other details that do not divide, nothing is known.
    """
    name = entity.name
    item = entity.fields.get(name or "")
    if name is None or item is None or not (item.person and item.required) or name not in table.columns:
        return table
    column = table.columns[name]
    people = {cell: found for cell in column.values if (found := _people(cell, titles))}
    if not people:
        return table
    must = {key for key in table.columns if _says_a_role(entity, key)} - {*stated}

    def apart(row: Record, names: Sequence[str]) -> list[Record]:
        return _apart(row, name, names, _How(entity, titles, must, stated))

    columns = {key: column.cells() for key, column in table.columns.items()}
    rows: list[tuple[int, Record]] = []
    for place in range(len(table.numbers)):
        row = {key: cells[place] for key, cells in columns.items()}
        names = people.get(row[name]) if isinstance(row[name], str) else None
        rows += [(place, person) for person in ([row] if names is None else apart(row, names))]
    moved: dict[tuple[int, str], str] = {}
    for at, (place, _) in enumerate(rows):
        moved |= {(at, key): table.moved[place, key] for key in (*columns, "") if (place, key) in table.moved}
    split: dict[str, Cells] = {key: [row[key] for _, row in rows] for key in columns}
    numbers = [table.numbers[place] for place, _ in rows]
    return SheetTable(
        table.entity,
        table.origin,
        numbers,
        {key: column_of(cells) for key, cells in split.items()},
        moved,
        None if table.unread is None else table.unread.take(np.array([place for place, _ in rows], dtype=np.intp)),
    )


def _says_a_role(entity: Entity, key: str) -> bool:
    roles = [field for field in entity.fields.values() if field.beside]
    return entity.fields[key].beside is not None or key in {field.reads for field in roles}


def _apart(row: Record, name: str, names: Sequence[str], how: _How) -> list[Record]:
    """Return the rows of several people, or one that could not be read where it does not divide."""
    if len(names) < 2:
        return [_undivided(row, name, most_people(names[0]), how)]
    parts: dict[str, Sequence[Cell | CellFault]] = {name: names}
    for key, cell in row.items():
        if key == name:
            continue
        if cell is None or key in how.stated or how.entity.fields[key].type in _SHARED:
            own = _lines(cell) if how.entity.fields[key].type in _OF_EACH else ()
            parts[key] = own if len(own) == len(names) else [cell] * len(names)
            continue
        divided = _divided(cell, len(names), how.titles)
        if divided is None and (key in how.must or period_field(how.entity) is not None):
            return [_undivided(row, name, len(names), how)]
        parts[key] = divided or [None] * len(names)
    return [{key: cells[at] for key, cells in parts.items()} for at in range(len(names))]


def _undivided(row: Record, name: str, most: int, how: _How) -> Record:
    """Return a row that holds one person or more, of whom nothing is known but what is all people's."""
    fault = replace(_UNSPLIT, records=most)
    return {
        key: cell if key != name and (key in how.stated or how.entity.fields[key].type in _SHARED) else fault
        for key, cell in row.items()
    }


def _divided(cell: Cell | CellFault, count: int, titles: Titles) -> list[Cell | CellFault] | None:
    """Return a cell in as many parts as there are people, where lines, numbers or ";" divide it so."""
    if not isinstance(cell, str) or cell.startswith(MARK):
        return None
    for between in _SURE:
        parts = _parts(cell, between)
        if len(parts) > 1:
            return [*parts] if len(parts) == count and not any(part[0].islower() for part in parts) else None
    parts = _parts(cell, _VAGUE[0])
    is_one_title = rest_behind(cell, titles) != cell and parts[-1] not in rest_behind(cell, titles)
    return [*parts] if len(parts) == count and not is_one_title else None


def _people(cell: object, titles: Titles) -> list[str]:
    """Return the people in a cell that holds several; one part where that is not certain, none where it does not."""
    if not isinstance(cell, str) or cell.startswith(MARK) or DIVIDES.search(cell) is None:
        return []
    for between in (*_SURE, *_VAGUE):
        parts = _parts(cell, between)
        if len(parts) > 1 and all(_is_name(part, titles) for part in parts):
            return parts
    for between in _SURE:
        parts = _parts(cell, between)
        if sum(_may_be_name(part, titles) for part in parts) > 1:
            return [cell]
    named = sum(_is_name(clean(part), titles) for part in DIVIDES.split(BRACKETED.sub(" ", cell)))
    return [cell] if named > 1 else []


def _lines(cell: Cell | CellFault) -> list[Cell | CellFault]:
    if not isinstance(cell, str) or cell.startswith(MARK):
        return []
    lines = (_ITEM_MARK.sub("", line).strip() for line in cell.split("\n"))
    return [line for line in lines if line]


def _parts(cell: str, between: re.Pattern[str]) -> list[str]:
    parts = (clean(_LIST_MARK.sub("", part)).strip(" ;,.") for part in between.split(cell))
    return [part for part in parts if part]


def _may_be_name(part: str, titles: Titles) -> bool:
    """Tell whether a text is several capitalised words, and no title."""
    words = part.split()
    are_words = len(words) > 1 and all(word[0].isupper() and _NAME.fullmatch(word) for word in words)
    return are_words and rest_behind(part, titles) == part


def _is_name(part: str, titles: Titles) -> bool:
    """Tell whether a text is the full name of one person: capitalised words, the first a family name, and no title."""
    shown = person_name(part) or ""
    bare = person_key(shown).split()
    if len(bare) not in _WORDS or fold(bare[0]) not in FAMILY_NAMES or rest_behind(shown, titles) != shown:
        return False
    words = shown.split()
    own = words[-len(bare) :] if shown.casefold().endswith(bare[-1]) else words[: len(bare)]
    return all(word[0].isupper() and _NAME.fullmatch(word) for word in own)
