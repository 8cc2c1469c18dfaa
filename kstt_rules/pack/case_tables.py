"""The small tables of a case turned into a dossier, as if each entity had been submitted on its own sheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from kstt_rules.base.arrays import Column, objects
from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import KsttError
from kstt_rules.base.strict_yaml import Location
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.language.types import KIND_WORDS
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.model.report_calendar import Period
from kstt_rules.model.vocabulary import EntityField, Vocabulary

_FIRST_ROW = 2
_INTEGER = both("integer")
_NO_FIELD = both("{entity} has no field {name!r}{hint}")
_NOT_VALID = both("{value!r} is not a valid {of}{hint}")

Rows = Sequence[Mapping[str, Any]]


class _CaseValueError(KsttError):
    """A value in a case is not of its field's type."""


def case_faults(data: Mapping[str, Rows], vocabulary: Vocabulary) -> Iterator[tuple[Location, Bilingual]]:
    """Find what the rows of a case (entity → rows) cannot hold, located within ``data``."""
    submitted = [name for name, entity in vocabulary.entities.items() if entity.sheet is not None]
    for name, rows in data.items():
        if name not in submitted:
            yield (name,), unknown(both("entity"), name, submitted)
            continue
        fields = vocabulary.entity(name).fields
        for index, row in enumerate(rows):
            for key, value in row.items():
                if fault := _fault(key, value, name, vocabulary):
                    yield (name, index, key), fault
            for key, field in fields.items():
                if field.required and not field.derived and row.get(key) is None:
                    yield (name, index), both("a row of {entity} needs {field}").format(entity=name, field=key)


def case_dossier(data: Mapping[str, Rows], vocabulary: Vocabulary, *, file: str) -> Dossier:
    """Return the dossier that the faultless rows of a case describe.

    A field that no row of an entity has is a column that was not submitted; an entity without rows has them
    all. Each sheet is named for its entity; its header is row 1.
    """
    return Dossier({name: _table(name, rows, vocabulary, file) for name, rows in data.items()})


def _table(name: str, rows: Rows, vocabulary: Vocabulary, file: str) -> Table:
    given = set().union(*rows)
    fields = {
        key: field
        for key, field in vocabulary.entity(name).fields.items()
        if (key in given if rows else not field.derived)
    }
    columns = {
        key: _column(field, [_read(field, row.get(key), vocabulary) for row in rows]) for key, field in fields.items()
    }
    sheet = SheetOrigin(file, name, {key: place for place, key in enumerate(fields)}, 0)
    return Table(
        entity=name,
        columns=columns,
        sheets=(sheet,),
        origin=np.zeros(len(rows), dtype=np.int64),
        row=np.arange(_FIRST_ROW, _FIRST_ROW + len(rows)),
    )


def _column(field: EntityField, values: list[Any]) -> Column:
    dtype = {"integer": "float64", "number": "float64", "date": "datetime64[us]"}.get(field.type)
    return objects(values, len(values)) if dtype is None else np.array(values, dtype)


def _fault(key: str, value: Any, entity: str, vocabulary: Vocabulary) -> Bilingual | None:
    fields = vocabulary.entity(entity).fields
    given = {name: field for name, field in fields.items() if not field.derived}
    if key not in fields:
        return _NO_FIELD.format(entity=entity, name=key, hint=hint(key, given))
    if key not in given:
        return both("{field} is derived from the other data and cannot be given").format(field=key)
    try:
        _read(fields[key], value, vocabulary)
    except KsttError as error:
        return error.message
    return None


def _read(field: EntityField, value: Any, vocabulary: Vocabulary) -> Any:
    """Return a value as tables hold it; raises KsttError with what is expected if it is of another type."""
    if value is None:
        return None
    match field.type, value:
        case "period", str() | int() if not isinstance(value, bool):
            return Period.parse(value).id
        case "provision", str():
            return vocabulary.provision(value).key
        case ("choice", str()) | ("choices", list()):
            options = vocabulary.choices[str(field.of)]
            for item in value if isinstance(value, list) else [value]:
                if item not in options:
                    raise _CaseValueError(_NOT_VALID.format(value=item, of=field.of, hint=hint(str(item), options)))
            return tuple(value) if isinstance(value, list) else value
        case ("text" | "unit", str()) | ("boolean", bool()) | ("date", date()):
            return value
        case ("integer", int()) | ("number", int() | float()) if not isinstance(value, bool):
            return value
    raise _CaseValueError(
        _NOT_VALID.format(
            value=value,
            of=_INTEGER if field.type == "integer" else KIND_WORDS[field.type],
            hint=_HINTS.get(field.type, ""),
        )
    )


_HINTS = {
    "text": both("; write it in quotes"),
    "unit": both("; write the unit's id, in quotes where it looks like a number"),
    "boolean": both("; write true or false"),
    "date": both("; write it as 2022-03-31"),
    "provision": both('; write it in quotes, as "6.1.a"'),
    "period": both("; write it as 2022-Q1 or 2022"),
    "choices": both("; write a list"),
}
