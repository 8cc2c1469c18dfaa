"""The condition language of rules: parsed from a whitelist, checked, three-valued, and compiled two ways."""

from kstt_rules.language.names import Scope
from kstt_rules.language.nodes import (
    Expr,
    datasets_used,
    follows_findings,
    is_constant,
    parameters_used,
    walk,
)
from kstt_rules.language.parse import check
from kstt_rules.language.syntax import ExpressionError, Fault
from kstt_rules.language.types import ValueType

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
