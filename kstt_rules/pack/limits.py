"""Rules whose conditions are more than the rule engine can be trusted with."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kstt_rules.errors import Problem
from kstt_rules.expression.compile import MAX_CHAINS_A_RULE, compile_rule
from kstt_rules.expression.values import Setting
from kstt_rules.pack.model import Pack

_ANY_DAY = date(2022, 1, 1)  # chains hold a day as a literal, so their number is the same for all


def beyond_the_engine(pack: Pack) -> Iterator[Problem]:
    """Yield the rules that need more AND-chains than the engine takes, were every field missing somewhere."""
    values: dict[str, Any] = {key: parameter.values[0].value for key, parameter in pack.parameters.items()}
    values |= {f"readings.{name}": reading.default for name, reading in pack.readings.items()}
    setting = Setting(_ANY_DAY, values, lambda _start, _end: 0)
    for rule in pack.rules:
        chains = compile_rule(rule.applies, rule.breach, setting).chains
        if chains > MAX_CHAINS_A_RULE:
            message = (
                f"{rule.id}: the conditions come to {chains} chains of comparisons; the engine takes at most "
                f"{MAX_CHAINS_A_RULE} a rule. Split the rule, or ask of fewer fields whether they are missing"
            )
            yield Problem(rule.file, rule.line, rule.column, message)
