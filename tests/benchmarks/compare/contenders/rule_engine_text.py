"""rule-engine: a compiled expression for each rule and verdict, asked of every fact in turn."""

from typing import Any

import pandas as pd
from rule_engine import Context, Rule, resolve_item

from tests.benchmarks.compare.base import Work, found
from tests.benchmarks.compare.plain import All, Either, Known, Plain, Span, Test, plain_rules, tagged
from tests.benchmarks.compare.records import records


def prepare(facts: pd.DataFrame) -> Work:
    """Compile the rules."""
    conditions = tagged(plain_rules())
    context = Context(resolver=resolve_item)
    rules = {name: Rule(text(condition), context=context) for name, condition in conditions.items()}
    held = records(facts, conditions)
    return lambda: found((name, fact["id"]) for name, rule in rules.items() for fact in rule.filter(held))


def text(condition: Plain) -> str:
    """Write a condition in the language of rule-engine; alternatives are faster there than membership."""
    match condition:
        case All(items):
            return f"({' and '.join(map(text, items))})"
        case Either(items):
            return f"({' or '.join(map(text, items))})"
        case Known(field, there):
            return f"{field} {'!=' if there else '=='} null"
        case Test(Span(start, end), operator, value):
            return f"{end} - {start} {operator} {value}"
        case Test(term, "in", value):
            return f"({' or '.join(f'{term} == {_literal(option)}' for option in value)})"
        case Test(term, "not in", value):
            return f"({' and '.join(f'{term} != {_literal(option)}' for option in value)})"
        case Test(term, operator, value, other):
            return f"{term} {operator} {_literal(value) if other is None else other}"


def _literal(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)
