"""Whether two conditions come to the same whatever the data: shown by the table of all that their parts can be.

The parts are the comparisons, memberships, fields and calls that a condition joins. Those that look at one thing are
taken together: at the order of two values, or at a field with a closed set. All others may be true, false or unknown
independently of one another, which is more than data can be: what is found equal is equal, and more may be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cached_property, reduce
from itertools import chain, combinations
from math import prod
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.language.nodes import Aggregate, And, Call, Compare, Expr, Literal, Not, Or, Within, children, walk
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN, negate
from kstt_rules.language.types import ORDERED

Truths = npt.NDArray[np.int8]
Rule = tuple[Expr | None, Expr]
"""When a rule applies, and when it is breached."""

_MOST: Final = 2**20  # rows of a table: a second's work
_ORDERS: Final = ("<", "=", ">")
_POSSIBLE: Final = tuple(frozenset(some) for size in (1, 2, 3) for some in combinations(_ORDERS, size))
_EXACTLY: Final = tuple(some for some in _POSSIBLE if len(some) != 2)
"""What is known of the order of two values: which of the three are possible; all or one where no value is a range."""
_FITS: Final = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=", "!=": "<>"}
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def same_truth(one: Expr, other: Expr) -> bool:
    """Say whether two conditions are shown to be true, false and unknown together."""
    return _is_same([one], [other], lambda truths: truths[0])


def same_verdicts(one: Rule, other: Rule) -> bool:
    """Say whether two rules are shown to come to the same verdict on every subject."""
    return _is_same([*_conditions(one)], [*_conditions(other)], _verdicts)


def part_left_out(whole: Expr, rest: Expr) -> Expr | None:
    """Return the part of a condition that another one lacks, of which it is the same else; None where it is changed."""
    if isinstance(whole, (And, Or)):
        items = [_shape(item) for item in whole.items]
        left = [_shape(item) for item in (rest.items if isinstance(rest, type(whole)) else (rest,))]
        for place, item in enumerate(whole.items):
            if items[:place] + items[place + 1 :] == left:
                return item
    pairs = zip(children(whole), children(rest), strict=False)
    differing = [(one, other) for one, other in pairs if _shape(one) != _shape(other)]
    if type(whole) is type(rest) and len(children(whole)) == len(children(rest)) and len(differing) == 1:
        return part_left_out(*differing[0])
    return None


def _conditions(rule: Rule) -> Iterator[Expr]:
    applies, breach = rule
    yield breach
    if applies is not None:
        yield applies


def _verdicts(truths: Sequence[Truths]) -> Truths:
    """Return a code for each verdict: not applicable, or how true the breach is, or undetermined."""
    breach, *applies = truths
    if not applies:
        return breach
    judged = np.where(applies[0] == TRUE, breach, np.int8(-1))
    return np.where((applies[0] == UNKNOWN) & (breach != FALSE), np.int8(UNKNOWN), judged).astype(np.int8)


def _is_same(one: Sequence[Expr], other: Sequence[Expr], outcome: Callable[[Sequence[Truths]], Truths]) -> bool:
    table = _Table()
    for condition in chain(one, other):
        table.note(condition)
    if table.size > _MOST:
        return False
    first, second = (outcome([table.truths(condition) for condition in conditions]) for conditions in (one, other))
    return bool(np.array_equal(np.broadcast_to(first, table.shape), np.broadcast_to(second, table.shape)))


class _Table:
    """All that the parts of some conditions can be, one axis for each thing that they look at.

    A thing has, of each part that looks at it, the truths of the part by what the thing may be.
    """

    def __init__(self) -> None:
        self._things: dict[Any, dict[Any, tuple[int, ...]]] = {}
        self._relations: list[Aggregate] = []

    @cached_property
    def _axes(self) -> dict[Any, list[tuple[int, ...]]]:
        """All that the parts which look at a thing can be together, each once."""
        return {thing: sorted(set(zip(*parts.values(), strict=True))) for thing, parts in self._things.items()}

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self._axes.values()))

    @property
    def size(self) -> int:
        return prod(self.shape)

    def note(self, condition: Expr) -> None:
        """Take in the parts of a condition."""
        for part in _parts(condition):
            thing, key, truths = self._looked_at(part)
            self._things.setdefault(thing, {})[key] = truths

    def truths(self, condition: Expr) -> Truths:
        """Return the truth of a condition in every row of the table."""
        match condition:
            case And(items=items):
                return reduce(np.minimum, map(self.truths, items))
            case Or(items=items):
                return reduce(np.maximum, map(self.truths, items))
            case Not(item=item):
                return (TRUE - self.truths(item)).astype(np.int8)
        thing, key, _ = self._looked_at(condition)
        axis, place = list(self._axes).index(thing), list(self._things[thing]).index(key)
        values = np.array([state[place] for state in self._axes[thing]], np.int8)
        return values.reshape([-1 if at == axis else 1 for at in range(len(self._axes))])

    def _looked_at(self, part: Expr) -> tuple[Any, Any, tuple[int, ...]]:
        """Return what a part looks at, the part as it is told from others, and its truths by what that may be."""
        match part:
            case Compare(left=left, right=right, operator=operator) if left.type.kind in ORDERED:
                one, other = self._known(left), self._known(right)
                if repr(other) < repr(one):
                    one, other, operator = other, one, _TURNED[operator]
                possible = _EXACTLY if _is_plain(left) and _is_plain(right) else _POSSIBLE
                return ("order", one, other), operator, tuple(_in_order(operator, some) for some in possible)
            case Compare(left=left, right=Literal(value=value), operator=operator) if left.type.allowed is not None:
                equal = _among(left, (value,))
                truths = equal if operator == "==" else tuple(map(negate, equal))
                return ("value", self._known(left)), (operator, value), truths
            case Within(item=item, options=Literal(value=tuple() as values)) if item.type.allowed is not None:
                return ("value", self._known(item)), ("in", values), _among(item, values)
            case Compare(left=left, right=right, operator="!="):
                return self._looked_at(Compare("==", left, right, ""))[0], "!=", (TRUE, UNKNOWN, FALSE)
        return ("part", self._known(part)), "==", (FALSE, UNKNOWN, TRUE)

    def _known(self, term: Expr) -> Any:
        """Return a term as it is told from others; relations whose conditions come to the same are one."""
        return _shape(self._unified(term))

    def _unified(self, term: Expr) -> Expr:
        if isinstance(term, Aggregate) and term.condition is not None:
            bare = _shape(replace(term, condition=None))
            for seen in self._relations:
                if _shape(replace(seen, condition=None)) == bare and seen.condition is not None:
                    same = _shape(seen.condition) == _shape(term.condition)
                    if same or same_truth(seen.condition, term.condition):
                        return seen
            self._relations.append(term)
        return term


def _parts(condition: Expr) -> Iterator[Expr]:
    if isinstance(condition, (And, Or, Not)):
        for item in children(condition):
            yield from _parts(item)
    else:
        yield condition


def _is_plain(value: Expr) -> bool:
    """Say whether a number or a day is known, or not at all: made of fields, it is never known to lie in a range."""
    return not any(isinstance(part, (Aggregate, Call)) for part in walk(value))


def _in_order(operator: str, possible: frozenset[str]) -> int:
    fits = {order in _FITS[operator] for order in possible}
    return UNKNOWN if len(fits) > 1 else TRUE if fits.pop() else FALSE


def _among(item: Expr, values: Sequence[Any]) -> tuple[int, ...]:
    """Return whether each value of a closed set is among some; the last is the one that is not known."""
    assert item.type.allowed is not None
    return (*(TRUE if each in values else FALSE for each in item.type.allowed), UNKNOWN)


def _shape(value: Any) -> Any:
    """Return an expression without the way it is written."""
    if isinstance(value, tuple):
        return tuple(map(_shape, value))
    if is_dataclass(value):
        return (
            type(value).__name__,
            *(_shape(getattr(value, part.name)) for part in fields(value) if part.name != "text"),
        )
    return value
