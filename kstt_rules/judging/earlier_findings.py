"""What earlier rules found, as the dataset that later rules may ask about."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.judging.facts import Facts
from kstt_rules.judging.verdict_codes import BREACH, CODES, UNDETERMINED, Codes
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import Severity, Verdict, finding_place
from kstt_rules.pack.model import Rule

_Objects = npt.NDArray[np.object_]


def findings_table(
    facts: Facts,
    rules: Sequence[Rule],
    codes: Mapping[str, Codes],
    severities: Mapping[str, Severity],
    waived: AbstractSet[tuple[str, str | Provision]],
) -> Table:
    """Lay out what rules found, a row a verdict that is a breach or undetermined.

    What is ``waived`` for a unit, by its id or name, is told as waived.
    """
    names = facts.vocabulary.entity("finding").fields
    pieces = [_of_rule(facts, rule, codes[rule.id], severities[rule.id], waived) for rule in rules]
    columns = {
        name: _objects([]) if not pieces else np.concatenate([piece[name] for piece in pieces]) for name in names
    }
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})
    frame = frame.astype({"article": "float64", "clause": "float64"})
    return Table("finding", frame, (), np.zeros(len(frame), int), np.zeros(len(frame), int))


def _of_rule(
    facts: Facts, rule: Rule, codes: Codes, severity: Severity, waived: AbstractSet[tuple[str, str | Provision]]
) -> dict[str, _Objects]:
    """Return the columns of what one rule found."""
    rows = np.flatnonzero(codes >= UNDETERMINED)
    units = _units_of(facts, rule.subject)[rows]
    verdicts = _VERDICTS[codes[rows]]
    if excused := _excused(rule, facts, waived):
        is_excused = np.array([unit in excused for unit in units], dtype=bool)
        verdicts[is_excused & (codes[rows] == BREACH)] = Verdict.WAIVED.value
    fixed = {"rule": rule.id, **finding_place(rule.provision), "severity": severity.value}
    return {
        "unit": units,
        "subject": _objects(facts.ids(rule.subject) if facts.size(rule.subject) else ())[rows],
        "verdict": verdicts,
        **{name: np.full(len(rows), value, dtype=object) for name, value in fixed.items()},
    }


def _objects(values: Sequence[Any]) -> _Objects:
    return np.array(values, dtype=object)


_VERDICTS = _objects([verdict.value for verdict in CODES])


def _excused(rule: Rule, facts: Facts, waived: AbstractSet[tuple[str, str | Provision]]) -> set[str]:
    """Return the ids of the units whose breaches of a rule are waived."""
    if not waived or "unit" not in facts.tables:
        return set()
    named = {
        unit
        for unit, target in waived
        if target == rule.id or (isinstance(target, Provision) and target.contains(rule.provision))
    }
    frame = facts.tables["unit"].frame
    return {unit for unit, name in zip(frame["id"], frame["name"], strict=True) if unit in named or name in named}


def _units_of(facts: Facts, entity: str) -> _Objects:
    name = "id" if entity == "unit" else "unit"
    is_known = entity in facts.tables and name in facts.tables[entity].frame
    if not is_known:
        return np.full(facts.size(entity), None, dtype=object)
    return facts.tables[entity].frame[name].to_numpy(dtype=object)
