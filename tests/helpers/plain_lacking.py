"""What an undetermined verdict lacks, read plainly on one subject: the reference for what is found on whole columns."""

from kstt_rules.judging.evidence import decisive
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.labels import REJECTED
from kstt_rules.language import walk
from kstt_rules.language.evaluate_row import ABSENT, Scene, field_value, grounds, outline, truth
from kstt_rules.language.functions import AGGREGATES
from kstt_rules.language.nodes import Aggregate, Field, ParameterName
from kstt_rules.language.truth import TRUE, UNKNOWN
from kstt_rules.model.vocabulary import UNREAD


def lacking(rule, row, setting):
    """Return the (cause, name) of all that a verdict on one row lacks; a cell of its own has no cause."""
    scene = Scene(row, setting)
    leaves, _ = decisive(rule, scene)
    return {found for leaf in leaves for found in _missing(leaf, scene)}


def _missing(leaf, scene):
    if isinstance(leaf, ParameterName):
        if scene.setting.parameters.get(leaf.key) is None:
            yield "parameter", leaf.key
    elif isinstance(leaf, Field):
        yield from _missing_field(leaf, scene)
    elif isinstance(leaf, Aggregate):
        yield from _missing_rows(leaf, scene)


def _missing_field(leaf, scene):
    value = field_value(leaf, scene)
    if value is not None and value is not ABSENT and not (isinstance(value, tuple) and UNREAD in value):
        return
    row = scene.related if leaf.related else scene.subject
    for step in leaf.steps:
        if not isinstance(row.follow(step), FactRow):
            yield _unfollowed(row, step)
            return
        row = row.follow(step)
    if row.value(leaf.name) is ABSENT:
        yield "column", f"{row.entity}.{leaf.name}"
    else:
        yield _unnamed(row, leaf.name), f"{row.entity}.{leaf.name}"


def _unfollowed(row, step):
    if row.value(step) is ABSENT:
        return "column", f"{row.entity}.{step}"
    if row.follow(step) is ABSENT:
        return "dataset", "unit"
    return _unnamed(row, step), f"{row.entity}.{step}"


def _unnamed(row, name):
    """A unit that is written but is not in the register is another cause than a blank cell."""
    fields = row.facts.vocabulary.entity(row.entity).fields
    written = [other for other, item in fields.items() if item.reads == name and item.type == "text"]
    is_named = fields[name].type == "unit" and any(row.value(other) not in (None, ABSENT) for other in written)
    return "unit" if is_named else None


def _missing_rows(leaf, scene):
    related = scene.subject.related(leaf.relation)
    if related is None:
        yield "dataset", leaf.entity
        return
    if related.doubtful:
        yield from _doubts(leaf, scene.subject)
    truths = related.truths(leaf.condition, scene, AGGREGATES[leaf.function].shown)
    for place, (row, counted) in enumerate(zip(related.rows, truths, strict=True)):
        inner = Scene(scene.subject, scene.setting, row)
        held = TRUE if leaf.condition is None else truth(leaf.condition, inner)
        if place in related.unsure and counted == UNKNOWN:
            name = scene.subject.facts.vocabulary.entity(scene.subject.entity).relations[leaf.relation].where
            yield ("column" if row.value(name) is ABSENT else None), f"{leaf.entity}.{name}"
        if held == UNKNOWN:
            for part in grounds(outline(leaf.condition, inner)):
                yield from _missing(part, inner)
        elif counted == TRUE and leaf.value is not None:
            for part in walk(leaf.value):
                yield from _missing(part, inner)


def _doubts(leaf, row):
    facts = row.facts
    if any(True for _ in row.unread(leaf.relation)):
        yield "row", f"{leaf.entity}.{REJECTED}"
    for match in facts.vocabulary.entity(row.entity).relations[leaf.relation].match:
        for theirs, ours in match.items():
            name, _, of_unit = ours.partition(".")
            if row.value(name) is ABSENT:
                yield "column", f"{row.entity}.{name}"
            elif facts.lacks(row.entity, ours)[row.index]:
                yield ("column", f"unit.{of_unit}") if facts.submitted("unit") else ("dataset", "unit")
            if facts.unasked(leaf.entity, (theirs,)):
                yield "column", f"{leaf.entity}.{theirs}"
