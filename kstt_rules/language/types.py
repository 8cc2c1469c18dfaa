"""The types of values that conditions compare, and which of them go together."""

from collections.abc import Mapping
from typing import Final, Literal

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass

Kind = Literal["boolean", "number", "date", "text", "unit", "period", "provision", "choice", "choices", "list", "table"]

ORDERED: frozenset[Kind] = frozenset({"number", "date"})
TEXTUAL: frozenset[Kind] = frozenset({"text", "unit", "period", "provision", "choice"})


KIND_WORDS: Final[Mapping[Kind, Bilingual]] = {
    "boolean": both("boolean"),
    "number": both("number"),
    "date": both("date"),
    "text": both("text"),
    "unit": both("unit", "type"),
    "period": both("period", "type"),
    "provision": both("provision", "type"),
    "choice": both("choice"),
    "choices": both("choices", "type"),
    "list": both("list", "type"),
    "table": both("table", "type"),
}
_LIST_OF: Final = both("list of {of}")
_TABLE_OF: Final = both("table of a {of} for each code")
LIST_WORDS: Final = {"texts": both("texts"), "numbers": both("numbers"), "dates": both("dates")}


@dataclass(frozen=True, slots=True)
class ValueType:
    """A kind of value; for choices also the name of the closed set and the values it allows.

    A list is of texts, numbers or dates, a table of a text, a number or a date for each code.
    """

    kind: Kind
    of: str | None = None
    allowed: tuple[str, ...] | None = None

    @property
    def words(self) -> Bilingual:
        """What messages call the type; a closed set by its name in the vocabulary."""
        match self.kind:
            case "list":
                return _LIST_OF.format(of=LIST_WORDS[str(self.of)])
            case "table":
                return _TABLE_OF.format(of=KIND_WORDS[TABLED[str(self.of)].kind])
            case _:
                return joined(" ", [KIND_WORDS[self.kind], *([self.of] if self.of else [])])


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
