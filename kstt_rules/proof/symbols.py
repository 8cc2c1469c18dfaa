"""Values of a condition as formulas: truths, bounded numbers, texts and sets of choices that are not known yet.

They mirror the values of ``language.evaluate_row``: a truth is true, false or neither, a number lies between two bounds
of which each may be open, a text is a whole number that stands for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import z3

from kstt_rules.base.dataclass import dataclass

Bool: TypeAlias = Any
"""A z3 expression that is true or false."""
Formula: TypeAlias = Any
"""A z3 expression of any sort: the library has no types that tell them apart."""

YES: Final = z3.BoolVal(True)
NO: Final = z3.BoolVal(False)


def both_of(items: Iterable[Bool]) -> Bool:
    """Return that all of some formulas hold, without those that are so anyway."""
    kept = [item for item in items if item is not YES]
    if any(item is NO for item in kept):
        return NO
    return YES if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_and, kept)


def one_of(items: Iterable[Bool]) -> Bool:
    """Return that at least one of some formulas holds."""
    kept = [item for item in items if item is not NO]
    if any(item is YES for item in kept):
        return YES
    return NO if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_or, kept)


def _joined(join: Any, items: Sequence[Bool]) -> Bool:
    """Join formulas without the checks of ``z3.And`` and ``z3.Or``, which take longer than all else."""
    context = YES.ctx
    return z3.BoolRef(
        join(context.ref(), len(items), (z3.Ast * len(items))(*(item.as_ast() for item in items))), context
    )


def no(item: Bool) -> Bool:
    """Return that a formula does not hold."""
    if item is YES:
        return NO
    if item is NO:
        return YES
    return z3.BoolRef(z3.Z3_mk_not(YES.ctx.ref(), item.as_ast()), YES.ctx)


def implies(condition: Bool, item: Bool) -> Bool:
    """Return that a formula holds where another does."""
    return one_of([no(condition), item])


def same(one: Bool, other: Bool) -> Bool:
    """Return that two formulas hold together or not at all."""
    return both_of([implies(one, other), implies(other, one)])


@dataclass(frozen=True, slots=True)
class Truth:
    """A truth: where it is true, and where it is false; unknown elsewhere."""

    true: Bool
    false: Bool

    @property
    def unknown(self) -> Bool:
        """Where it is neither."""
        return both_of([no(self.true), no(self.false)])

    def denied(self) -> "Truth":
        """Return its contrary."""
        return Truth(self.false, self.true)


ALWAYS: Final = Truth(YES, NO)
NEVER: Final = Truth(NO, YES)
OPEN: Final = Truth(NO, NO)


def all_true(items: Sequence[Truth]) -> Truth:
    """Return the conjunction."""
    return Truth(both_of(item.true for item in items), one_of(item.false for item in items))


def any_true(items: Sequence[Truth]) -> Truth:
    """Return the alternative."""
    return Truth(one_of(item.true for item in items), both_of(item.false for item in items))


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a day as its ordinal, between two bounds; a bound without its flag is open."""

    low: Formula
    high: Formula
    has_low: Bool
    has_high: Bool

    @classmethod
    def of(cls, value: Formula, known: Bool = YES) -> "Number":
        """Return one value, where it is known."""
        return cls(value, value, known, known)

    @property
    def exact(self) -> Bool:
        """Where there is one value that it can be."""
        flags = both_of([self.has_low, self.has_high])
        return flags if self.low is self.high else both_of([flags, self.low == self.high])


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its code, where it is known."""

    code: Formula
    known: Bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Several choices: which of them are named, whether a part was not read, and where they are known."""

    named: Mapping[str, Bool]
    unread: Bool
    known: Bool


def compare(operator: str, left: Number, right: Number) -> Truth:
    """Compare two bounded numbers as ``language.bounds.compare`` does."""
    match operator:
        case "<":
            return Truth(
                both_of([left.has_high, right.has_low, left.high < right.low]),
                both_of([left.has_low, right.has_high, left.low >= right.high]),
            )
        case "<=":
            return Truth(
                both_of([left.has_high, right.has_low, left.high <= right.low]),
                both_of([left.has_low, right.has_high, left.low > right.high]),
            )
        case ">":
            return compare("<", right, left)
        case ">=":
            return compare("<=", right, left)
        case "==":
            apart = one_of([compare("<", left, right).true, compare("<", right, left).true])
            return Truth(both_of([left.exact, right.exact, left.low == right.low]), apart)
        case _:
            return compare("==", left, right).denied()


def added(left: Number, right: Number) -> Number:
    """Return ``left + right``."""
    low, high = left.low + right.low, left.high + right.high
    if left.low is left.high and right.low is right.high:
        high = low
    return Number(low, high, both_of([left.has_low, right.has_low]), both_of([left.has_high, right.has_high]))


def taken(left: Number, right: Number) -> Number:
    """Return ``left - right``."""
    low, high = left.low - right.high, left.high - right.low
    if left.low is left.high and right.low is right.high:
        high = low
    return Number(low, high, both_of([left.has_low, right.has_high]), both_of([left.has_high, right.has_low]))


class Count:
    """How many of some formulas hold; what the table of aggregates computes with its numbers, this can."""

    def __init__(self, items: Sequence[Bool]) -> None:
        self.items = [item for item in items if item is not NO]

    def __add__(self, other: "Count") -> "Count":
        return Count([*self.items, *other.items])

    def __gt__(self, number: int) -> Bool:
        assert number == 0
        return one_of(self.items)

    def __eq__(self, number: object) -> Bool:
        assert number == 0
        return both_of(no(item) for item in self.items)

    __hash__ = object.__hash__

    @property
    def number(self) -> Formula:
        """The number itself."""
        return z3.Sum([z3.If(item, 1, 0) for item in self.items]) if self.items else z3.IntVal(0)
