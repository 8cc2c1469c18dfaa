"""The dated and cited values of a pack: read from pack.yaml, checked against their types and one another."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.strict_yaml import Location
from kstt_rules.language import ValueType
from kstt_rules.language.types import BOOLEAN, DATE, LISTED, NUMBER, TABLED, TEXT
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack.files import PackFile, ParameterPart, Read, ValuePart
from kstt_rules.pack.model import DatedValue, Parameter, Reading
from kstt_rules.pack.parameter_values import frozen, value_fault

_VALUE_TYPES: Final[Mapping[str, ValueType]] = {
    "text": TEXT,
    "integer": NUMBER,
    "number": NUMBER,
    "boolean": BOOLEAN,
    "date": DATE,
    **{of: ValueType("list", of) for of in LISTED},
    **{f"{of}_table": ValueType("table", of) for of in TABLED},
}
_NOT_CITED: Final = both("add the `provision` of this value, the other `act` that sets it, or `source: local`")
_LAW_AND_LOCAL: Final = both("what an `act` sets is law, so remove `source: local`, or the `act`")
_TAKEN: Final = both("the group name {group!r} already means something in conditions")


def value_types(parameters: Mapping[str, Parameter], readings: Mapping[str, Reading]) -> dict[str, ValueType]:
    """Return the types of the dotted names of parameters and readings, as conditions use them."""
    types = {key: _VALUE_TYPES[parameter.type] for key, parameter in parameters.items()}
    for name, reading in readings.items():
        types[f"readings.{name}"] = ValueType("choice", f"readings.{name}", tuple(reading.options))
    return types


def build_parameters(header: Read[PackFile]) -> dict[str, Parameter]:
    """Return the parameters by dotted key; a value without ``until`` ends the day before the next begins."""
    return {
        f"{group}.{name}": _parameter(header, group, name, part)
        for group, parts in header.content.parameters.items()
        for name, part in parts.items()
    }


def _parameter(header: Read[PackFile], group: str, name: str, part: ParameterPart) -> Parameter:
    place = header.document.place(("parameters", group, name))
    return Parameter(f"{group}.{name}", part.type, part.label.bilingual, _dated_values(part), *place)


def parameter_faults(file: PackFile, vocabulary: Vocabulary) -> Iterator[tuple[Location, Bilingual]]:
    """Find groups whose names mean something else, and values of another type, uncited or overlapping."""
    taken = _names_in_scope(vocabulary)
    for group, parts in file.parameters.items():
        if group in taken:
            yield ("parameters", group), _TAKEN.format(group=group)
        for name, part in parts.items():
            yield from _value_faults(("parameters", group, name, "values"), part)


def _dated_values(part: ParameterPart) -> tuple[DatedValue, ...]:
    ordered = sorted(part.values, key=_start)
    ends = [_start(later) - timedelta(1) for later in ordered[1:]]
    return tuple(
        DatedValue(
            start=item.start,
            until=item.until or end,
            value=frozen(item.value),
            provision=item.provision,
            local=item.source == "local",
            act=None if item.act is None else item.act.bilingual,
        )
        for item, end in zip(ordered, [*ends, None], strict=True)
    )


def _start(value: ValuePart) -> date:
    return value.start or date.min


def _names_in_scope(vocabulary: Vocabulary) -> set[str]:
    names = {"as_of", "readings", *vocabulary.entities}
    for entity in vocabulary.entities.values():
        names.update(entity.relations)
        names.update(name for name, field in entity.fields.items() if field.type == "unit")
    return names


def _value_faults(where: Location, part: ParameterPart) -> Iterator[tuple[Location, Bilingual]]:
    for index, item in enumerate(part.values):
        if fault := value_fault(part.type, item.value):
            yield (*where, index, "value"), fault
        if item.provision is None and item.act is None and item.source is None:
            yield (*where, index), _NOT_CITED
        if item.act is not None and item.source is not None:
            yield (*where, index, "source"), _LAW_AND_LOCAL
        if item.until is not None and item.until < _start(item):
            yield (*where, index, "until"), both("{until} is before {start}").format(until=item.until, start=item.start)
    order = sorted(range(len(part.values)), key=lambda index: _start(part.values[index]))
    for earlier, later in pairwise(order):
        first, second = part.values[earlier], part.values[later]
        if _start(first) == _start(second) or (first.until is not None and first.until >= _start(second)):
            begin = first.start or both("the beginning")
            yield (*where, later), both("overlaps the value from {begin}").format(begin=begin)
