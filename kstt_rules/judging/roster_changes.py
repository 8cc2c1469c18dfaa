"""Two rosters of one unit compared: who left, who came, and which of it the submitted changes already say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

import numpy as np

from kstt_rules.base.arrays import is_blank, objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import person_key
from kstt_rules.judging.due_rows import with_rows
from kstt_rules.judging.near_names import are_near
from kstt_rules.judging.one_person import Details
from kstt_rules.model.dossier import Dossier, InputFile, Reject, SheetOrigin, Table

Officer = Mapping[str, Any]
Named = TypeVar("Named", SheetOrigin, InputFile, Reject)

_NOBODY: Officer = {}
_EARLIER: Final = "ky-truoc"


@dataclass(frozen=True)
class OfficerChange:
    """One officer replaced, added or removed; either side may be empty. ``same_name``: they have one name.

    Where one of the rosters has no row of the unit, or it is not known whether somebody is in post, nothing can be
    compared: ``alone`` is a row of the other one, or of who may be. One that is not ``is_certain`` may be none: rows of
    a roster that were not read may be of the unit, or a name is a slip of another one of it.
    """

    unit: str
    out: Officer
    into: Officer
    same_name: bool = False
    left_on: datetime | None = None
    alone: Officer | None = None
    is_certain: bool = True


def add_changes(current: Dossier, previous: Dossier, effective_from: date | None = None) -> Dossier:
    """Add to a dossier the roster changes that follow from an earlier roster and that its change list does not name.

    Compared is who is in post on the day of the audit by the one and by the other. Of a unit without a row in one of
    them, and of who may or may not be in post, it is unknown whether anybody changed; a change without a day may lie
    before ``effective_from``.
    A person is the same under Unicode form, spacing and tone placement. Of two entries with one name, different years
    of birth, or different telephone and e-mail, speak for two people; only the first is certain.
    Source: Điều 9 khoản 3.
    """
    previous = _apart(previous, current)
    tables = dict(current.tables)
    if "officer" in tables and "officer" in previous.tables:
        before, after = previous.tables["officer"], tables["officer"]
        stated = tables.get("change")
        changes = [change for change in _compare(before, after, stated) if not _people(change) & _named(stated, change)]
        tables["change"] = _appended(stated, changes, before, after, effective_from)
    return replace(
        current,
        tables=tables,
        inputs=(*current.inputs, *(replace(item, previous=True) for item in previous.inputs)),
        rejects=(*current.rejects, *previous.rejects),
    )


def _apart(previous: Dossier, current: Dossier) -> Dossier:
    names = names_apart([item.file for item in previous.inputs], [item.file for item in current.inputs])
    if not names:
        return previous
    tables = {name: replace(table, sheets=renamed(table.sheets, names)) for name, table in previous.tables.items()}
    inputs, rejects = renamed(previous.inputs, names), renamed(previous.rejects, names)
    return replace(previous, tables=tables, inputs=inputs, rejects=rejects)


def names_apart(earlier: Iterable[str], present: Iterable[str]) -> dict[str, str]:
    """Give the files of an earlier roster names that none of the dossier has: a cell must be of one file."""
    taken = set(present)
    names: dict[str, str] = {}
    for file in sorted(taken.intersection(earlier)):
        names[file] = f"{_EARLIER}/{file}"
        while names[file] in taken:
            names[file] = f"{_EARLIER}/{names[file]}"
    return names


def renamed(items: Iterable[Named], names: Mapping[str, str]) -> tuple[Named, ...]:
    """Call files by their new names."""
    return tuple(replace(item, file=names.get(item.file, item.file)) for item in items)


def _compare(before: Table, after: Table, stated: Table | None) -> list[OfficerChange]:
    earlier, later = _by_unit(before, is_later=False), _by_unit(after, is_later=True)
    changes = []
    for unit in sorted(set(earlier) | set(later)):
        known = [*earlier.get(unit, []), *later.get(unit, [])]
        may_lack = before.may_lack_rows_of(unit) or after.may_lack_rows_of(unit)
        for change in _unit_changes(unit, earlier.get(unit, []), later.get(unit, [])):
            named = _people(change) and _named(stated, change)
            may_be_known = any(_may_be_one(one, other) for one in (change.out, change.into) if one for other in known)
            may_be_named = any(are_near(one, other) for one in _people(change) for other in named)
            changes.append(replace(change, is_certain=not (may_lack or may_be_known or may_be_named)))
    return changes


def _may_be_one(one: Officer, other: Officer) -> bool:
    """Say whether entries with two names may be one person's."""
    if one["person"] is None or other["person"] is None or one["person"] == other["person"]:
        return False
    return are_near(one["person"], other["person"]) and not _details(one).is_told_from(_details(other))


def _details(officer: Officer) -> Details:
    return Details.of(*(officer.get(name) for name in ("birth_year", "phone", "email")))


def _by_unit(table: Table, *, is_later: bool) -> dict[str, list[Officer]]:
    units: dict[str, list[Officer]] = defaultdict(list)
    for index, officer in enumerate(table.records()):
        if officer["unit"] is not None:
            units[officer["unit"]].append(officer | {"index": index, "is_later": is_later})
    return units


