"""Whose lists a decision approves, and whether what it says of its authorities goes together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np

from kstt_rules.base.arrays import days_of, is_blank, objects
from kstt_rules.model.dossier import ANY_UNIT, Table, UnreadRow

_COMMUNE: Final = "xa"
_WHOLE_TIERS: Final = frozenset({"tinh"})
_NOT_OWN: Final = frozenset({"tinh", "xa"})
_WITH_COMMUNES: Final = frozenset({"xa", "huyen_xa"})
_KIND_OF_SCOPE: Final = {"tinh": "so", "huyen": "ubnd_huyen", "xa": "ubnd_xa", "huyen_xa": "ubnd_huyen"}
"""For each list of a whole tier, the kind of unit that stands for all."""

_READ: Final = ("unit", "scope", "issuer", "signer_authority", "signer_unit", "proposer_unit")


class _UnitFacts(NamedTuple):
    parent: str | None = None
    tier: str | None = None
    kind: str | None = None
    name: str | None = None


def with_lists(approvals: Table, units: Table | None, as_of: date) -> Table:
    """Fill what follows from what each decision says.

    ``as_of`` is the day by which a decision must have been made. A blank never contradicts anything; whether a body is
    of another district is unknown where the district is.
    """
    register = _register(units)
    read = zip(*(_column(approvals, name) for name in _READ), strict=True)
    found = [_follows(dict(zip(_READ, values, strict=True)), register) for values in read]
    made = days_of(approvals.columns, "decided_on") <= np.datetime64(as_of)
    added = {name: objects((row[name] for row in found), len(found)) for name in _follows({}, {})}
    return approvals.with_columns(**added, made=made.astype(object))


def with_possible_lists(unread: Iterable[UnreadRow], units: Table | None) -> tuple[UnreadRow, ...]:
    """Give decisions that were not read what may follow from their units and scope; what is left out may be any."""
    register = _register(units)
    return tuple(replace(row, values={**row.values, **_possible_lists(row, register)}) for row in unread)


def _possible_lists(row: UnreadRow, register: Mapping[str, _UnitFacts]) -> dict[str, Any]:
    known, scope = row.values.get("unit"), row.values.get("scope")
    if known is None and scope not in _WHOLE_TIERS:
        named = frozenset(row.units)
        if not named or ANY_UNIT in named:
            return {}
        parents = frozenset(register.get(unit, _UnitFacts()).parent for unit in named)
        covering = named if _bear_one_name(named, register) else named | parents
        own = {"list_of": named, "unit_parent": parents, "communes_of": covering, "covers_tier": None}
        return own if scope is None else _lists(row.values, _UnitFacts()) | {name: own[name] for name in _open(scope)}
    return _lists(row.values, register.get(known or "", _UnitFacts()))


def _bear_one_name(units: Collection[str], register: Mapping[str, _UnitFacts]) -> bool:
    """Tell whether several units have one name, so that a text that may mean each was read and is no district's."""
    return len(units) > 1 and len({register.get(unit, _UnitFacts()).name for unit in units}) == 1


def _open(scope: str) -> Iterable[str]:
    """Return what a scope leaves open of a decision whose unit is not known."""
    return ["communes_of"] if scope in _NOT_OWN else ["list_of", "unit_parent", "communes_of"]


def _register(units: Table | None) -> dict[str, _UnitFacts]:
    if units is None:
        return {}
    data = zip(*(_column(units, name) for name in ("id", *_UnitFacts._fields)), strict=True)
    return {unit: _UnitFacts(*own) for unit, *own in data}


def _column(table: Table, name: str) -> Iterable[Any]:
    return (None if is_blank(value) else value for value in table.cells(name))


def _follows(row: Mapping[str, Any], register: Mapping[str, _UnitFacts]) -> dict[str, Any]:
    unit = register.get(row.get("unit", ""), _UnitFacts())
    return _lists(row, unit) | _authorities(row, unit)


def _lists(row: Mapping[str, Any], unit: _UnitFacts) -> dict[str, Any]:
    scope = row.get("scope")
    return {
        "list_of": None if scope in _NOT_OWN else row.get("unit"),
        "unit_parent": None if scope in _NOT_OWN else unit.parent,
        "communes_of": row.get("unit") if scope in _WITH_COMMUNES else None,
        "covers_tier": scope if scope in _WHOLE_TIERS else None,
    }


def _authorities(row: Mapping[str, Any], unit: _UnitFacts) -> dict[str, Any]:
    district = unit.parent if unit.tier == _COMMUNE else row.get("unit")
    title, issuer = row.get("signer_authority"), row.get("issuer")
    return {
        "addressee": _KIND_OF_SCOPE.get(row.get("scope") or "", unit.kind),
        "district": district,
        "title_contradicts": title is not None and issuer is not None and title != issuer,
        "signer_elsewhere": title == issuer and _is_elsewhere(row.get("signer_unit"), district),
        "proposer_elsewhere": _is_elsewhere(row.get("proposer_unit"), district),
    }


def _is_elsewhere(unit: str | None, district: str | None) -> bool | None:
    if unit is None:
        return False
    return None if district is None else unit != district
