"""A roster by people instead of rows: each person of a unit once, with all that the rows tell, in one role."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, coded, is_blank, objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import person_key, person_keys
from kstt_rules.judging.one_person import Details, addresses, are_certain, people, phone_numbers
from kstt_rules.judging.posts import Posts, posts_on, stays
from kstt_rules.model.dossier import Source, Table
from kstt_rules.model.nobody import is_nobody

Rows = tuple[int, ...]

_READ_FROM: Final = {"role": "title", "birth_year": "name"}
_ROLES: Final = ("unit_leader", "office_leader", "specialist", "office_clerk")


@dataclass(frozen=True, slots=True)
class _Namesakes:
    """The rows of one name in a unit by person; where only telephones or e-mails differ, two may be one."""

    persons: tuple[Rows, ...]
    details: tuple[Details, ...]


def with_persons(table: Table, field: str, before: Table | None = None) -> Table:
    """Fill ``person`` by the names in a field: one text for one name, however it is spelled.

    Names that the table had ``before`` are known from it.
    """
    codes, names = coded(table.columns[field])
    unread = tuple(
        replace(row, values={**row.values, "person": _person(row.values[field])}) if field in row.values else row
        for row in table.unread
    )
    known = {} if before is None else _known_by(before, field, "person")
    new = [name for name in names if name not in known]
    known |= {name: None if is_nobody(name) else key for name, key in zip(new, person_keys(new), strict=True)}
    persons = np.array([*(known[name] for name in names), None], dtype=object)[codes]
    return replace(table.with_columns(person=persons), unread=unread)


def with_persons_again(given: tuple[Table, str], before: Table, table: Table, field: str) -> Table:
    """Return what ``with_persons`` does, from what it made of the table as it was."""
    return with_persons(table, field, before if given[1] == field else None)


def _known_by(table: Table, name: str, derived: str) -> dict[Any, Any]:
    """Return what was derived from each cell of a column."""
    return dict(zip(table.cells(name), table.cells(derived), strict=True)) if name in table.columns else {}


def _person(name: str | None) -> str | None:
    return None if name is None or is_nobody(name) else person_key(name)


def by_person(table: Table, as_of: date, before: Table | None = None) -> Table:
    """Leave one row of each person and stay in the post, and mark who is in post on the day.

    ``active`` is blank where days that were not read leave it open. ``distinct`` says that somebody in post is surely
    another person than those before, ``several_roles`` that the rows state more than one role; blank where that is not
    known. What people of one name in two units are compared by stands in ``known_…``, blank or not; what the table had
    ``before`` is known from it.
    """
    groups = [*_namesakes(table)]
    person = np.arange(len(table))
    for rows in (rows for group in groups for rows in group.persons):
        person[[*rows]] = rows[0]
    posts = posts_on(table, person, as_of)
    distinct = _distinct(groups, posts)
    found = [stay for group in groups for rows in group.persons for stay in stays(rows, table.columns, posts.active)]
    several = [stay for stay in found if len(stay) > 1]
    kept = np.ones(len(table), bool)
    kept[[row for stay in several for row in stay[1:]]] = False
    active = posts.active.astype(object)
    active[posts.unclear] = None
    marks = {"active": active, "distinct": distinct, "several_roles": _several_roles(table, several, posts)}
    moved = {(row, "active"): table.source(row, name) for row, name in table.unclear if posts.unclear[row]}
    table = replace(table, moved={**table.moved, **moved})
    if not several:
        return table.with_columns(**marks, **_known(table, before))
    table = _gathered(table.with_columns(**marks), several, posts).take(np.flatnonzero(kept))
    return table.with_columns(**_known(table, before))


def by_person_again(given: tuple[Table, date], before: Table, table: Table, as_of: date) -> Table:
    """Return what ``by_person`` does, from what it made of the table as it was."""
    del given
    return by_person(table, as_of, before)


def _namesakes(table: Table) -> Iterator[_Namesakes]:
    """Find the rows of a unit that have one name, by person."""
    if "unit" not in table.columns:
        return
    units, names = coded(table.columns["unit"]), coded(table.columns["person"])
    named = np.flatnonzero((units[0] >= 0) & (names[0] >= 0))
    pairs = (units[0] * len(names[1]) + names[0])[named]
    order = np.argsort(pairs, kind="stable")
    ends = np.flatnonzero(np.diff(pairs[order], append=-1)) + 1
    starts = np.append(0, ends[:-1])
    several = np.flatnonzero(ends - starts > 1)
    groups = (named[order[start:end]].tolist() for start, end in zip(starts[several], ends[several], strict=True))
    cells = [table.cells(name) for name in ("birth_year", "phone", "email")]
    for rows in sorted(groups):
        found = people([Details.of(*(column[row] for column in cells)) for row in rows])
        persons = (tuple(rows[place] for place in item.rows) for item in found)
        yield _Namesakes(tuple(persons), tuple(item.details for item in found))


def _distinct(groups: Sequence[_Namesakes], posts: Posts) -> npt.NDArray[np.object_]:
    distinct = np.full(len(posts.active), True, dtype=object)
    distinct[posts.unsure] = None
    for group in groups:
        present = [place for place, rows in enumerate(group.persons) if posts.active[[*rows]].any()]
        certain = are_certain([group.details[place] for place in present])
        for place, is_certain in zip(present, certain, strict=True):
            if not is_certain:
                distinct[[*group.persons[place]]] = None
    return distinct


def _several_roles(table: Table, several: Sequence[Rows], posts: Posts) -> npt.NDArray[np.object_]:
    """Mark who is stated in several roles; blank where a row's role is not known, or whether it still holds."""
    roles, marks = table.cells("role"), np.full(len(table), False, dtype=object)
    for stay in several:
        stated = {roles[row] for row in stay}
        is_open = len(stated) > 1 and posts.unclear[[*stay]].any()
        marks[[*stay]] = None if None in stated or is_open else len(stated) > 1
    return marks


