"""The checked form of a condition: a small tree in which every name is resolved and every type known."""

from collections.abc import Iterator
from datetime import date

from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.types import BOOLEAN, DATE, ValueType

Constant = bool | int | float | str | date | tuple[str, ...] | tuple[int | float, ...] | tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the condition; a tuple after ``in``."""

    value: Constant
    type: ValueType
    text: str


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A dated value of the pack, or the reading in use, by its dotted key."""

    key: str
    type: ValueType

    @property
    def text(self) -> str:
        """The key."""
        return self.key


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day for which the audit speaks."""

    type: ValueType = DATE
    text: str = "as_of"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the subject, or of the related row inside a relation; ``steps`` are unit fields followed first."""

    entity: str
    name: str
    steps: tuple[str, ...]
    related: bool
    type: ValueType
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A function of the table on a dataset, or on the column for a field of one: ``submitted(report.sent_on)``.

    It asks about the unit of the subject, and about the whole dossier where the subject, or the dataset, has none.
    """

    function: str
    entity: str
    name: str | None
    text: str
    type: ValueType = BOOLEAN

    @property
    def asked(self) -> str:
        """The dataset, or the dataset and the field."""
        return self.entity if self.name is None else f"{self.entity}.{self.name}"


@dataclass(frozen=True, slots=True)
class Compare:
    """``left operator right``; the operator is one of == != < <= > >=."""

    operator: str
    left: "Expr"
    right: "Expr"
    text: str
    type: ValueType = BOOLEAN


@dataclass(frozen=True, slots=True)
class Within:
    """``item in options``: a list of literals, a parameter that is a list, or a field of several choices."""

    item: "Expr"
    options: "Expr"
    text: str
    type: ValueType = BOOLEAN


@dataclass(frozen=True, slots=True)
class And:
    """All items hold."""

    items: tuple["Expr", ...]
    text: str
    type: ValueType = BOOLEAN


@dataclass(frozen=True, slots=True)
class Or:
    """At least one item holds."""

    items: tuple["Expr", ...]
    text: str
    type: ValueType = BOOLEAN


@dataclass(frozen=True, slots=True)
class Not:
    """The item does not hold."""

    item: "Expr"
    text: str
    type: ValueType = BOOLEAN


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left + right`` or ``left - right`` of numbers, or of a date and days."""

    operator: str
    left: "Expr"
    right: "Expr"
    type: ValueType
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table on its arguments, such as ``days_between(a, b)`` or ``missing(a)``."""

    function: str
    arguments: tuple["Expr", ...]
    type: ValueType
    text: str


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A relation of the subject summed up by an aggregate of the table, such as ``officers.count(active)``.

    The ``relation`` may be that of a unit that the subject leads to, or of the rows of another: ``parent.officers``.
    """

    relation: str
    entity: str
    function: str
    value: "Expr | None"
    condition: "Expr | None"
    type: ValueType
    text: str


Expr = (
    Literal
    | ParameterName
    | AsOf
    | Field
    | Submission
    | Compare
    | Within
    | And
    | Or
    | Not
    | Arithmetic
    | Call
    | Aggregate
)


def children(expr: Expr) -> tuple[Expr, ...]:
    """Return the direct parts of an expression."""
    match expr:
        case And(items=items) | Or(items=items):
            return items
        case Not(item=item):
            return (item,)
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Within(item=item, options=options):
            return (item, options)
        case Call(arguments=arguments):
            return arguments
        case Aggregate(value=value, condition=condition):
            return tuple(part for part in (value, condition) if part is not None)
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """Yield an expression and all its parts, outermost first."""
    ahead = [expr]
    while ahead:
        yield (part := ahead.pop())
        ahead += reversed(children(part))


def parts_joined(condition: Expr) -> Iterator[Expr]:
    """Yield what a condition joins by ``and`` and ``or``, or denies, down to what it does not."""
    if isinstance(condition, (And, Or, Not)):
        for part in children(condition):
            yield from parts_joined(part)
    else:
        yield condition


def is_constant(expr: Expr) -> bool:
    """Say whether the value is the same for every subject of an audit."""
    return not isinstance(expr, (Field, Aggregate, Submission)) and all(map(is_constant, children(expr)))


def parameters_used(expr: Expr) -> frozenset[str]:
    """Return the dotted keys of the parameters and readings that an expression names."""
    return frozenset(part.key for part in walk(expr) if isinstance(part, ParameterName))


def datasets_used(expr: Expr) -> frozenset[str]:
    """Return the entities that an expression looks at, the subject's own through its fields."""
    return frozenset(part.entity for part in walk(expr) if isinstance(part, (Field, Aggregate, Submission)))


def follows_findings(expr: Expr) -> bool:
    """Say whether the condition rests on the findings of other rules."""
    return any(isinstance(part, Aggregate) and part.entity == "finding" for part in walk(expr))
