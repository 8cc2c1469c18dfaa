"""zen-engine: all rules as one compiled expression that names what holds; its decision tables are slower by far."""

import json
from typing import Any

import pandas as pd
import zen

from tests.benchmarks.compare.base import Work, found
from tests.benchmarks.compare.plain import All, Either, Known, Plain, Span, Test, plain_rules, tagged
from tests.benchmarks.compare.records import records


def prepare(facts: pd.DataFrame) -> Work:
    """Compile the expression."""
    conditions = tagged(plain_rules())
    named = ", ".join(f"{text(condition)} ? {json.dumps(name)} : null" for name, condition in conditions.items())
    rules = zen.compile_expression(f"filter([{named}], # != null)")
    held = records(facts, conditions)
    return lambda: found((name, fact["id"]) for fact in held for name in rules.evaluate(fact))


def text(condition: Plain) -> str:
    """Write a condition in the language of zen."""
    match condition:
        case All(items):
            return f"({' and '.join(map(text, items))})"
        case Either(items):
            return f"({' or '.join(map(text, items))})"
        case Known(field, there):
            return f"{field} {'!=' if there else '=='} null"
        case Test(Span(start, end), operator, value):
            return f"{end} - {start} {operator} {value}"
        case Test(term, operator, value, other):
            return f"{term} {operator} {_literal(value) if other is None else other}"


def _literal(value: Any) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value)
