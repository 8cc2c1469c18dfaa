"""What a condition compares its terms with: what each would have to be for the rule to be kept."""

from collections.abc import Iterator
from typing import Any, Final

from kstt_rules.judging.evidence import plain_value
from kstt_rules.language.evaluate_row import Scene, Step, evaluate, outline
from kstt_rules.language.functions import FUNCTIONS
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Call,
    Compare,
    Field,
    Not,
    Or,
    Submission,
    Within,
    children,
    is_constant,
    parts_joined,
)
from kstt_rules.model.findings import Operator
from kstt_rules.pack import Rule

Wanted = tuple[Operator, Any]
"""How a term should compare, and with what value or values."""

_OPPOSITE: Final[dict[str, Operator]] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: Final[dict[str, Operator]] = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def wanted(rule: Rule, scene: Scene) -> dict[str, Wanted]:
    """Return by the text of each term of a rule's breach what it is compared with, turned so that the rule is kept."""
    found: dict[str, Wanted] = {}
    for term, operator, value in _of(outline(rule.breach, scene), scene, breaks=True):
        found.setdefault(term.text, (operator, value))
    return found


def differs_by_row(rule: Rule) -> bool:
    """Tell whether some term of a rule's breach is compared with what is not the same for every subject."""
    compared = (part for part in parts_joined(rule.breach) if isinstance(part, (Compare, Within)))
    return any(not any(map(is_constant, children(part))) for part in compared)


def _of(step: Step, scene: Scene, *, breaks: bool) -> Iterator[tuple[Field | Aggregate | Submission, Operator, Any]]:
    """Yield the terms below a condition; ``breaks``: the rule is broken where the condition is true."""
    match step.expr:
        case And() | Or():
            for part in step.parts:
                if part.value == step.value:
                    yield from _of(part, scene, breaks=breaks)
        case Not():
            yield from _of(step.parts[0], scene, breaks=not breaks)
        case Compare(operator=operator, left=left, right=right):
            kept = _OPPOSITE[operator] if breaks else _OPPOSITE[_OPPOSITE[operator]]
            for term, other, own in ((left, right, kept), (right, left, _MIRRORED[kept])):
                value = plain_value(other, evaluate(other, scene))
                if isinstance(term, (Field, Aggregate)) and value is not None:
                    yield term, own, value
        case Within(item=item, options=options):
            if isinstance(item, (Field, Aggregate)) and (value := evaluate(options, scene)) is not None:
                yield item, "not in" if breaks else "in", value
            elif isinstance(options, Field):
                yield options, "not contains" if breaks else "contains", evaluate(item, scene)
        case Call(function=name, arguments=(Field() | Aggregate() as item,)) if FUNCTIONS[name].of_blanks:
            yield item, "!=" if breaks else "==", None
        case Field() | Aggregate() | Submission() as term if term.type.kind == "boolean":
            yield term, "==", not breaks
