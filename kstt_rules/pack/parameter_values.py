"""What a parameter of a type may be."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.language.types import LISTED
from kstt_rules.language.values import CodeTable
from kstt_rules.pack.model import ParameterType

_MOST: Final = 10**12
_ALLOWED: Final[Mapping[ParameterType, Bilingual]] = {
    "text": both("a text (in quotes if it looks like a number, a day, true or false)"),
    "integer": both("a whole number from 0 to {most}").format(most=_MOST),
    "number": both("a number from 0 to {most}").format(most=_MOST),
    "boolean": both("true or false"),
    "date": both("a day such as 2022-03-31"),
    "texts": both("a list of texts"),
    "numbers": both("a list of numbers"),
    "dates": both("a list of days"),
    "text_table": both("a text for each code"),
    "number_table": both("a number for each code"),
    "date_table": both("a day for each code"),
}
_NOT_ALLOWED: Final = both("{value!r} is not allowed; write {allowed}")


def value_fault(kind: ParameterType, value: Any) -> Bilingual | None:
    """Say what is wrong with a value for a parameter of a type, or None; null unsets and always fits."""
    fits = _fits_table(kind, value) if kind.endswith("_table") else _fits(kind, value)
    return None if value is None or fits else _NOT_ALLOWED.format(value=value, allowed=_ALLOWED[kind])


def _fits(kind: str, value: Any) -> bool:
    match kind:
        case "text":
            return isinstance(value, str)
        case "integer":
            return type(value) is int and 0 <= value <= _MOST
        case "number":
            return type(value) in (int, float) and 0 <= value <= _MOST  # nan is in no range
        case "boolean":
            return isinstance(value, bool)
        case "date":
            return type(value) is date  # a moment is not a day
        case _:
            return isinstance(value, (list, tuple)) and all(_fits(LISTED[kind].kind, item) for item in value)


def _fits_table(kind: str, value: Any) -> bool:
    held = kind.removesuffix("_table")
    return isinstance(value, dict) and all(
        isinstance(code, str) and code and _fits(held, item) for code, item in value.items()
    )


def frozen(value: Any) -> Any:
    """Return a value of a parameter that is never changed."""
    match value:
        case list():
            return tuple(value)
        case dict():
            return CodeTable(value)
        case _:
            return value
