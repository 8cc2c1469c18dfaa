"""business-rules: a class of variables, rules as dictionaries; what it cannot compare becomes a variable of its own.

It knows no null and compares no two variables: a field has a flag that it is there, and two dates are a difference.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable, select_rule_variable

from tests.benchmarks.compare.base import Findings, Work, found
from tests.benchmarks.compare.offices import DATES, NUMBERS
from tests.benchmarks.compare.plain import All, Either, Known, Plain, Span, Test, fields_of, plain_rules, tagged
from tests.benchmarks.compare.records import Record, records

_ORDER = {
    ">": "greater_than",
    ">=": "greater_than_or_equal_to",
    "<": "less_than",
    "<=": "less_than_or_equal_to",
    "==": "equal_to",
}


class Office(BaseVariables):  # type: ignore[misc]
    """One fact, its variables added below."""

    def __init__(self, record: Record) -> None:
        self.record = record


class Actions(BaseActions):  # type: ignore[misc]
    """What a rule that holds does: it is written down."""

    def __init__(self) -> None:
        self.hits: list[tuple[str, int]] = []
        self.fact = 0

    @rule_action(params={"name": FIELD_TEXT})  # type: ignore[untyped-decorator]
    def report(self, name: str) -> None:
        """Write down that a rule holds on the fact at hand."""
        self.hits.append((name, self.fact))


def prepare(facts: pd.DataFrame) -> Work:
    """Write the rules, and a class with the variables that they name."""
    conditions = tagged(plain_rules())
    variables: dict[str, Any] = {}
    rules = [
        {
            "conditions": _joined(_write(condition, variables)),
            "actions": [{"name": "report", "params": {"name": name}}],
        }
        for name, condition in conditions.items()
    ]
    office = type("OfficeOfRules", (Office,), variables)
    held = records(facts, conditions)
    return lambda: _judge(rules, office, held)


def _judge(rules: list[Mapping[str, Any]], office: type[Office], held: list[dict[str, Any]]) -> Findings:
    actions = Actions()
    for record in held:
        actions.fact = record["id"]
        run_all(rule_list=rules, defined_variables=office(record), defined_actions=actions)
    return found(actions.hits)


def _joined(written: Mapping[str, Any]) -> Mapping[str, Any]:
    return written if {"all", "any"} & written.keys() else {"all": [written]}


def _write(condition: Plain, variables: dict[str, Any]) -> Mapping[str, Any]:
    for field in fields_of(condition):
        variables.setdefault(f"has_{field}", boolean_rule_variable()(_has(field)))
        make = numeric_rule_variable if field in (*NUMBERS, *DATES) else select_rule_variable
        variables.setdefault(field, make()(_number(field) if make is numeric_rule_variable else _choice(field)))
    match condition:
        case All(items):
            return {"all": [_write(item, variables) for item in items]}
        case Either(items):
            return {"any": [_write(item, variables) for item in items]}
        case Known(field, there):
            return _asked(f"has_{field}", "is_true" if there else "is_false", None)
        case Test(Span(start, end), operator, value):
            return _asked(_difference(end, start, variables), _ORDER[operator], value)
        case Test(str(term), operator, _, str(other)):
            return _asked(_difference(term, other, variables), _ORDER[operator], 0)
        case Test(str(term), operator, value) if term in (*NUMBERS, *DATES):
            if operator == "!=":
                return {"any": [_asked(term, _ORDER["<"], value), _asked(term, _ORDER[">"], value)]}
            return _asked(term, _ORDER[operator], value)
        case Test(term, "in", value):
            return {"any": [_asked(term, "contains", option) for option in value]}
        case Test(term, "not in", value):
            return {"all": [_asked(term, "does_not_contain", option) for option in value]}
        case Test(term, operator, value):
            return _asked(term, "contains" if operator == "==" else "does_not_contain", value)


def _asked(variable: str, operator: str, value: Any) -> Mapping[str, Any]:
    return {"name": variable, "operator": operator, "value": value}


def _has(field: str) -> Callable[[Office], bool]:
    return lambda self: self.record[field] is not None


def _number(field: str) -> Callable[[Office], int]:
    return lambda self: -1 if self.record[field] is None else self.record[field]


def _choice(field: str) -> Callable[[Office], tuple[Any]]:
    return lambda self: (self.record[field],)


def _difference(left: str, right: str, variables: dict[str, Any]) -> str:
    name = f"{left}_less_{right}"
    variables.setdefault(name, numeric_rule_variable()(lambda self: self.record[left] - self.record[right]))
    return name
