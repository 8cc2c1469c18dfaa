"""From all that was submitted to what of it a finding needs: pages, rows, columns and cells are left out in turn."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final, TypeVar

from kstt_rules.base.cell_address import place_of
from kstt_rules.base.free_name import free_name
from kstt_rules.model.dossier import Dossier, Source, Table
from kstt_rules.model.findings import Finding
from kstt_rules.model.small_case import BEFORE
from kstt_rules.pack.digests import datasets_of
from kstt_rules.reduction.goal import Dossiers, Goal
from kstt_rules.reduction.pages import (
    Pages,
    columns_in,
    packed,
    places_in,
    rows_in,
    with_cells,
    with_columns,
    with_rows,
)
from kstt_rules.reduction.parts import parts_in, with_parts
from kstt_rules.reduction.smallest import smallest

_UNIT: Final = "unit"
_PAGE: Final = "Bảng"
_Row = tuple[int, int]
Item = TypeVar("Item")


def reduced(goal: Goal, pages: Pages, dossiers: Dossiers) -> Pages | None:
    """Return the smallest part of pages that still gives the finding; None where they do not give it.

    ``dossiers`` are what all the pages are read as.
    """
    finding = goal.kept_in(dossiers)
    if finding is None:
        goal.take_shared_causes()
        finding = goal.kept_in(dossiers)
    if finding is None:
        return None
    pages = _rows_needed(goal, pages, _guesses(goal, pages, dossiers, finding))
    before = -1
    while before != (before := len(places_in(pages))):
        pages = _less(goal, pages, columns_in, with_columns)
        pages = _less(goal, pages, places_in, with_cells)
        pages = _less(goal, pages, parts_in, with_parts)
        pages = _less(goal, pages, rows_in, with_rows)
    for tidied in (packed(pages), _named(goal, packed(pages))):
        pages = tidied if goal.kept(tidied) else pages
    return pages


def _named(goal: Goal, pages: Pages) -> Pages:
    """Call each page by the sheet of the dataset on it, for its own name may tell whose it is."""
    vocabulary, taken = goal.terms.pack.vocabulary, dict[bool, list[str]]({False: [], True: []})
    dossiers = goal.dossiers(pages)
    sheets = {
        (bool(previous), sheet.sheet): vocabulary.entity(name).sheet
        for previous, dossier in enumerate(dossiers)
        for name, table in ({} if dossier is None else dossier.tables).items()
        for sheet in table.sheets
    }
    found = []
    for page in pages:
        name = free_name(sheets.get((page.previous, page.name)) or _PAGE, taken[page.previous])
        taken[page.previous].append(name)
        found.append(replace(page, name=name))
    return tuple(found)


def _less(
    goal: Goal, pages: Pages, things: Callable[[Pages], list[Item]], with_things: Callable[[Pages, set[Item]], Pages]
) -> Pages:
    """Leave out all rows, columns or cells that are not needed."""
    found = smallest(things(pages), lambda some: goal.kept(with_things(pages, set(some))) is not None)
    return with_things(pages, set(found))


def _rows_needed(goal: Goal, pages: Pages, guesses: Iterable[set[_Row]]) -> Pages:
    """Leave out pages and rows that are not needed, beginning with the first guess that is enough."""
    for rows in guesses:
        fewer = with_rows(pages, rows)
        if goal.kept(fewer):
            pages = fewer
            break
    by_page: dict[int, list[_Row]] = {}
    for row in rows_in(pages):
        by_page.setdefault(row[0], []).append(row)
    some = smallest(
        [*by_page], lambda numbers: goal.kept(with_rows(pages, {*chain(*(by_page[at] for at in numbers))})) is not None
    )
    pages = with_rows(pages, {*chain(*(by_page[at] for at in some))})
    return _less(goal, pages, rows_in, with_rows)


def _guesses(goal: Goal, pages: Pages, dossiers: Dossiers, finding: Finding) -> Iterator[set[_Row]]:
    """Yield rows that may be enough: those cited and the unit's in the register; all of the unit; all of its sheets."""
    numbers = {(page.previous, page.name): at for at, page in enumerate(pages)}
    data: dict[_Row, str | None] = {}
    sheets: dict[str, set[int]] = {}
    register: dict[str, _Row] = {}
    for previous, dossier in enumerate(dossiers):
        for name, table, row in _rows_read(dossier):
            place = numbers[bool(previous), table.sheets[table.origin[row]].sheet], int(table.row[row])
            owner = table.columns["id" if name == _UNIT else _UNIT][row] if _has_owner(name, table) else None
            data[place] = owner
            sheets.setdefault(name, set()).add(place[0])
            if name == _UNIT:
                register[str(owner)] = place
    cited = {(numbers[source.file == BEFORE, source.sheet], _row(source)) for source in _sources(finding)}
    others = [row for row in rows_in(pages) if row not in data]
    units = _above({finding.unit.id, finding.bearer.id}, dossiers[0])
    named = {register[unit] for unit in units if unit in register}
    own = {place for place, owner in data.items() if owner is not None and owner in units}
    for rows in (cited | named, cited | named | own):
        yield rows | _beside(others, {at for at, _ in rows})
    looked_at = {at for name in (*datasets_of(goal.rule), _UNIT) for at in sheets.get(name, ())}
    yield {row for row in rows_in(pages) if row[0] in looked_at} | cited


def _rows_read(dossier: Dossier | None) -> Iterator[tuple[str, Table, int]]:
    for name, table in ({} if dossier is None else dossier.tables).items():
        yield from ((name, table, row) for row in range(len(table)))


def _has_owner(name: str, table: Table) -> bool:
    return ("id" if name == _UNIT else _UNIT) in table.columns


def _sources(finding: Finding) -> Iterator[Source]:
    return (source for item in finding.evidence for source in item.sources)


def _row(source: Source) -> int:
    place = place_of(source.cell)
    assert place is not None, "what was read has an address"
    return place.row


def _beside(rows: Iterable[_Row], pages: set[int]) -> set[_Row]:
    """Return the rows of some pages."""
    return {row for row in rows if row[0] in pages}


def _above(units: set[str | None], dossier: Dossier) -> set[str]:
    """Return units with those above them."""
    table = dossier.tables.get(_UNIT)
    parents: dict[str, str | None] = {}
    if table is not None:
        parents = dict(zip(table.cells("id"), table.cells("parent"), strict=True))
    found: set[str] = set()
    waiting = [unit for unit in units if unit is not None]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += [parent for parent in (parents.get(unit),) if parent is not None]
    return found
