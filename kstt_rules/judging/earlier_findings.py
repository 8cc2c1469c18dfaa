"""What earlier rules found, as the dataset that later rules may ask about."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.facts import Facts
from kstt_rules.judging.verdict_codes import BREACH, CODES, UNDETERMINED, Codes
from kstt_rules.language.columns import Index
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import WHOLE, finding_place
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.pack.model import Rule

Waived = AbstractSet[tuple[str, str | Provision]]

_Objects = npt.NDArray[np.object_]


def findings_table(
    facts: Facts,
    rules: Sequence[Rule],
    codes: Mapping[str, Codes],
    severities: Mapping[str, Severity],
    waived: Waived,
) -> Table:
    """Lay out what rules found, a row a verdict that is a breach or undetermined.

    What is ``waived`` for a unit, by its id or name, is told as waived.
    """
    found = [(rule, rows) for rule in rules if len(rows := (codes[rule.id] >= UNDETERMINED).nonzero()[0])]
    subjects = cache(lambda entity: (_units_of(facts, entity), np.array(facts.ids(entity), dtype=object)))
    pieces = [
        {
            **_of_rows(codes[rule.id], rows, *subjects(rule.subject), _excused(rule, facts, waived)),
            "rule": rule.id,
            **finding_place(rule.provision),
            "severity": severities[rule.id].value,
        }
        for rule, rows in found
    ]
    sizes = [len(rows) for _, rows in found]
    columns = {
        name: _column([piece[name] for piece in pieces], sizes) for name in facts.vocabulary.entity("finding").fields
    }
    columns |= {name: columns[name].astype(np.float64) for name in ("article", "clause")}
    return Table("finding", columns, (), np.zeros(sum(sizes), int), np.zeros(sum(sizes), int))


def _column(values: Sequence[Any], sizes: Sequence[int]) -> npt.NDArray[Any]:
    """Return one column of what all rules found, of each rule's own or the one value that is so often the same."""
    if values and isinstance(values[0], np.ndarray):
        return np.concatenate(values)
    return np.repeat(np.array(values, dtype=object), sizes)


def _of_rows(
    codes: Codes, rows: Index, units: _Objects, ids: _Objects, excused: AbstractSet[str | None]
) -> dict[str, _Objects]:
    """Return what is not the same for all that one rule found."""
    verdicts = _VERDICTS[codes[rows]]
    if excused:
        is_excused = np.array([unit in excused for unit in units[rows]], dtype=bool)
        verdicts[is_excused & (codes[rows] == BREACH)] = Verdict.WAIVED.value
    return {"unit": units[rows], "subject": ids[rows], "verdict": verdicts}


_VERDICTS: Final = np.array([verdict.value for verdict in CODES], dtype=object)


def _excused(rule: Rule, facts: Facts, waived: Waived) -> set[str | None]:
    """Return the ids of the units whose breaches of a rule are waived, None for the dossier as a whole."""
    if not waived:
        return set()
    named = {
        unit
        for unit, target in waived
        if target == rule.id or (isinstance(target, Provision) and target.contains(rule.provision))
    }
    if facts.vocabulary.owner_of(rule.subject) is None:
        return {None} if WHOLE.name in named else set()
    if not facts.submitted(UNIT):
        return set()
    ids, names = facts.held(UNIT, "id").tolist(), facts.held(UNIT, "name").tolist()
    return {unit for unit, name in zip(ids, names, strict=True) if unit in named or name in named}


def _units_of(facts: Facts, entity: str) -> _Objects:
    name = facts.vocabulary.owner_of(entity)
    return np.full(facts.size(entity), None, dtype=object) if name is None else facts.held(entity, name)
