"""Small changes to a condition, each of which some case of its rule should notice."""

from collections.abc import Iterator
from dataclasses import replace

from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Counting
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    Call,
    Compare,
    Expr,
    Field,
    Not,
    Or,
    Submission,
    Within,
    is_constant,
)

_CHANGED = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}


def mutants(condition: Expr) -> Iterator[Expr]:
    """Yield the condition with one thing changed each time.

    One comparison is moved to its bound or turned round, one test negated, or one part of a conjunction or alternative
    left out. Tests of constants (readings, unset parameters) are left as they are.
    """
    match condition:
        case And(items=items) | Or(items=items):
            for place, item in enumerate(items):
                rest = (*items[:place], *items[place + 1 :])
                yield _again(condition, rest)
                for changed in mutants(item):
                    yield _again(condition, (*items[:place], changed, *items[place + 1 :]))
        case Not(item=item):
            for changed in mutants(item):
                yield Not(changed, f"not ({changed.text})")
        case _ if is_constant(condition):
            return
        case Compare():
            yield from _comparisons(condition)
        case Within() | Field() | Submission():
            yield Not(condition, f"not {condition.text}")
        case Call():
            yield Not(condition, f"not {condition.text}")
            yield from _inner(condition)
        case Aggregate():
            yield Not(condition, f"not {condition.text}")
            yield from _relations(condition)


def _again(whole: And | Or, items: tuple[Expr, ...]) -> Expr:
    if len(items) == 1:
        return items[0]
    word = " and " if isinstance(whole, And) else " or "
    return type(whole)(items, word.join(f"({item.text})" for item in items))


def _comparisons(condition: Compare) -> Iterator[Expr]:
    left, right = condition.left, condition.right
    for operator in _CHANGED[condition.operator]:
        yield Compare(operator, left, right, f"{left.text} {operator} {right.text}")
    for side in _inner(left):
        yield Compare(condition.operator, side, right, f"{side.text} {condition.operator} {right.text}")
    for side in _inner(right):
        yield Compare(condition.operator, left, side, f"{left.text} {condition.operator} {side.text}")


def _inner(value: Expr) -> Iterator[Expr]:
    """Yield a value with one call in it changed: its function, or the condition of its relation."""
    match value:
        case Aggregate():
            yield from _relations(value)
        case Arithmetic(left=left, right=right):
            for side in _inner(left):
                yield _arithmetic(value, side, right)
            for side in _inner(right):
                yield _arithmetic(value, left, side)
        case Call(function=function, arguments=arguments):
            for other in FUNCTIONS[function].changed_to:
                yield _call(value, other, arguments)
            for place, argument in enumerate(arguments):
                for changed in _inner(argument):
                    yield _call(value, function, (*arguments[:place], changed, *arguments[place + 1 :]))


def _arithmetic(whole: Arithmetic, left: Expr, right: Expr) -> Arithmetic:
    """Return it with other sides; one that is worked out before is in brackets."""
    parts = [f"({side.text})" if isinstance(side, Arithmetic) else side.text for side in (left, right)]
    return replace(whole, left=left, right=right, text=f" {whole.operator} ".join(parts))


def _call(call: Call, function: str, arguments: tuple[Expr, ...]) -> Call:
    text = f"{function}({', '.join(argument.text for argument in arguments)})"
    return replace(call, function=function, arguments=arguments, text=text)


def _relations(relation: Aggregate) -> Iterator[Aggregate]:
    """Yield a relation summed up by another aggregate, and with its condition changed."""
    for other in AGGREGATES[relation.function].changed_to:
        value = None if isinstance(AGGREGATES[other], Counting) else relation.value
        yield _aggregate(relation, other, value, relation.condition)
    if relation.condition is not None:
        for changed in mutants(relation.condition):
            yield _aggregate(relation, relation.function, relation.value, changed)


def _aggregate(relation: Aggregate, function: str, value: Expr | None, condition: Expr | None) -> Aggregate:
    arguments = ", ".join(part.text for part in (value, condition) if part is not None)
    path = relation.text.partition("(")[0].rstrip().rpartition(".")[0]
    text = f"{path}.{function}({arguments})"
    return replace(relation, function=function, value=value, condition=condition, text=text)
