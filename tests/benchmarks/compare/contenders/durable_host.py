"""durable-rules through its own ``Host``, kept to the subset that it decides rightly: literals, and flags for blanks.

A fact is asserted and, where it matched, retracted: an event that is posted is lost to all rules but the first. What is
more than a comparison with a literal is computed before, as our engine room does, though here outside the clock.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, eq, ge, gt, itemgetter, le, lt, ne
from typing import Any, Final

import pandas as pd
from durable.engine import MessageNotHandledException
from durable.lang import get_host, m, ruleset, when_all

from tests.benchmarks.compare.base import Findings, Work, found
from tests.benchmarks.compare.plain import Known, Span, Test, chains, fields_of, plain_rules, tagged
from tests.benchmarks.compare.records import Record, records

_NAME: Final = "offices"
_OPERATORS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_COMPUTED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    **_OPERATORS,
    "in": lambda value, options: value in options,
    "not in": lambda value, options: value not in options,
}


def prepare(facts: pd.DataFrame) -> Work:
    """Register the rules with a host, and lay out the facts with the properties that they test."""
    conditions = tagged(plain_rules())
    hits: list[tuple[str, int]] = []
    properties: dict[str, Callable[[Record], Any]] = {"id": itemgetter("id")}
    computed: dict[Test, str] = {}
    with ruleset(_NAME):
        for name, chain in ((name, chain) for name, condition in conditions.items() for chain in chains(condition)):
            tests = []
            for test in chain:
                tested, operator, literal, value = _literal_test(test, computed)
                properties[tested] = value
                tests.append(_OPERATORS[operator](getattr(m, tested), literal))
            when_all(reduce(and_, tests))(_report(name, hits))
    host = get_host()
    held = [{name: value(record) for name, value in properties.items()} for record in records(facts, conditions)]
    return lambda: _judge(host, held, hits)


def _judge(host: Any, held: list[dict[str, Any]], hits: list[tuple[str, int]]) -> Findings:
    hits.clear()
    for fact in held:
        try:
            host.assert_fact(_NAME, fact)
        except MessageNotHandledException:
            continue  # its way to say that no rule matches
        host.retract_fact(_NAME, fact)
    return found(hits)


def _report(name: str, hits: list[tuple[str, int]]) -> Callable[[Any], None]:
    def act(context: Any) -> None:
        hits.append((name, context.m.id))

    return act


def _literal_test(test: Known | Test, computed: dict[Test, str]) -> tuple[str, str, Any, Callable[[Record], Any]]:
    """Return a test as property, operator and literal, and the value of the property for a record."""
    if isinstance(test, Known):
        return f"has_{test.field}", "==", int(test.there), lambda record: int(record[test.field] is not None)
    if test.other is None and isinstance(test.term, str) and not isinstance(test.value, tuple):
        term = test.term
        return term, test.operator, _plain(test.value), lambda record: _plain(record[term])
    name = computed.setdefault(test, f"t{len(computed)}")
    return name, "==", 1, lambda record: int(_holds(test, record))


def _plain(value: Any) -> Any:
    """Give a number or a text: no blank and no truth value, which the engine compares with others."""
    return -1 if value is None else int(value) if isinstance(value, bool) else value


def _holds(test: Test, record: Record) -> bool:
    values = [record[name] for name in fields_of(test)]
    if None in values:
        return False
    compare = _COMPUTED[test.operator]
    if isinstance(test.term, Span):
        return bool(compare(values[1] - values[0], test.value))
    return bool(compare(values[0], test.value if test.other is None else values[1]))
