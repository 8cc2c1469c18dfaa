"""Which rows a relation leads to, as formulas: what ``judging.facts`` does with the rows of a dossier."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.vocabulary import UNIT, Relation
from kstt_rules.proof.symbols import NO, YES, Bool, Number, Text, Truth, both_of, no, one_of
from kstt_rules.proof.world import Cell, NotEncodedError, Row, World


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a relation of a row.

    ``members`` are all rows that it may lead to, with where it does, and where that is not known. ``doubts`` hold where
    one more may belong to it; where ``open`` holds, so may any number. ``there`` is where the dataset was submitted.
    """

    members: Sequence[tuple[Row, Bool, Bool]]
    doubts: Sequence[Bool]
    open: Bool
    there: Bool


def related(world: World, row: Row, path: str) -> Found:
    """Return the rows that a path such as ``officers`` or ``parent.officers`` leads to."""
    steps = [*world.vocabulary.on_the_way(row.entity, path)]
    relations = [relation for _, _, relation in steps if relation is not None]
    if len(relations) > 1:
        raise NotEncodedError(path)
    leads, lost = YES, NO
    for _, name, relation in steps:
        if relation is None:
            _, found, row = world.step(row, name)
            lost = one_of([lost, no(found)])
            leads = both_of([leads, found])
            continue
        own = _own(world, row, relation)
        members = [(each, both_of([leads, member]), unsure) for each, member, unsure in own.members]
        doubts = [both_of([leads, doubt]) for doubt in own.doubts]
        return Found(members, doubts, one_of([lost, own.open]), own.there)
    raise NotEncodedError(path)


def _own(world: World, row: Row, relation: Relation) -> Found:
    other = relation.entity
    if other == UNIT:
        raise NotEncodedError(f"{row.entity} → {UNIT}")
    rows = world.rows(other)
    submitted = world.submitted(other)
    members = [member for each in rows if (member := _member(world, row, each, relation)) is not None]
    doubts = [doubt for match in relation.match for doubt in _doubts(world, row, relation, match)]
    return Found(members, doubts, NO, YES if relation.optional else submitted)


def _member(world: World, row: Row, other: Row, relation: Relation) -> tuple[Row, Bool, Bool] | None:
    """Return where another row belongs to the relation, and where that is not known."""
    if relation.others and other.key == row.key:
        return None
    sure = one_of(_equal(world, row, other, match) for match in relation.match)
    perhaps = one_of(_equal(world, row, other, match) for match in relation.perhaps)
    taken, unsure = one_of([sure, perhaps]), both_of([perhaps, no(sure)])
    if relation.where is not None:
        held: Truth = world.cell(other, relation.where).value
        taken, unsure = both_of([taken, no(held.false)]), one_of([unsure, held.unknown])
    return other, both_of([other.exists, taken]), unsure


def _equal(world: World, row: Row, other: Row, match: Mapping[str, str]) -> Bool:
    return both_of(_equal_cells(*pair) for pair in _pairs(world, row, other, match))


def _pairs(world: World, row: Row, other: Row, match: Mapping[str, str]) -> Iterator[tuple[Cell, Cell]]:
    for theirs, ours in match.items():
        name, _, of_unit = ours.partition(".")
        own = world.reached(row, (name,), of_unit) if of_unit else world.cell(row, name)
        yield own, world.cell(other, theirs)


def _equal_cells(own: Cell, other: Cell) -> Bool:
    return both_of([own.known, other.known, _equal_values(own.value, other.value)])


def _equal_values(own: Any, other: Any) -> Bool:
    match own, other:
        case Text(), Text():
            return own.code == other.code
        case Number(), Number():
            return own.low == other.low
        case _:
            raise NotEncodedError(f"{type(own).__name__} == {type(other).__name__}")


def _doubts(world: World, row: Row, relation: Relation, match: Mapping[str, str]) -> Iterator[Bool]:
    """Yield where a row may belong to the relation because a column or a cell of the key is not there."""
    owners = (world.vocabulary.owner_of(relation.entity), world.vocabulary.owner_of(row.entity))
    for other in world.rows(relation.entity):
        pairs = [*_pairs(world, row, other, match)]
        lacking = one_of(cell.absent for own, other_cell in pairs for cell in (own, other_cell))
        yield both_of([other.exists, lacking])
        if relation.blank_keys == "nothing" or (relation.others and other.key == row.key):
            continue
        keys = [*zip(match.items(), pairs, strict=True)]
        of_unit = one_of(own.known for pair, (own, _) in keys if pair == owners)
        any_of_them = both_of([one_of(own.blank for own, _ in pairs), no(of_unit)])
        alike = both_of(one_of([own.blank, cell.blank, _equal_cells(own, cell)]) for own, cell in pairs)
        some_blank = one_of([*(own.blank for own, _ in pairs), *(cell.blank for _, cell in pairs)])
        left_out = one_of(
            cell.blank for (theirs, _), (_, cell) in keys if world.vocabulary.written_unit(relation.entity, theirs)
        )
        taken = YES if relation.where is None else no(world.cell(other, relation.where).value.false)
        may_match = both_of([taken, no(left_out), some_blank, alike])
        yield both_of([other.exists, no(lacking), one_of([any_of_them, both_of([no(any_of_them), may_match])])])
