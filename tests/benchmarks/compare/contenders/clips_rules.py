"""clipspy: a template with a slot a field, a CLIPS rule for each conjunction, facts asserted and run in batches."""

import json
from typing import Any

import clips
import pandas as pd

from tests.benchmarks.compare.base import Findings, Work, found
from tests.benchmarks.compare.plain import Known, Span, Test, chains, fields_of, plain_rules, tagged
from tests.benchmarks.compare.records import records

_BATCH = 5_000


def prepare(facts: pd.DataFrame) -> Work:
    """Build the template and the rules."""
    conditions = tagged(plain_rules())
    environment = clips.Environment()
    hits: list[tuple[str, int]] = []
    environment.define_function(lambda name, fact: hits.append((name, fact)), name="report")
    fields = sorted({field for condition in conditions.values() for field in fields_of(condition)})
    environment.build(f"(deftemplate office (slot id) {' '.join(f'(slot {field})' for field in fields)})")
    sought = [(name, chain) for name, condition in conditions.items() for chain in chains(condition)]
    for number, (name, chain) in enumerate(sought):
        pattern = f"(office (id ?id) {_slots(chain)})"
        environment.build(f'(defrule r{number} {pattern} => (report "{name}" ?id))')
    held = records(facts, conditions)
    return lambda: _judge(environment, held, hits)


def _judge(environment: clips.Environment, held: list[dict[str, Any]], hits: list[tuple[str, int]]) -> Findings:
    hits.clear()
    template = environment.find_template("office")
    for start in range(0, len(held), _BATCH):
        for record in held[start : start + _BATCH]:
            template.assert_fact(**record)
        environment.run()
        environment.reset()
    return found(hits)


def _slots(chain: tuple[Known | Test, ...]) -> str:
    """Write a conjunction as constraints of slots, so that the alpha network shares what rules have in common."""
    slots: dict[str, list[str]] = {}
    bound: dict[str, None] = {}
    predicates: list[tuple[str, str]] = []
    for test in chain:
        match test:
            case Known(field, there):
                slots.setdefault(field, []).append("~nil" if there else "nil")
            case Test(Span(start, end), operator, value):
                bound |= {start: None, end: None}
                predicates.append((end, f":({operator} (- ?{end} ?{start}) {value})"))
            case Test(str(term), operator, _, str(other)):
                bound |= {other: None, term: None}
                predicates.append((term, f":({operator} ?{term} ?{other})"))
            case Test(str(term), "==" | "in", value):
                slots.setdefault(term, []).append("|".join(map(_literal, _options(value))))
            case Test(str(term), "!=" | "not in", value):
                slots.setdefault(term, []).append("&".join(f"~{_literal(option)}" for option in _options(value)))
            case Test(str(term), operator, value):
                bound[term] = None
                predicates.append((term, f":({operator} ?{term} {_literal(value)})"))
    constraints = {field: [f"?{field}"] if field in bound else [] for field in (*slots, *bound)}
    for field, own in slots.items():
        constraints[field] += own
    for field, predicate in predicates:
        constraints[field] = [*constraints.pop(field), predicate]  # a predicate stands after what it names
    return " ".join(f"({field} {'&'.join(tests)})" for field, tests in constraints.items())


def _options(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _literal(value: Any) -> str:
    return str(value).upper() if isinstance(value, bool) else json.dumps(value)
