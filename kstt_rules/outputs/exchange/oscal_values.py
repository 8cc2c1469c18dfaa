"""How OSCAL writes texts, days and properties."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from kstt_rules.outputs.visible import visible

_Json = dict[str, Any]

_NAMESPACE: Final = "urn:kstt:oscal"
_MARKUP: Final = "\\`*_[]<>~^{}"
"""The signs that mark text up; the one that the others are escaped by comes first."""


def markup(text: str) -> str:
    """Return data as text of which nothing is taken for markup."""
    told = visible(text)
    for sign in _MARKUP:
        told = told.replace(sign, f"\\{sign}")
    return told


def line(text: str) -> str:
    """Return data as a title, which may not be empty."""
    return markup(text) or "–"


def value(text: str) -> str:
    """Return data as a string, which may neither be empty nor begin or end in space."""
    return visible(text).strip() or "–"


def prop(name: str, held: str | int) -> _Json:
    """Return a property of this program's namespace."""
    return {"name": name, "ns": _NAMESPACE, "value": value(str(held))}


def props(values: Mapping[str, str | int | None]) -> list[_Json]:
    """Return the properties that have a value."""
    return [prop(name, held) for name, held in values.items() if held is not None]


def filled(name: str, items: list[_Json]) -> _Json:
    """Return the member, or nothing for an empty list, which OSCAL does not allow."""
    return {name: items} if items else {}


def instant(day: date) -> str:
    """Return the beginning of a day in Viet Nam."""
    return f"{day.isoformat()}T00:00:00+07:00"
