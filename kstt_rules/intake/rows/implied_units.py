"""The units of a dossier without a register: those that its other sheets name."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import slug
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.units.unit_lists import listed_units
from kstt_rules.intake.units.unit_names import plain
from kstt_rules.intake.values.scopes import DISTRICT, read_scope
from kstt_rules.intake.values.titles import Titles, classify
from kstt_rules.model.dossier import SheetOrigin
from kstt_rules.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A text that names a unit in a field of a dataset, and the first cell that holds it.

    ``may_be_list``: the field may also hold a scope or a list of units.
    """

    dataset: str
    field: str
    name: str
    origin: SheetOrigin
    row: int
    moved: str | None = None
    may_be_list: bool = False


def without_lists(found: Sequence[NamedUnit]) -> list[NamedUnit]:
    """Leave out the texts that list units which are named elsewhere."""
    names = {item.name for item in found if not item.may_be_list}
    register = Register.of([Unit(plain(name), name) for name in sorted(names)])
    return [item for item in found if not item.may_be_list or listed_units(item.name, register) is None]


def implied_units(found: Iterable[NamedUnit]) -> RawTable:
    """Return a unit row for each name, at the first cell that holds it.

    Spellings that differ in form only are one unit, called by the first of them in order of letters.
    """
    spellings: dict[str, list[NamedUnit]] = {}
    for named_unit in found:
        spellings.setdefault(plain(named_unit.name), []).append(named_unit)
    units = sorted((min(named_unit.name for named_unit in named), named[0]) for named in spellings.values())
    return _raw_table([name for name, _ in units], [named_unit for _, named_unit in units])


def named_units(raw_tables: Iterable[RawTable], vocabulary: Vocabulary) -> Iterator[NamedUnit]:
    """Yield the names in the unit columns of datasets, each column's in the order of its rows."""
    for raw in raw_tables:
        fields = vocabulary.entity(raw.entity).fields
        for key, item in fields.items():
            if item.type != "unit" or key not in raw.columns:
                continue
            readers = [other.of for other in fields.values() if other.reads == key and other.of and not other.derived]
            scopes = [Titles.of(vocabulary.choices[choices]) for choices in readers]
            texts = raw.columns[key]
            held = np.delete(np.arange(len(raw)), [*raw.left_out])
            for row in held[np.sort(np.unique(texts.codes[held], return_index=True)[1])].tolist():
                name = texts[row]
                if isinstance(name, str) and not (scopes and _states_scope(name, scopes)):
                    origin = _origin(raw.sheets[raw.origin[row]], key)
                    moved = raw.moved.get((row, key))
                    yield NamedUnit(raw.entity, key, name, origin, int(raw.row[row]), moved, bool(scopes))


def _states_scope(text: str, scopes: Sequence[Titles]) -> bool:
    """Tell whether a text states a scope; the name of a district alone is one too, but first of all a unit."""
    stated = read_scope(text)
    return any(classify(text, scope, None) for scope in scopes) or (
        stated is not None and (stated[0] != DISTRICT or stated[1] is None)
    )


def _origin(sheet: SheetOrigin, key: str) -> SheetOrigin:
    column = sheet.columns.get(key, sheet.anchor)
    return SheetOrigin(sheet.file, sheet.sheet, {"name": column}, column)


def _raw_table(names: list[str], named_units: list[NamedUnit]) -> RawTable:
    places: dict[tuple[str, str, int], int] = {}
    sheets: list[SheetOrigin] = []
    for named_unit in named_units:
        place = (named_unit.origin.file, named_unit.origin.sheet, named_unit.origin.anchor)
        if places.setdefault(place, len(sheets)) == len(sheets):
            sheets.append(named_unit.origin)
    origin = [
        places[named_unit.origin.file, named_unit.origin.sheet, named_unit.origin.anchor] for named_unit in named_units
    ]
    rows = [named_unit.row for named_unit in named_units]
    raw = RawTable("unit", tuple(sheets), np.array(origin, dtype=np.intp), np.array(rows, dtype=np.intp))
    raw.moved = {
        (row, "name"): named_unit.moved for row, named_unit in enumerate(named_units) if named_unit.moved is not None
    }
    present = np.zeros(len(names), dtype=bool)
    raw.set("id", column_of(_ids(names)), present)
    raw.set("name", column_of(names), present)
    return raw


def _ids(names: Iterable[str]) -> list[str]:
    """Return slugs, numbered where names differ by their marks only."""
    seen: dict[str, int] = {}
    ids = []
    for key in map(slug, names):
        seen[key] = seen.get(key, 0) + 1
        ids.append(key if seen[key] == 1 else f"{key}--{seen[key]}")
    return ids
