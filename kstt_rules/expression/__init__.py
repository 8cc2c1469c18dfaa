"""The condition language of rules: parsed from a whitelist, checked, three-valued, and compiled two ways."""

from kstt_rules.expression.names import Scope
from kstt_rules.expression.nodes import (
    Expr,
    datasets_used,
    follows_findings,
    is_constant,
    parameters_used,
    walk,
)
from kstt_rules.expression.parse import ExpressionError, Fault, check
from kstt_rules.expression.types import ValueType

__all__ = [
    "Expr",
    "ExpressionError",
    "Fault",
    "Scope",
    "ValueType",
    "check",
    "datasets_used",
    "follows_findings",
    "is_constant",
    "parameters_used",
    "walk",
]
