"""Names of one unit that are a letter or some accents apart: they may be one person's, written with a slip."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from types import MappingProxyType
from typing import Any, Final

from rapidfuzz.distance import OSA

from kstt_rules.base.arrays import Column, is_blank, objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.base.text_keys import without_accents
from kstt_rules.judging.one_person import Details
from kstt_rules.model.dossier import Table

NEAR_NAME: Final = "near_name"
"""The derived field that is equal for rows of a unit whose names are near; blank where no other name is."""

_MOST_APART: Final = 1
_SHORT: Final = 2
_FEW: Final = 30
"""Names of which each is tried; a unit has ten."""
_ROSTER: Final = "officer"

_People = list[tuple[str, Any, Any, Any]]
"""The person, year of birth, telephone and e-mail of rows of a unit."""
_Pairs = list[tuple[int, int]]
_Found = Mapping[str, tuple[_People, _Pairs]]
"""The people of each unit, and which of them are near, two by two, by their places."""
_Name = tuple[str, str]
"""The id of a unit, and the key of a person's name there."""


def are_near(name: str, other: str) -> bool:
    """Say whether two names may be one: but for accents, at most a letter more, less, other or moved.

    Or one is the other without its family name, as "ông Đình Hoàn" is read, a slip of Nông Đình Hoàn, or its last word
    alone, as "đ/c Hoàn".
    A letter that is a whole word is no slip, nor is a digit: Trần Văn A is not Trần Văn B, Đội 1 not Đội 2.
    """
    return _are_near(*without_accents([name, other]))


def _are_near(name: str, other: str) -> bool:
    if name[:1] != other[:1] and name[-1:] != other[-1:] and min(len(name), len(other)) > _SHORT:
        return False  # one slip leaves the beginning or the end of all but the shortest names
    if abs(len(name) - len(other)) > _MOST_APART:
        shorter, longer = sorted((name, other), key=len)
        return len(shorter) > 1 and shorter in _ends(longer)
    if OSA.distance(name, other, score_cutoff=_MOST_APART) > _MOST_APART:
        return False
    apart = ((one, two) for one, two in zip(name.split(), other.split(), strict=False) if one != two)
    return all(max(len(one), len(two)) > 1 and f"{one}{two}".isalpha() for one, two in apart)


class _NamesOfUnit:
    """Names of people of one unit, among which those near to another are found.

    Of few each is tried; many are found by what two names share that are a letter apart: the rest without one letter.
    ``bare`` holds all names without accents, those too that are asked about.
    """

    def __init__(self, people: Iterable[str], bare: Mapping[str, str]) -> None:
        self._people = [*people]
        self._bare = bare
        self._by_rest: dict[str, list[int]] = defaultdict(list)
        if len(self._people) > _FEW:
            for place, other in enumerate(self._people):
                for rest in _rests(bare[other]):
                    self._by_rest[rest].append(place)

    def near(self, person: str) -> list[str]:
        """Return the names that are near to another, in their order."""
        bare, name = self._bare, self._bare[person]
        return [other for other in self._looked_at(name) if other != person and _are_near(name, bare[other])]

    def _looked_at(self, name: str) -> Iterable[str]:
        if len(self._people) <= _FEW:
            return self._people
        places = sorted({place for rest in _rests(name) for place in self._by_rest.get(rest, ())})
        return [self._people[place] for place in places]


