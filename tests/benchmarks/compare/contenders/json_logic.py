"""JSON Logic: in Rust, all rules compiled into one that names what holds; in Python, every rule read for every fact."""

from typing import Any

import pandas as pd

from tests.benchmarks.compare.base import Findings, Work, found
from tests.benchmarks.compare.plain import All, Either, Known, Plain, Span, Test, plain_rules, tagged
from tests.benchmarks.compare.records import records

Logic = dict[str, Any]


def prepare_compiled(facts: pd.DataFrame) -> Work:
    """Compile the rules for datalogic and parse the facts."""
    from datalogic_py import DataHandle, Engine  # noqa: PLC0415 - one of two libraries

    conditions = tagged(plain_rules())
    named = [{"if": [logic(condition), name, ""]} for name, condition in conditions.items()]
    session, rule = (engine := Engine()).session(), engine.compile({"filter": [named, {"var": ""}]})
    held = [DataHandle(record) for record in records(facts, conditions)]
    return lambda: found((name, row) for row, fact in enumerate(held) for name in session.evaluate_data(rule, fact))


def prepare_read(facts: pd.DataFrame) -> Work:
    """Write the rules for panzi-json-logic."""
    from json_logic import jsonLogic  # noqa: PLC0415 - one of two libraries

    conditions = tagged(plain_rules())
    rules = {name: logic(condition) for name, condition in conditions.items()}
    held = records(facts, conditions)

    def judge() -> Findings:
        return found((name, fact["id"]) for fact in held for name, rule in rules.items() if jsonLogic(rule, fact))

    return judge


def logic(condition: Plain) -> Logic:
    """Write a condition as JSON Logic."""
    match condition:
        case All(items):
            return {"and": list(map(logic, items))}
        case Either(items):
            return {"or": list(map(logic, items))}
        case Known(field, there):
            return {"!==" if there else "===": [{"var": field}, None]}
        case Test(Span(start, end), operator, value):
            return {operator: [{"-": [{"var": end}, {"var": start}]}, value]}
        case Test(term, "not in", value):
            return {"!": {"in": [{"var": term}, list(value)]}}
        case Test(term, "in", value):
            return {"in": [{"var": term}, list(value)]}
        case Test(term, operator, value, other):
            strict = {"==": "===", "!=": "!=="}.get(operator, operator)
            return {strict: [{"var": term}, value if other is None else {"var": other}]}
