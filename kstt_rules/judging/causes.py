"""What keeps verdicts open, found for all subjects at once: what each lacks, and whether many lack it alike."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import compress
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.labels import REJECTED
from kstt_rules.language import Expr, walk
from kstt_rules.language.columns import Frame, Index, Pairs, distinct
from kstt_rules.language.evaluate_columns import evaluate, inside
from kstt_rules.language.evaluate_row import leaves
from kstt_rules.language.functions import AGGREGATES
from kstt_rules.language.nodes import Aggregate, And, Field, Not, Or, ParameterName, Submission
from kstt_rules.language.truth import TRUE, UNKNOWN
from kstt_rules.model.outcomes import Cause
from kstt_rules.model.vocabulary import UNIT, UNREAD
from kstt_rules.pack.model import Rule

Mask = npt.NDArray[np.bool_]


class Lack(NamedTuple):
    """One thing that a verdict lacks, by its name, and the place of why among the causes."""

    rank: int
    name: str

    @property
    def cause(self) -> Cause | None:
        """Why it is lacking; None for a cell of the subject or of a row that belongs to it."""
        return _CAUSES[self.rank]


_CAUSES: Final = (Cause.DATASET, Cause.COLUMN, Cause.PARAMETER, None, Cause.UNIT, Cause.ROW)
"""The causes; of several the first says how a verdict is told. Where all subjects lack a thing, that counts before the
cells of one; an unread row or an unknown unit may not be what matters, so they count after these."""

Lacking = tuple[Lack, ...]
"""All that one verdict lacks, in order."""


def without_dataset(entity: str) -> Lacking:
    """Return what is lacking where a dataset was not submitted."""
    return (Lack(_CAUSES.index(Cause.DATASET), entity),)


def shared_cause(lacking: Lacking) -> Cause | None:
    """Return the cause that a verdict shares with others, None where it is undetermined for a reason of its own."""
    return lacking[0].cause if lacking else None


@dataclass(frozen=True, slots=True)
class OpenRows:
    """The rows that a rule leaves undetermined: their numbers, and for each which of the ``sets`` it lacks."""

    rows: Index
    which: Index
    sets: tuple[Lacking, ...]

    def each(self, *, shared: bool) -> Iterator[tuple[Lacking, Index]]:
        """Yield what is lacking, with the rows that lack it; those of a ``shared`` cause only if they are asked for."""
        for number, lacking in enumerate(self.sets):
            if shared or shared_cause(lacking) is None:
                yield lacking, self.rows[self.which == number]

    def renumbered(self, numbers: Index) -> "OpenRows":
        """Return the same by other numbers of the rows; those without one, which is below 0, are left out."""
        if not len(self.rows):
            return self
        rows = numbers[self.rows]
        if (rows >= 0).all():
            return OpenRows(rows, self.which, self.sets)
        which = self.which[rows >= 0]
        left = np.bincount(which, minlength=len(self.sets)) > 0
        return OpenRows(rows[rows >= 0], (np.cumsum(left) - 1)[which], tuple(compress(self.sets, left)))

    def of_shared_causes(self) -> Iterator[tuple[Lacking, Index]]:
        """Yield what is lacking for a shared cause, without cells of their own, and the rows that lack it."""
        numbers: dict[Lacking, list[int]] = {}
        for number, lacking in enumerate(self.sets):
            if shared_cause(lacking) is not None:
                numbers.setdefault(tuple(lack for lack in lacking if lack.cause is not None), []).append(number)
        for lacking, places in numbers.items():
            lacks = np.zeros(len(self.sets), bool)
            lacks[places] = True
            yield lacking, self.rows[lacks[self.which]]


_NOTHING_OPEN: Final = OpenRows(np.zeros(0, np.int64), np.zeros(0, np.int64), ())


def open_rows(rule: Rule, frame: Frame, rows: Mask) -> OpenRows:
    """Return what a rule lacks on those rows of its subjects, all of them undetermined."""
    search = _Search(frame)
    undecided = rows
    if rule.applies is not None:
        unknown = evaluate(rule.applies, frame) == UNKNOWN
        search.condition(rule.applies, rows & unknown)
        undecided = rows & ~unknown
    search.condition(rule.breach, undecided)
    (places,) = rows.nonzero()
    lacks = sorted(search.found)
    columns = [search.found[lack][places] for lack in lacks]
    if all(column.all() for column in columns):
        return OpenRows(places, np.zeros(len(places), np.int64), (tuple(lacks),))
    first, which = distinct(columns, len(places))
    sets = tuple(tuple(lack for lack, column in zip(lacks, columns, strict=True) if column[row]) for row in first)
    return OpenRows(places, which, sets)


def lacking_of(term: Expr, frame: Frame, row: int) -> Lacking:
    """Return what leaves a term unknown on one row."""
    search = _Search(frame)
    search.term(term, np.arange(len(frame)) == row)
    return tuple(sorted(search.found))


class _Search:
    """Collects, by what is lacking, the rows of one frame that lack it."""

    def __init__(self, frame: Frame) -> None:
        self.found: dict[Lack, Mask] = {}
        self.frame = frame
        assert isinstance(frame.data, Facts)
        self._facts: Facts = frame.data

    def condition(self, expr: Expr, rows: Mask) -> None:
        """Note what those rows lack, on each of which the condition is unknown.

        Where all its values are known and it still is, as of numbers that may be those of one document, it lacks them.
        """
        if not rows.any():
            return
        match expr:
            case And(items=items) | Or(items=items):
                for item in items:
                    self.condition(item, rows & (evaluate(item, self.frame) == UNKNOWN))
            case Not(item=item):
                self.condition(item, rows)
            case _:
                within = _Search(self.frame)
                for leaf in leaves(expr):
                    within.term(leaf, rows)
                for lack, mask in within.found.items():
                    self._add(lack, mask)
                untold = ~reduce(np.logical_or, within.found.values(), ~rows)
                if untold.any():
                    for part in walk(expr):
                        if isinstance(part, Field):
                            self._note(None, f"{part.entity}.{part.name}", untold)

    def term(self, leaf: Expr, rows: Mask) -> None:
        """Note which of those rows lack a value of a term."""
        match leaf:
            case ParameterName(key=key):
                if self.frame.setting.parameters.get(key) is None:
                    self._note(Cause.PARAMETER, key, rows)
            case Field():
                self._field(leaf, rows)
            case Aggregate():
                self._aggregate(leaf, rows)
            case Submission():
                self._submission(leaf, rows)

    def _note(self, cause: Cause | None, name: str, rows: Mask) -> None:
        if rows.any():
            self._add(Lack(_CAUSES.index(cause), name), rows)

    def _add(self, lack: Lack, rows: Mask) -> None:
        self.found[lack] = self.found[lack] | rows if lack in self.found else rows

    def _field(self, leaf: Field, rows: Mask) -> None:
        facts, pairs = self._facts, self.frame.pairs
        entity = self.frame.related_entity if leaf.related else self.frame.entity
        at = np.arange(len(self.frame)) if pairs is None else pairs.related if leaf.related else pairs.subject
        for step in leaf.steps:
            if not rows.any():
                return
            leads = facts.follow(entity, step)[at]
            self._unfollowed(entity, step, at, leads, rows)
            rows = rows & (leads >= 0)
            at, entity = np.maximum(leads, 0), UNIT
        if rows.any():
            self._values(entity, leaf.name, at, rows)

    def _values(self, entity: str, name: str, at: Index, rows: Mask) -> None:
        """Note which of those rows have no value in a field of the rows ``at`` of an entity."""
        column = self._facts.column(entity, name)
        absent, blank = column.absent[at], column.blank[at]
        if self._facts.vocabulary.entity(entity).fields[name].type == "choices":
            assert isinstance(column.values, np.ndarray)
            unread = np.array([held is not None and UNREAD in held for held in column.values], dtype=bool)
            blank = blank | unread[at]
        self._note(Cause.COLUMN, f"{entity}.{name}", rows & absent)
        self._note_cells(entity, name, at, rows & blank & ~absent)

    def _unfollowed(self, entity: str, step: str, at: Index, leads: Index, rows: Mask) -> None:
        """Note which of those rows lead to no unit."""
        facts = self._facts
        absent = facts.column(entity, step).absent[at]
        self._note(Cause.COLUMN, f"{entity}.{step}", rows & absent)
        if not facts.submitted(UNIT):
            self._note(Cause.DATASET, UNIT, rows & ~absent)
        self._note_cells(entity, step, at, rows & (leads == -1))

    def _note_cells(self, entity: str, name: str, at: Index, rows: Mask) -> None:
        """Note rows without a value, apart from those that name a unit which is not in the register."""
        strange = rows & self._facts.names_a_stranger(entity, name)[at]
        self._note(Cause.UNIT, f"{entity}.{name}", strange)
        rows = rows & ~strange
        self._note(None, f"{entity}.{name}", rows)

    def _aggregate(self, leaf: Aggregate, rows: Mask) -> None:
        pairs = self.frame.data.pairs(self.frame.entity, leaf.relation)
        if pairs is None:
            self._unsubmitted(leaf, rows)
            return
        self._doubts_of_path(leaf.relation, rows & (pairs.doubtful > 0))
        asked = rows[pairs.subject]
        if not asked.any():
            return
        within = _Search(inside(leaf, self.frame, pairs))
        held = np.full(len(asked), TRUE, np.int8)
        if leaf.condition is not None:
            held = evaluate(leaf.condition, within.frame)
            within.condition(leaf.condition, asked & (held == UNKNOWN))
        if pairs.unsure is not None:
            within.taken(
                leaf, asked & pairs.unsure & np.isin(held, [*AGGREGATES[leaf.function].shown]), self.frame.entity
            )
            held = np.where(pairs.unsure, UNKNOWN, held)
        asked = asked & (held == TRUE)
        if leaf.value is not None:
            for part in walk(leaf.value):
                within.term(part, asked)
        for lack, mask in within.found.items():
            self._add(lack, _subjects(pairs, mask, len(rows)))

    def taken(self, leaf: Aggregate, rows: Mask, subject: str) -> None:
        """Note of which of those pairs it is not known whether the relation takes the row."""
        assert self.frame.pairs is not None
        related = self.frame.pairs.related
        for _, _, relation in self._facts.vocabulary.on_the_way(subject, leaf.relation):
            if relation is None:
                continue
            is_clear = rows
            if relation.where is not None and relation.entity == leaf.entity:
                self._values(leaf.entity, relation.where, related, rows)
                column = self._facts.column(leaf.entity, relation.where)
                is_clear = rows & ~(column.absent | column.blank)[related]
            elif relation.where is not None:
                self._note(None, f"{relation.entity}.{relation.where}", rows)
            for name in relation.alike:
                self._note(None, f"{relation.entity}.{name}", is_clear)

    def _submission(self, leaf: Submission, rows: Mask) -> None:
        """Note why it is open whether something was submitted: of an unknown unit, or in what was not read."""
        facts, entity = self._facts, self.frame.entity
        at = np.arange(len(self.frame)) if self.frame.pairs is None else self.frame.pairs.subject
        rows = rows & (evaluate(leaf, self.frame) == UNKNOWN)
        owner = facts.asked_owner(entity, leaf.entity)
        if owner is not None:
            unknown = rows & facts.column(entity, owner).blank[at]
            self._note_cells(entity, owner, at, unknown)
            rows = rows & ~unknown
        found = facts.submission(leaf.entity, leaf.name)
        if found.is_open:
            self._note(Cause.COLUMN, leaf.asked, rows)
        else:
            self._note(Cause.ROW, f"{leaf.entity}.{REJECTED}", rows)

    def _unsubmitted(self, leaf: Aggregate, rows: Mask) -> None:
        """Note the datasets on the way to a relation that were not submitted."""
        for _, _, relation in self._facts.vocabulary.on_the_way(self.frame.entity, leaf.relation):
            if relation is not None and not self._facts.submitted(relation.entity):
                self._note(Cause.DATASET, relation.entity, rows)

    def _doubts_of_path(self, path: str, rows: Mask) -> None:
        """Note why it is open which rows a relation leads those to, or one of what they lead to."""
        if not rows.any():
            return
        name, _, rest = path.partition(".")
        facts, entity = self._facts, self.frame.entity
        if not rest:
            self._doubts(name, rows)
            return
        relation = facts.vocabulary.entity(entity).relations.get(name)
        if relation is None:
            leads = facts.follow(entity, name)
            self._unfollowed(entity, name, np.arange(len(rows)), leads, rows & (leads < 0))
            subject, at = np.flatnonzero(rows & (leads >= 0)), leads[rows & (leads >= 0)]
        else:
            pairs = facts.pairs(entity, name)
            assert pairs is not None, "what was not submitted is told before"
            self._doubts(name, rows & (pairs.doubtful > 0))
            subject, at = pairs.subject[rows[pairs.subject]], pairs.related[rows[pairs.subject]]
        beyond = _Search(Frame(facts, UNIT if relation is None else relation.entity, self.frame.setting))
        asked = np.zeros(len(beyond.frame), bool)
        asked[at] = True
        beyond._doubts_of_path(rest, asked & _in_doubt(beyond.frame, rest))
        for lack, mask in beyond.found.items():
            self._add(lack, np.isin(np.arange(len(rows)), subject[mask[at]]))

    def _doubts(self, name: str, rows: Mask) -> None:
        """Note why it is open which rows belong to those: some were not read, or a column to match by is not there."""
        if not rows.any():
            return
        facts, entity = self._facts, self.frame.entity
        relation = facts.vocabulary.entity(entity).relations[name]
        unread = facts.unread_counts(entity, name) > 0
        self._note(Cause.ROW, f"{relation.entity}.{REJECTED}", rows & unread)
        for match in relation.match:
            for theirs, ours in match.items():
                self._unmatched(entity, ours, rows & facts.lacks(entity, ours))
                if facts.unasked_of_all(relation.entity, (theirs,)):
                    self._note(Cause.COLUMN, f"{relation.entity}.{theirs}", rows)
        for alternative, found in facts.blank_matches(entity, name):
            for place, (theirs, ours) in enumerate(alternative.items()):
                self._note(None, f"{entity}.{ours.partition('.')[0]}", rows & found.ours[place])
                self._note(None, f"{relation.entity}.{theirs}", rows & found.theirs[place])

    def _unmatched(self, entity: str, path: str, rows: Mask) -> None:
        """Note what keeps those rows from being matched by a field, or by one of the unit that a field leads to."""
        if not rows.any():
            return
        name, _, of_unit = path.partition(".")
        absent = self._facts.column(entity, name).absent
        self._note(Cause.COLUMN, f"{entity}.{name}", rows & absent)
        if of_unit and self._facts.submitted(UNIT):
            self._note(Cause.COLUMN, f"{UNIT}.{of_unit}", rows & ~absent)
        elif of_unit:
            self._note(Cause.DATASET, UNIT, rows & ~absent)


def _in_doubt(frame: Frame, path: str) -> Mask:
    pairs = frame.data.pairs(frame.entity, path)
    assert pairs is not None, "what was not submitted is told before"
    return np.asarray(pairs.doubtful > 0)


def _subjects(pairs: Pairs, mask: Mask, size: int) -> Mask:
    """Mark the subjects of those pairs."""
    marked = np.zeros(size, bool)
    marked[pairs.subject[mask]] = True
    return marked


def merged(pieces: Sequence[OpenRows]) -> OpenRows:
    """Put together the open rows of one rule, found for stretches of time one after the other."""
    pieces = [piece for piece in pieces if len(piece.rows)]
    if len(pieces) <= 1:
        return pieces[0] if pieces else _NOTHING_OPEN
    sets = tuple(dict.fromkeys(lacking for piece in pieces for lacking in piece.sets))
    places = {lacking: place for place, lacking in enumerate(sets)}
    which = [np.array([places[lacking] for lacking in piece.sets], np.int64)[piece.which] for piece in pieces]
    return OpenRows(np.concatenate([piece.rows for piece in pieces]), np.concatenate(which), sets)