def _unit_changes(unit: str, before: list[Officer], after: list[Officer]) -> Iterator[OfficerChange]:
    if not before or not after:
        yield OfficerChange(unit, _NOBODY, _NOBODY, alone=(before or after)[0])
        return
    unclear = {officer["person"]: officer for side in (before, after) for officer in side if officer["active"] is None}
    yield from (OfficerChange(unit, _NOBODY, _NOBODY, alone=officer) for officer in unclear.values())
    gone, come = (
        [officer for officer in side if officer["active"] and officer["person"] not in unclear]
        for side in (before, after)
    )
    for old in list(gone):
        same = next((new for new in come if new["person"] == old["person"] and _certainly_same(old, new)), None)
        if same is not None:
            gone.remove(old)
            come.remove(same)
    for old in list(gone):
        into = _successor(old, come)
        if into is not _NOBODY:
            come.remove(into)
        yield OfficerChange(unit, old, into, old["person"] == into.get("person"), _left_on(old, after))
    yield from (OfficerChange(unit, _NOBODY, new) for new in come)


def _left_on(old: Officer, after: list[Officer]) -> datetime | None:
    """Return the last day in the post by the later roster, which may still have the row of who left."""
    days = [new.get("to_date") for new in after if new["person"] == old["person"] and not new["active"]]
    return max((day for day in days if day is not None), default=None)


def _certainly_same(old: Officer, new: Officer) -> bool:
    if _told(old, new, "birth_year") is not None:
        return bool(_told(old, new, "birth_year"))
    contacts = [_told(old, new, name) for name in ("phone", "email")]
    return not (False in contacts and True not in contacts and None not in contacts)


def _told(old: Officer, new: Officer, name: str) -> bool | None:
    """Say whether a datum of both is the same; None where one does not give it."""
    one, other = old.get(name), new.get(name)
    return None if is_blank(one) or is_blank(other) else bool(one == other)


def _successor(old: Officer, come: list[Officer]) -> Officer:
    namesake = next((new for new in come if new["person"] == old["person"]), None)
    same_role = next((new for new in come if old.get("role") is not None and new.get("role") == old["role"]), None)
    return namesake or same_role or _NOBODY


def _people(change: OfficerChange) -> set[str]:
    """Return the people of a change."""
    return {officer["person"] for officer in (change.out, change.into) if officer}


def _named(stated: Table | None, change: OfficerChange) -> set[str]:
    """Return whom the submitted changes of its unit name."""
    if stated is None:
        return set()
    rows = np.flatnonzero(stated.columns["unit"] == change.unit)
    columns = (stated.columns[name] for name in ("officer_out", "officer_in") if name in stated.columns)
    names = (name for column in columns for name in column[rows])
    return {person_key(name) for name in names if name is not None}


def _appended(
    stated: Table | None, changes: list[OfficerChange], before: Table, after: Table, effective_from: date | None
) -> Table:
    held = 0 if stated is None else len(stated.sheets)
    sheets = (*after.sheets, *before.sheets)
    places = [_place(change, held, held + len(after.sheets), before, after) for change in changes]
    values: dict[str, list[Any]] = {
        "unit": [change.unit for change in changes],
        "officer_out": [change.out.get("name") for change in changes],
        "officer_in": [change.into.get("name") for change in changes],
        "changed_on": [_day(change) for change in changes],
        "compared": [True] * len(changes),
        "same_name": [change.same_name for change in changes],
        "happened": [_happened(change, effective_from) for change in changes],
    }
    origin = np.array([place[0] for place in places], dtype=np.int64)
    row = np.array([place[1] for place in places], dtype=np.int64)
    if stated is None:
        days = np.array(values.pop("changed_on"), dtype="datetime64[us]")
        columns = {name: objects(column, len(changes)) for name, column in values.items()}
        return Table("change", {**columns, "changed_on": days}, sheets, origin, row)
    return with_rows(stated, values, sheets, origin, row)


def _place(change: OfficerChange, after_from: int, before_from: int, before: Table, after: Table) -> tuple[int, int]:
    """Point at the newcomer's row, or without one at the row of who left, in the earlier roster."""
    officer = change.alone or change.into or change.out
    index = officer["index"]
    if officer["is_later"]:
        return after_from + int(after.origin[index]), int(after.row[index])
    return before_from + int(before.origin[index]), int(before.row[index])


def _day(change: OfficerChange) -> datetime | None:
    days = (change.into.get("from_date"), change.out.get("to_date"), change.left_on)
    return next((day for day in days if day is not None), None)


def _happened(change: OfficerChange, effective_from: date | None) -> bool | None:
    """Say whether a change is there and lies in the time that is judged; None where that is not known.

    Who left did so after taking the post.
    """
    if change.alone is not None or not change.is_certain:
        return None
    if effective_from is None or _day(change) is not None:
        return True
    taken = change.out.get("from_date")
    return True if taken is not None and taken.date() >= effective_from else None
