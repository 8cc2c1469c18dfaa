"""A small world to evaluate conditions on: units, their officers and documents, and parameters of every type."""

from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from kstt_rules.judging.facts import Facts
from kstt_rules.language import Scope, check
from kstt_rules.language.columns import Frame
from kstt_rules.language.evaluate_row import Scene
from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, TEXT, TEXTS, ValueType
from kstt_rules.language.values import CodeTable, Setting
from kstt_rules.model.dossier import Dossier, SheetOrigin, Source, Table, UnreadRow
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import EntityField, Label, Vocabulary
from tests.helpers.frame_columns import columns_of


def _of_units(**types):
    """Return the base vocabulary with some fields more of units, as a pack may add them."""
    base = base_vocabulary()
    label = Label(vi="x", en="x")
    more = {name: EntityField(type=type_, of=of, label=label) for name, (type_, of) in types.items()}
    unit = base.entity("unit")
    unit = unit.model_copy(update={"fields": {**unit.fields, **more}})
    return Vocabulary(base.choices, {**base.entities, "unit": unit})


VOCABULARY = _of_units(
    size=("number", None), founded=("date", None), merged=("boolean", None), addressees=("choices", "recipient")
)
PARAMETERS = {
    "limits.most": (NUMBER, 2),
    "limits.half": (NUMBER, 2.5),
    "limits.no_most": (NUMBER, None),
    "limits.day": (DATE, date(2022, 1, 6)),
    "limits.no_day": (DATE, None),
    "limits.word": (TEXT, "m"),
    "limits.no_word": (TEXT, None),
    "limits.on": (BOOLEAN, True),
    "limits.off": (BOOLEAN, False),
    "limits.no_switch": (BOOLEAN, None),
    "classes.some": (TEXTS, ("so", "khac")),
    "classes.none": (TEXTS, ()),
    "classes.unset": (TEXTS, None),
    "lists.numbers": (ValueType("list", "numbers"), (1, 3)),
    "lists.days": (ValueType("list", "dates"), (date(2022, 1, 3),)),
    "tables.number": (ValueType("table", "number"), CodeTable(unit_leader=7, office_leader=2.5)),
    "tables.day": (ValueType("table", "date"), CodeTable(specialist=date(2022, 1, 6))),
}
TYPES = {key: type_ for key, (type_, _) in PARAMETERS.items()}
SETTING = Setting(
    date(2022, 1, 10), {key: value for key, (_, value) in PARAMETERS.items()}, lambda a, b: np.busday_count(a, b).item()
)


def _rows(names, *rows):
    return pd.DataFrame([dict(zip(names.split(), row, strict=True)) for row in rows])


MONDAY, THURSDAY, LATER, NEXT_YEAR = date(2022, 1, 3), date(2022, 1, 6), date(2022, 1, 12), date(2023, 1, 2)
UNIT = _rows(
    "id name kind tier parent size founded merged addressees",
    ("a", "A", "so", "tinh", None, 5, MONDAY, True, ("department", "other")),
    ("b", "B", "khac", "xa", "a", None, None, None, None),
    ("c", "c", None, None, "gone", 7.5, LATER, False, ("other",)),
)
OFFICER = _rows(
    "unit person role email birth_year concurrent from_date to_date active",
    ("a", "an", "unit_leader", "m", 1, True, MONDAY, LATER, True),
    ("a", "binh", "specialist", "specialist", 3, False, THURSDAY, THURSDAY, True),
    ("a", "chi", None, None, None, None, None, None, True),
    ("b", "an", "specialist", "m", 2, True, THURSDAY, NEXT_YEAR, True),
    ("gone", "an", "office_leader", "m", 2, False, NEXT_YEAR, LATER, True),
)
DOCUMENT = _rows("unit recipients", ("a", ("department", "other")), ("a", ("other",)), ("b", None))
TABLES = MappingProxyType({"unit": UNIT, "officer": OFFICER, "document": DOCUMENT})


def facts(*, doubtful=None, **tables):
    """Return the facts of a dossier with these tables, by default those of this module; ``doubtful`` by unit."""
    given = tables or TABLES
    return Facts(Dossier({name: _table(name, frame, doubtful or {}) for name, frame in given.items()}), VOCABULARY)


def _table(entity, rows, doubtful):
    fields = VOCABULARY.entity(entity).fields
    plain = rows.astype(object).where(rows.notna(), None)
    types = {"date": "datetime64[us]", "number": "float64", "integer": "float64"}
    frame = plain.astype({name: types.get(fields[name].type, object) for name in rows})
    places = np.arange(len(frame))
    counts = doubtful.items() if entity == "officer" else ()
    unread = tuple(UnreadRow(Source("f.xlsx", entity, "A99"), (unit,), {}, rows) for unit, rows in counts)
    return Table(
        entity, columns_of(frame), (SheetOrigin("f.xlsx", entity, {}, 0),), places * 0, places + 2, unread=unread
    )


def parsed(text, subject="officer", want="boolean"):
    """Return the checked tree of a condition on a subject."""
    return check(text, Scope(VOCABULARY, subject, TYPES), want=want)


def scenes(world, subject):
    """Return a scene for every row of a subject entity."""
    return [Scene(world.row(subject, row), SETTING) for row in range(world.size(subject))]


def frame(world, subject):
    """Return the frame of all rows of a subject entity."""
    return Frame(world, subject, SETTING)
