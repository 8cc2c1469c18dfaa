"""Which rules no subject is under at once, for they ask for other values of one field."""

from collections.abc import Iterator, Mapping
from typing import Any

from kstt_rules.language.nodes import And, Compare, Field, Literal, ParameterName, Within
from kstt_rules.pack import Pack, Rule

Asked = Mapping[str, frozenset[Any]]


def asked_values(pack: Pack, rule: Rule) -> Asked:
    """Return the values that a rule wants of fields where it applies, by the text of the field, as far as it says."""
    found: dict[str, frozenset[Any]] = {}
    for name, values in _listed(pack, rule):
        found[name] = found.get(name, values) & values
    return found


def are_apart(one: Asked, other: Asked) -> bool:
    """Say whether two rules ask for different values of some field."""
    return any(not one[name] & other[name] for name in one.keys() & other.keys())


def _listed(pack: Pack, rule: Rule) -> Iterator[tuple[str, frozenset[Any]]]:
    applies = rule.applies
    for part in applies.items if isinstance(applies, And) else (applies,):
        match part:
            case Within(item=Field(text=name), options=Literal(value=tuple() as values)):
                yield name, frozenset(values)
            case Within(item=Field(text=name), options=ParameterName(key=key)) if key in pack.parameters:
                dated = pack.parameters[key].values
                yield name, frozenset(value for item in dated for value in (item.value or ()))  # type: ignore[union-attr]
            case Compare(operator="==", left=Field(text=name), right=Literal(value=value)):
                yield name, frozenset({value})
