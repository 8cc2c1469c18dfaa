"""The types of values that conditions compare, and which of them go together."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["boolean", "number", "date", "text", "unit", "period", "provision", "choice", "choices", "texts"]

ORDERED: frozenset[Kind] = frozenset({"number", "date"})
TEXTUAL: frozenset[Kind] = frozenset({"text", "unit", "period", "provision", "choice"})


@dataclass(frozen=True, slots=True)
class ValueType:
    """A kind of value; for choices also the name of the closed set and the values it allows."""

    kind: Kind
    of: str | None = None
    allowed: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.of}" if self.of else self.kind


BOOLEAN = ValueType("boolean")
NUMBER = ValueType("number")
DATE = ValueType("date")
TEXT = ValueType("text")
TEXTS = ValueType("texts")


def comparable(left: ValueType, right: ValueType) -> bool:
    """Say whether two values may be compared: numbers, dates, or texts of which not both are other closed sets."""
    if left.kind in ORDERED:
        return left.kind == right.kind
    if left.kind in TEXTUAL and right.kind in TEXTUAL:
        return left.of is None or right.of is None or left.of == right.of
    return False
