"""Which rows differ between two tables of one dataset, and whose they are."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import blanks, coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.facts import Facts
from kstt_rules.model.dossier import Table

Objects = npt.NDArray[np.object_]
_Column = npt.NDArray[np.generic]
_Rows = npt.NDArray[np.int64] | slice
_NO_FIELD: Final = ""


@dataclass(frozen=True, slots=True)
class Differing:
    """The owners of rows that are not the same in two tables, and the fields in which they differ.

    A field differs by its values, by who has a column for it, and by where that stands. ``fields`` is None where more
    differs: which rows there are, or where they stand.
    """

    owners: frozenset[str]
    fields: frozenset[str] | None


def differing_rows(entity: str, then: Facts, owners_then: Objects, now: Facts, owners_now: Objects) -> Differing:
    """Compare the rows of each owner in two tables of an entity, in their order and places."""
    before, after = then.tables[entity], now.tables[entity]
    if list(before.columns) != list(after.columns):
        return Differing(frozenset({*owners_then, *owners_now}), None)
    rows, uneven = _facing(owners_then, owners_now)
    absent = sorted(before.absent.keys() | after.absent.keys())
    sheets = () if before.sheets == after.sheets else (*before.sheets, *after.sheets)
    headed = sorted({name for sheet in sheets for name in sheet.columns})
    notes = [*_differing_notes(before, after)]
    given = zip((before, after), (then, now), _places(before, after), strict=True)
    owners = owners_then[rows[0]]
    differs, fields = np.zeros(len(owners), bool), set[str]()
    for (name, old), (_, new) in zip(*(_columns(*side, absent, headed, notes) for side in given), strict=True):
        if old is new and rows[0] is rows[1]:
            continue
        unlike = _unlike(old[rows[0]], new[rows[1]])
        if unlike.any():
            fields.add(name)
            differs |= unlike
    only_fields = rows[0] is rows[1] and _NO_FIELD not in fields
    return Differing(frozenset({*uneven, *owners[differs]}), frozenset(fields) if only_fields else None)


def _differing_notes(before: Table, after: Table) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the kinds of notes on single cells that differ, each with the fields that some are on."""
    for told in ("moved", "unclear"):
        then, now = getattr(before, told), getattr(after, told)
        if then != now:
            yield told, sorted({name for _, name in (*then, *now)})


def _facing(then: Objects, now: Objects) -> tuple[tuple[_Rows, _Rows], Objects]:
    """Return the rows of two tables that face each other, an owner's first its first, and who has not as many in both.

    Where the owners are the same one by one, that is every row as it comes.
    """
    if then is now or np.array_equal(then, now):
        every = slice(None)
        return (every, every), then[:0]
    codes, owners = coded(np.concatenate([then, now]))
    old, new = np.split(codes, [len(then)])
    even = np.bincount(old, minlength=len(owners)) == np.bincount(new, minlength=len(owners))
    orders = [(own, np.argsort(own, kind="stable")) for own in (old, new)]
    first, second = (order[even[own[order]]] for own, order in orders)
    return (first, second), owners[~even]


def _unlike(then: _Column, now: _Column) -> npt.NDArray[np.bool_]:
    """Mark the rows in which two columns do not hold the same; what is missing equals what is missing."""
    unlike = np.asarray(then != now, dtype=bool)
    return unlike & ~(blanks(then) & blanks(now)) if unlike.any() else unlike


def _places(before: Table, after: Table) -> tuple[_Column, _Column]:
    """Return the sheets of the rows of two tables as numbers; where another column stands for rows, it is another."""
    if before.sheets == after.sheets:
        return before.origin, after.origin
    numbers: dict[tuple[object, ...], int] = {}

    def numbered(table: Table) -> _Column:
        keys = ((sheet.file, sheet.sheet, sheet.anchor) for sheet in table.sheets)
        own = [numbers.setdefault(key, len(numbers)) for key in keys]
        places: npt.NDArray[np.int64] = np.array(own, dtype=np.int64)[table.origin]
        return places

    return numbered(before), numbered(after)


def _columns(
    table: Table,
    facts: Facts,
    places: _Column,
    absent: Sequence[str],
    headed: Sequence[str],
    notes: Sequence[tuple[str, Sequence[str]]],
) -> Iterator[tuple[str, _Column]]:
    """Yield all that stands in the rows of a table and where it stands, each field by its name.

    ``absent`` are the fields of which some row has no column, ``headed`` those whose columns may stand elsewhere,
    ``notes`` what is told of single cells, and of which fields.
    """
    yield _NO_FIELD, places
    yield _NO_FIELD, table.row
    yield from ((name, facts.held(table.entity, name)) for name in table.columns)
    nowhere = np.zeros(len(table), bool)
    yield from ((name, table.absent.get(name, nowhere)) for name in absent)
    for name in headed:
        yield name, np.array([sheet.columns.get(name, -1) for sheet in table.sheets])[table.origin]
    for told, names in notes:
        noted = {name: np.full(len(table), None, dtype=object) for name in names}
        for (row, name), what in getattr(table, told).items():
            noted[name][row] = ascii(what)
        yield from ((_NO_FIELD, column) for column in noted.values())
