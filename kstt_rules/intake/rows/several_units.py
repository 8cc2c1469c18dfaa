"""Cells that name several units: one decision on the lists of "UBND huyện A và các xã B, C"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from kstt_rules.base.bilingual import both
from kstt_rules.intake.files.columns import CellColumn, Rows, column_of
from kstt_rules.intake.rows.linking import SCOPE, unit_at_end
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_lists import UNCLEAR_UNITS, listed_units
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault
from kstt_rules.intake.values.scopes import COMMUNES, read_scope
from kstt_rules.model.vocabulary import Entity

_NUMBERED = re.compile(r"\b(?P<number>\d{1,3})\s+(?:xã|phường|thị trấn)\b", re.IGNORECASE)
Names = tuple[str | CellFault, ...]


def one_row_a_unit(raw: RawTable, entity: Entity, register: Register) -> tuple[RawTable, Counter[str]]:
    """Return a raw table with a row for each unit that a cell names, and the rows added by file.

    Only where the cell may also state a scope. The cell stays the source of each row; what is not understood of it is a
    row with a fault.
    """
    owner = unit_field(entity)
    if owner not in raw.columns or not any(item.of == SCOPE and item.reads == owner for item in entity.fields.values()):
        return raw, Counter()
    divided = dict(_divided(raw, entity, owner, register))
    if not divided:
        return raw, Counter()
    number = np.ones(len(raw), dtype=np.intp)
    number[[*divided]] = [*map(len, divided.values())]
    added = Counter[str]()
    for row, names in divided.items():
        added[raw.sheets[raw.origin[row]].file] += len(names) - 1
    texts = raw.columns[owner].cells()
    cells = [name for row, text in enumerate(texts) for name in divided.get(row, (text,))]
    return _repeated(raw, np.repeat(np.arange(len(raw)), number), owner, column_of(cells)), added


def _divided(raw: RawTable, entity: Entity, owner: str, register: Register) -> Iterator[tuple[int, Names]]:
    """Yield the rows that name several units, each with what takes the place of its cell."""
    read: dict[tuple[str, str | None], Names | None] = {}
    places = _issuing(entity, owner)
    for row in np.flatnonzero(raw.columns[owner].texts).tolist():
        cell = raw.cells[owner][row] if owner in raw.cells else None
        text = cell if isinstance(cell, str) else raw.columns[owner][row]
        issuers = [raw.columns[name][row] for name in places if name in raw.columns]
        issuer = next(
            (unit for name in issuers if isinstance(name, str) and (unit := unit_at_end(name, register))), None
        )
        if (text, issuer) not in read:
            read[text, issuer] = _names(text, issuer, register)
        if (names := read[text, issuer]) is not None:
            yield row, names


def _issuing(entity: Entity, owner: str) -> Sequence[str]:
    """Return the columns that name the unit which a row is about where its own cell does not."""
    fields = entity.fields
    others = [other for name in fields[owner].otherwise for other in (name, *fields[name].otherwise)]
    return [source for name in others if (source := fields[name].reads) not in (None, owner)]


def _names(text: str, issuer: str | None, register: Register) -> Names | None:
    """Return what a text names one by one, None where it is one unit or scope, or nothing that is understood."""
    scope = read_scope(text)
    if scope is not None and (place := scope[1] or issuer) is not None:
        units = register.find(place)
        fault = _too_few(text, units[0].id, register) if len(units) == 1 else None
        return None if fault is None else (*([] if scope[0] == COMMUNES else [units[0].id]), fault)
    found = None if scope is not None else listed_units(text, register, issuer)
    if found is None:
        return None
    scopes = [(None if issuer is None else _too_few(text, issuer, register)) or text for text in found.scopes]
    return (*found.units, *scopes, *found.faults)


def _too_few(text: str, district: str, register: Register) -> CellFault | None:
    """Return a fault where a text speaks of fewer communes than the district has: it does not say which."""
    communes, said = register.below(district), _NUMBERED.search(text)
    if said is None or int(said["number"]) >= len(communes):
        return None
    message = both("it covers {number} of the {all} communes and does not name them")
    return CellFault(UNCLEAR_UNITS, message.format(number=said["number"], all=len(communes)), communes)


def _repeated(raw: RawTable, rows: Rows, owner: str, names: CellColumn) -> RawTable:
    """Return a raw table of rows of which some stand several times, with other cells of one field."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows.tolist()):
        places[row].append(place)
    return replace(
        raw,
        origin=raw.origin[rows],
        row=raw.row[rows],
        columns={name: column.take(rows) for name, column in raw.columns.items()} | {owner: names},
        cells={name: column.take(rows) for name, column in raw.cells.items()},
        absent={name: marks[rows] for name, marks in raw.absent.items()},
        moved={(place, name): cell for (row, name), cell in raw.moved.items() for place in places[row]},
        faults={place: list(found) for row, found in raw.faults.items() for place in places[row]},
        notices={place: list(found) for row, found in raw.notices.items() for place in places[row]},
        left_out={place: fault for row, fault in raw.left_out.items() for place in places[row]},
        unread=None if raw.unread is None else raw.unread.take(rows),
        unclear={(place, name): found for (row, name), found in raw.unclear.items() for place in places[row]},
        around=None if raw.around is None else raw.around.take(rows),
    )
