"""Rules whose conditions are more than the rule engine can be trusted with."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from kstt_rules.base.bilingual import joined
from kstt_rules.base.errors import Problem
from kstt_rules.engine.compile import compile_rule
from kstt_rules.engine.limits import beyond
from kstt_rules.language.values import Setting
from kstt_rules.pack.model import Pack, Rule

_ANY_DAY = date(2022, 1, 1)  # chains hold a day as a literal, so their number is the same for all


def beyond_the_engine(pack: Pack) -> Iterator[Problem]:
    """Yield the rules that ask more of the engine than it takes, were every field missing somewhere.

    A rule is tried under every option of its reading, with the values that its parameters take one after the other.
    """
    for rule in pack.rules:
        compiled = (compile_rule(rule.conditions, setting) for setting in _settings(pack, rule))
        most = max((item.breach + item.undetermined for item in compiled), key=len)
        for problem in beyond(most):
            yield Problem(rule.file, rule.line, rule.column, joined(": ", [rule.id, problem]))


def _settings(pack: Pack, rule: Rule) -> Iterator[Setting]:
    parameters = [pack.parameters[key] for key in rule.parameters]
    days = {value.start or date.min for parameter in parameters for value in parameter.values}
    options = [None] if rule.reading is None else pack.readings[rule.reading].options
    for day, option in product(days or {date.min}, options):
        dated = {parameter.key: parameter.at(day) for parameter in parameters}
        values = {key: value and value.value for key, value in dated.items()}
        yield Setting(_ANY_DAY, {**values, f"readings.{rule.reading}": option}, lambda _start, _end: 0)
