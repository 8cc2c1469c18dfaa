"""Who is obliged by what a rule found: the unit concerned, one above it, or a body of the register."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, partial

import numpy as np

from kstt_rules.base.kept import made_once
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.facts import Facts
from kstt_rules.language import Expr
from kstt_rules.language.columns import Frame, Intervals
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.evaluate_row import Absent, Scene, truth
from kstt_rules.language.truth import TRUE
from kstt_rules.language.values import Setting
from kstt_rules.model.findings import UnitRef
from kstt_rules.pack.model import Obliged, Pack, Rule, Succession

Bodies = Mapping[str, tuple[UnitRef, ...]]
"""By the text of a condition, the bodies of a register that it names."""

_UNIT = "unit"
_SETTING = Setting(dt.date.min, {}, lambda _start, _end: 0)  # what names a body rests on its own data alone


class Bearers:
    """Tells who is obliged, on the day of the audit, by the rules of a pack in one set of facts."""

    def __init__(self, pack: Pack, facts: Facts, as_of: dt.date) -> None:
        self._obliged = cache(partial(_obliged, pack, as_of))
        self._of_ceased = None if pack.ceased_units is None else pack.ceased_units.at(as_of)
        self._today = as_of.toordinal()
        self._facts = facts
        # What is asked for one by one is had sooner from memory than from an array.
        self._owners = cache(lambda entity: facts.owners(entity).data)
        known = None if facts.part is None else facts.part.bodies
        self._bodies = known if known is not None else bodies_named(body_conditions(pack), facts)
        self._fixed: dict[int, UnitRef] = {}
        self._above: dict[tuple[str, int], FactRow | None] = {}

    def of(self, rule: Rule, index: int, unit: UnitRef) -> UnitRef:
        """Return the bearer of what a rule found about a row of a unit; its name alone where the register lacks it."""
        obliged, start = self._obliged(rule.id), self._start(rule.subject, index)
        if obliged is None:
            ceased = start is not None and self._has_ceased(start)
            return self._acting(self._of_ceased, start) if ceased and self._of_ceased is not None else unit
        acting = None if obliged.above is None else self._first_above(obliged.above, start)
        if acting is not None and self._of_ceased is not None and self._has_ceased(acting.index):
            return self._acting(self._of_ceased, start)
        return self._acting(obliged, start)

    def _start(self, entity: str, index: int) -> int | None:
        """Return the row of the unit of a row, None where it has none in the register."""
        start = index if entity == _UNIT else self._owners(entity)[index]
        return None if start < 0 else start

    def _acting(self, obliged: Obliged, start: int | None) -> UnitRef:
        acting = None if obliged.above is None else self._first_above(obliged.above, start)
        if acting is not None:
            return _ref(acting)
        if id(obliged) not in self._fixed:
            self._fixed[id(obliged)] = _fixed(obliged, self._bodies)
        return self._fixed[id(obliged)]

    def _first_above(self, condition: Expr, start: int | None) -> FactRow | None:
        """Go from a unit upwards to the first that the condition holds for."""
        if start is None:
            return None
        key = (condition.text, start)
        if key not in self._above:
            self._above[key] = _first_above(condition, self._facts.row(_UNIT, start))
        return self._above[key]

    def _has_ceased(self, unit: int) -> bool:
        return bool(self._ceased[unit])

    @cached_property
    def _ceased(self) -> bytes:
        """Of each unit 1 where it is no more on the day of the audit, else 0."""
        last = self._facts.column(_UNIT, "valid_to").values
        assert isinstance(last, Intervals)
        return (last.high < self._today).tobytes()


@made_once
def _succession(pack: Pack) -> Mapping[str, Succession | None]:
    """Return who is obliged by each rule, by its id, one after the other."""
    of_provisions = {entry.provision: entry.obliged for entry in pack.provisions}
    return {rule.id: rule.obliged or of_provisions[rule.provision] for rule in pack.rules}


def _obliged(pack: Pack, as_of: dt.date, rule: str) -> Obliged | None:
    """Return who is obliged by a rule on a day, None for the unit concerned."""
    succession = _succession(pack)[rule]
    return None if succession is None else succession.at(as_of)


def _first_above(condition: Expr, unit: FactRow) -> FactRow | None:
    at: FactRow | Absent | None = unit
    seen: set[int] = set()
    while isinstance(at, FactRow) and at.index not in seen:
        if truth(condition, Scene(at, _SETTING)) == TRUE:
            return at
        seen.add(at.index)
        at = at.follow("parent")
    return None


def _fixed(obliged: Obliged, bodies: Bodies) -> UnitRef:
    """Return the body that is obliged whatever the row, its name alone where the register does not have just one."""
    found = () if obliged.body is None else bodies.get(obliged.body.text, ())
    return found[0] if len(found) == 1 else UnitRef(None, obliged.name.vi)


def body_conditions(pack: Pack) -> tuple[Expr, ...]:
    """Return the conditions by which a pack names bodies of the register."""
    held = [*(entry.obliged for entry in pack.provisions), *(rule.obliged for rule in pack.rules), pack.ceased_units]
    obliged = (holder.obliged for succession in held if succession is not None for holder in succession.holders)
    found = {item.body.text: item.body for item in obliged if item.body is not None}
    return tuple(found.values())


def bodies_named(conditions: Iterable[Expr], facts: Facts) -> Bodies:
    """Return the units of the facts that each condition holds for, in the order of the register."""
    if not facts.size(_UNIT):
        return {}
    frame = Frame(facts, _UNIT, _SETTING)
    rows = {condition.text: np.flatnonzero(evaluate(condition, frame) == TRUE).tolist() for condition in conditions}
    return {text: tuple(_ref(facts.row(_UNIT, row)) for row in found) for text, found in rows.items()}


def _ref(unit: FactRow) -> UnitRef:
    return UnitRef(unit.value("id"), unit.value("name"))