def _near_pairs(people: Sequence[str], bare: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield every two names of people of a unit that are near."""
    if len(people) <= _FEW:
        yield from (pair for pair in combinations(people, 2) if _are_near(bare[pair[0]], bare[pair[1]]))
    else:
        names, place = _NamesOfUnit(people, bare), {person: place for place, person in enumerate(people)}
        yield from ((one, other) for one in people for other in names.near(one) if place[one] < place[other])


def _bare_names(people: Iterable[str]) -> dict[str, str]:
    """Return names without accents, by the names: found for all at once."""
    names = [*dict.fromkeys(people)]
    return dict(zip(names, without_accents(names), strict=True))


def _rests(name: str) -> set[str]:
    """Return a name, what is left of it without each letter, and its ends."""
    return {name, *_ends(name), *(name[:at] + name[at + 1 :] for at in range(len(name)))} - {""}


def _ends(name: str) -> set[str]:
    """Return a name without its first word, and its last word alone, where it has more."""
    return {name.partition(" ")[2], name.rpartition(" ")[2]} if " " in name else set()


def near_entries(
    roster: Table, known: _Found = MappingProxyType({}), found: dict[str, tuple[_People, _Pairs]] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield every two rows of a unit with different names that are near, where nothing else tells them apart.

    ``roster`` holds ``unit`` and ``person``. What is ``known`` of the same people of a unit is not sought again; what
    is ``found`` of them is put there.
    """
    units = _people_by_unit(roster)
    new = {unit for unit, (_, people) in units.items() if unit not in known or known[unit][0] != people}
    bare = _bare_names(person for unit in new for person, *_ in units[unit][1])
    for unit, (rows, people) in units.items():
        pairs = _near_people(people, bare) if unit in new else known[unit][1]
        if found is not None:
            found[unit] = people, pairs
        yield from ((rows[one], rows[other]) for one, other in pairs)


def _people_by_unit(roster: Table) -> Mapping[str, tuple[list[int], _People]]:
    """Return the rows of each unit that name somebody, and what they say."""
    by_unit: dict[str, tuple[list[int], _People]] = {}
    cells = (roster.cells(name) for name in ("unit", "person", "birth_year", "phone", "email"))
    for row, (unit, person, birth_year, phone, email) in enumerate(zip(*cells, strict=True)):
        if unit and person:
            rows, people = by_unit.setdefault(unit, ([], []))
            rows.append(row)
            people.append((person, None if is_blank(birth_year) else birth_year, phone, email))
    return by_unit


def _near_people(people: _People, bare: Mapping[str, str]) -> _Pairs:
    """Return every two places of people of one unit, in order, that may be one person's."""
    near = [*_near_pairs([*dict.fromkeys([entry[0] for entry in people])], bare)]
    if not near:
        return []
    places: dict[str, list[int]] = defaultdict(list)
    for place, (person, *_) in enumerate(people):
        places[person].append(place)
    entries = (pair for person, other in near for pair in product(places[person], places[other]))
    pairs = sorted((min(pair), max(pair)) for pair in entries)
    return [
        (one, other)
        for one, other in pairs
        if not Details.of(*people[one][1:]).is_told_from(Details.of(*people[other][1:]))
    ]


def with_near_names(tables: Mapping[str, Table], memo: Memo | None = None) -> dict[str, Table]:
    """Fill ``near_name`` in every dataset of people, and mark officers who may be one before them on the roster.

    Near are two names of a roster that nothing tells apart, and a name in another list that the roster of the unit
    does not have, beside one that it has. Of two officers in post with near names it is not known whether the later one
    is ``distinct``. ``tables`` hold ``person``, the roster ``active`` and ``distinct`` too.
    """
    listed = {entity: table for entity, table in tables.items() if {"unit", "person"} <= table.columns.keys()}
    if _ROSTER not in listed:
        return dict(tables)
    memo = memo or Memo()
    near = memo.mended("near", _with_distinct, _distinct_again, listed[_ROSTER])
    listed[_ROSTER] = near.roster
    names = {entity: memo.of(_names, table) for entity, table in listed.items()}
    groups = memo.of(
        _groups_of, names[_ROSTER], tuple(names[entity] for entity in names if entity != _ROSTER), near.entries
    )
    filled = dict(tables)
    for entity, table in listed.items():
        of_rows = [*map(groups.get, names[entity])] if groups else [None] * len(table)
        filled[entity] = memo.of(_with_names, table, memo.same(("near", entity), of_rows))
    return filled


@dataclass(frozen=True)
class _Near:
    """The rows of a roster that may be one person's, two by two, and the roster with who is then ``distinct``.

    ``of_people`` holds the people of each unit, and which of them are near.
    """

    entries: _Pairs
    roster: Table
    of_people: _Found


def _with_distinct(roster: Table, known: _Found = MappingProxyType({})) -> _Near:
    """Hold people of each unit against each other, but those of whom it is known who is near."""
    found: dict[str, tuple[_People, _Pairs]] = {}
    entries = [*near_entries(roster, known, found)]
    if entries:
        roster = roster.with_columns(distinct=_distinct(roster, entries))
    return _Near(entries, roster, found)


def _distinct_again(given: tuple[Table], before: _Near, roster: Table) -> _Near:
    """Look again only at units that list other people."""
    del given
    return _with_distinct(roster, before.of_people)


def _groups_of(
    own: Sequence[_Name], others: Sequence[Sequence[_Name]], entries: Sequence[tuple[int, int]]
) -> dict[_Name, str]:
    return _groups(_links(own, others, entries))


def _with_names(table: Table, names: list[Any]) -> Table:
    return table.with_columns(**{NEAR_NAME: objects(names, len(names))})


def _distinct(roster: Table, entries: Iterable[tuple[int, int]]) -> Column:
    distinct, active = roster.columns["distinct"].copy(), roster.cells("active")
    for first, later in entries:
        if active[first] is not False and active[later] is not False:
            distinct[later] = None
    return distinct


def _links(
    own: Sequence[_Name], others: Sequence[Sequence[_Name]], entries: Iterable[tuple[int, int]]
) -> Iterator[tuple[_Name, _Name]]:
    """Yield every two names of a unit that may be one person's, of a roster and of ``others``."""
    yield from ((own[one], own[other]) for one, other in entries)
    elsewhere = {name for name in set[_Name]().union(*others).difference(own) if None not in name}
    by_unit: dict[str, dict[str, None]] = {unit: {} for unit, _ in elsewhere}
    for unit, person in own if elsewhere else ():
        if person is not None and unit in by_unit:
            by_unit[unit][person] = None
    sought = [name for name in elsewhere if by_unit[name[0]]]
    bare = _bare_names(
        chain((person for _, person in sought), *(by_unit[unit] for unit in {unit for unit, _ in sought}))
    )
    names: dict[str, _NamesOfUnit] = {}
    for unit, person in sought:
        if unit not in names:
            names[unit] = _NamesOfUnit(by_unit[unit], bare)
        yield from (((unit, person), (unit, other)) for other in names[unit].near(person))


def _names(table: Table) -> Sequence[_Name]:
    return [*zip(table.cells("unit"), table.cells("person"), strict=True)]


def _groups(links: Iterable[tuple[_Name, _Name]]) -> dict[_Name, str]:
    """Give all names that links lead to from one another the first of them in order."""
    members: dict[_Name, set[_Name]] = {}
    for one, other in links:
        joined = members.get(one, {one}) | members.get(other, {other})
        members.update(dict.fromkeys(joined, joined))
    return {name: min(group)[1] for name, group in members.items()}
