"""What a verdict rests on: the terms that decide it, their values and cells, and what was missing."""

from itertools import islice
from math import isfinite
from typing import Any, Final

from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.facts import Facts
from kstt_rules.language import Expr
from kstt_rules.language.evaluate_row import ABSENT, Scene, evaluate, field_value, grounds, outline
from kstt_rules.language.functions import AGGREGATES
from kstt_rules.language.nodes import Aggregate, Field, Submission
from kstt_rules.language.truth import TRUE, UNKNOWN
from kstt_rules.language.values import Interval, as_day
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Value
from kstt_rules.model.vocabulary import Relation
from kstt_rules.pack import Rule

Observed = Field | Aggregate | Submission
"""The terms of a condition that findings show with their values."""

_MOST_UNREAD: Final = 10


def decisive(rule: Rule, scene: Scene) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """Return what the verdict rests on, and what only says why the rule applies.

    Of a breach the first are the terms of its condition, else those of whichever condition is unknown.
    """
    applies = () if rule.applies is None else (outline(rule.applies, scene),)
    for step in applies:
        if step.value == UNKNOWN:
            return grounds(step), ()
    breach = outline(rule.breach, scene)
    leaves = {leaf.text: leaf for leaf in grounds(breach)}
    if breach.value == UNKNOWN:
        return tuple(leaves.values()), ()
    scope = {leaf.text: leaf for step in applies for leaf in grounds(step) if leaf.text not in leaves}
    return tuple(leaves.values()), tuple(scope.values())


def is_silent(leaf: Observed, facts: Facts, entity: str) -> bool:
    """Tell whether a term has no value on any row of an entity, for its dataset was not submitted."""
    return isinstance(leaf, Aggregate) and facts.pairs(entity, leaf.relation) is None


def observed(leaf: Observed, scene: Scene) -> tuple[Any, tuple[Source, ...]]:
    """Return a term's value and the cells it comes from; of what is absent, the cell that stands for the row.

    Where unread rows leave a relation open, they are among the cells.
    """
    row = scene.subject
    assert isinstance(row, FactRow)
    if isinstance(leaf, Submission):
        value = plain_value(leaf, evaluate(leaf, scene))
        unread = islice(row.unread_of(leaf.entity, leaf.name), _MOST_UNREAD) if value is None else ()
        return value, (*dict.fromkeys(unread),) or row.places
    if isinstance(leaf, Aggregate):
        value = plain_value(leaf, evaluate(leaf, scene))
        sources = _counted(leaf, scene, row)
        if value is None:
            sources = (*dict.fromkeys((*sources, *islice(row.unread(leaf.relation), _MOST_UNREAD))),)
        return value, sources or row.places
    for step in leaf.steps:
        following = row.follow(step)
        if not isinstance(following, FactRow):
            return None, (row.source(step),)
        row = following
    return _plain(field_value(leaf, scene)), (row.source(leaf.name),)


def _counted(leaf: Aggregate, scene: Scene, row: FactRow) -> tuple[Source, ...]:
    """Return the cells of the related rows that a relation's value comes from."""
    related = scene.led_to(leaf.relation)
    if related is None or not related.rows or leaf.entity == "finding":
        return ()
    name = row.facts.vocabulary.entity(leaf.entity).name
    shown = AGGREGATES[leaf.function].shown
    truths = related.truths(leaf.condition, scene, shown)
    rows = [(place, item) for place, (item, held) in enumerate(zip(related.rows, truths, strict=True)) if held in shown]
    field = leaf.value.name if isinstance(leaf.value, Field) else name
    relation = row.facts.vocabulary.relation(row.entity, leaf.relation)
    fields = [
        (item, _left_open_by(relation, item) if place in related.unsure else field)
        for place, item in rows
        if isinstance(item, FactRow)
    ]
    return tuple(sorted({item.source(name) for item, name in fields}))


def _left_open_by(relation: Relation, item: FactRow) -> str | None:
    """Return the field that leaves open whether a relation takes a row."""
    if relation.where is not None and item.value(relation.where) in (None, ABSENT):
        return relation.where
    return next(iter(relation.alike), relation.where)


def plain_value(expr: Expr, value: Any) -> Any:
    """Return an evaluated expression as a plain value, None where it is not known."""
    if isinstance(value, Interval):
        return _number(value, is_date=expr.type.kind == "date")
    if expr.type.kind == "boolean":
        return None if value == UNKNOWN else value == TRUE
    return value


def _number(interval: Interval, *, is_date: bool) -> Value:
    if not interval.exact or not isfinite(interval.low):
        return None
    if is_date:
        return as_day(interval.low)
    return int(interval.low) if interval.low == int(interval.low) else interval.low


def _plain(value: Any) -> Any:
    if value is ABSENT:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
