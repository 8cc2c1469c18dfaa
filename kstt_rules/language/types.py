"""The types of values that conditions compare, and which of them go together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["boolean", "number", "date", "text", "unit", "period", "provision", "choice", "choices", "list", "table"]

ORDERED: frozenset[Kind] = frozenset({"number", "date"})
TEXTUAL: frozenset[Kind] = frozenset({"text", "unit", "period", "provision", "choice"})


@dataclass(frozen=True, slots=True)
class ValueType:
    """A kind of value; for choices also the name of the closed set and the values it allows.

    A list is of texts, numbers or dates, a table of a text, a number or a date for each code.
    """

    kind: Kind
    of: str | None = None
    allowed: tuple[str, ...] | None = None

    def __str__(self) -> str:
        match self.kind:
            case "list":
                return f"list of {self.of}"
            case "table":
                return f"table of a {self.of} for each code"
            case _:
                return f"{self.kind} {self.of}" if self.of else self.kind


BOOLEAN = ValueType("boolean")
NUMBER = ValueType("number")
DATE = ValueType("date")
TEXT = ValueType("text")
TEXTS = ValueType("list", "texts")
LISTED: Mapping[str, ValueType] = {"texts": TEXT, "numbers": NUMBER, "dates": DATE}
"""What a list holds, by what it is of."""
TABLED: Mapping[str, ValueType] = {"text": TEXT, "number": NUMBER, "date": DATE}
"""What a code table holds beside its codes, by what it is of."""


def comparable(left: ValueType, right: ValueType) -> bool:
    """Say whether two values may be compared: numbers, dates, or texts of which not both are other closed sets."""
    if left.kind in ORDERED:
        return left.kind == right.kind
    if left.kind in TEXTUAL and right.kind in TEXTUAL:
        return left.of is None or right.of is None or left.of == right.of
    return False