def _known(table: Table, before: Table | None) -> dict[str, Column]:
    """Return the details by which people are compared, as one text each; where there is none, blank."""
    found: dict[str, Column] = {"known_birth_year": np.array(table.cells("birth_year"), dtype=np.float64)}
    for name, read in (("phone", phone_numbers), ("email", addresses)):
        if before is not None and name in table.columns and before.columns.get(name) is table.columns[name]:
            found[f"known_{name}"] = before.columns[f"known_{name}"]
            continue
        known = {} if before is None else _known_by(before, name, f"known_{name}")
        cells = table.cells(name)
        known |= {cell: " ".join(sorted(read(cell))) or None for cell in {*cells} - known.keys()}
        found[f"known_{name}"] = objects((known[cell] for cell in cells), len(cells))
    return found


# -- one row of several


def _gathered(table: Table, several: Sequence[Rows], posts: Posts) -> Table:
    """Take what the rows of a stay tell into the first of them, with the cells that it comes from."""
    columns = {name: cells.copy() for name, cells in table.columns.items()}
    absent = {name: marks.copy() for name, marks in table.absent.items()}
    moved: dict[tuple[int, str], str | Source] = dict(table.moved)
    unclear: dict[tuple[int, str], tuple[Any, ...]] = dict(table.unclear)
    roles = _rows_of_roles(table, several, posts)
    for stay in several:
        first = stay[0]
        unclear |= {(first, name): () for row, name in table.unclear if row in stay}
        for name, cells in columns.items():
            row = roles[first] if name == "role" else _row_that_tells(name, cells, stay, absent.get(name))
            if row is None:
                cells[first] = None
            elif row != first:
                cells[first] = cells[row]
                moved[first, name] = _source(table, row, name)
        for marks in absent.values():
            marks[first] = marks[[*stay]].all()
    return replace(table, columns=columns, absent=absent, moved=moved, unclear=unclear)


def _row_that_tells(name: str, cells: npt.NDArray[Any], stay: Rows, absent: npt.NDArray[np.bool_] | None) -> int | None:
    """Return the row of a stay whose cell counts; None where a yes stands against a no."""
    told = [row for row in stay if not is_blank(cells[row])]
    if name == "from_date":
        return min(told, key=lambda row: cells[row], default=stay[0])
    if name == "to_date":
        still = [row for row in stay if row not in told and (absent is None or not absent[row])]
        return still[0] if still else max(told, key=lambda row: cells[row], default=stay[0])
    if len({cells[row] for row in told if isinstance(cells[row], bool)}) > 1:
        return None
    return told[0] if told else stay[0]


def _rows_of_roles(table: Table, several: Sequence[Rows], posts: Posts) -> dict[int, int | None]:
    """Choose, by the first row of each stay, the row whose role counts: of two roles one that nobody else fills.

    None does where it is not known which of the rows still hold.
    """
    if "role" not in table.columns:
        return {stay[0]: stay[0] for stay in several}
    roles, units = (table.cells(name) for name in ("role", "unit"))
    among = {row for stay in several for row in stay}
    filled = {(units[row], roles[row]) for row in range(len(roles)) if posts.active[row] and row not in among}
    chosen: dict[int, int | None] = {}
    for stay in sorted(several, key=lambda stay: len({roles[row] for row in stay} - {None})):
        told = sorted((row for row in stay if roles[row] is not None), key=lambda row: (_rank(roles[row]), row))
        free = [row for row in told if (units[row], roles[row]) not in filled]
        row = next(iter([*free, *told]), stay[0])
        is_open = posts.unclear[[*stay]].any() and len({roles[row] for row in stay}) > 1
        chosen[stay[0]] = None if is_open else row
        filled.add((units[stay[0]], roles[row]))
    return chosen


def _rank(role: str) -> tuple[int, str]:
    return (_ROLES.index(role) if role in _ROLES else len(_ROLES), role)


def _source(table: Table, row: int, name: str) -> Source:
    columns = table.sheets[table.origin[row]].columns
    is_read = name not in columns and (row, name) not in table.moved
    return table.source(row, _READ_FROM.get(name, name) if is_read else name)
