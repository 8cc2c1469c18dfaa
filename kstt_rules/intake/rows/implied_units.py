"""The units of a dossier without a register: those that its other sheets name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kstt_rules.base.text_keys import slug
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.rows.raw_table import Draft
from kstt_rules.intake.units.unit_names import plain
from kstt_rules.intake.values.titles import Titles, classify
from kstt_rules.model.dossier import SheetOrigin
from kstt_rules.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Naming:
    """A text that names a unit in a field of a dataset, and the first cell that holds it."""

    dataset: str
    field: str
    name: str
    origin: SheetOrigin
    row: int
    moved: str | None = None


def implied_units(found: Iterable[Naming]) -> Draft:
    """Return a unit row for each name, at the first cell that holds it.

    Spellings that differ in form only are one unit, called by the first of them in order of letters.
    """
    spellings: dict[str, list[Naming]] = {}
    for naming in found:
        spellings.setdefault(plain(naming.name), []).append(naming)
    units = sorted((min(naming.name for naming in named), named[0]) for named in spellings.values())
    return _draft([name for name, _ in units], [naming for _, naming in units])


def namings(drafts: Iterable[Draft], vocabulary: Vocabulary) -> Iterator[Naming]:
    """Yield the names in the unit columns of datasets, each column's in the order of its rows."""
    for draft in drafts:
        fields = vocabulary.entity(draft.entity).fields
        for key, item in fields.items():
            if item.type != "unit" or key not in draft.columns:
                continue
            readers = [other.of for other in fields.values() if other.reads == key and other.of]
            scopes = [Titles.of(vocabulary.choices[choices]) for choices in readers]
            texts = draft.columns[key]
            for row in sorted(np.unique(texts.codes, return_index=True)[1].tolist()):
                name = texts[row]
                if isinstance(name, str) and not any(classify(name, scope, None) for scope in scopes):
                    origin = _origin(draft.sheets[draft.origin[row]], key)
                    moved = draft.moved.get((row, key))
                    yield Naming(draft.entity, key, name, origin, int(draft.row[row]), moved)


def _origin(sheet: SheetOrigin, key: str) -> SheetOrigin:
    column = sheet.columns.get(key, sheet.anchor)
    return SheetOrigin(sheet.file, sheet.sheet, {"name": column}, column)


def _draft(names: list[str], namings: list[Naming]) -> Draft:
    places: dict[tuple[str, str, int], int] = {}
    sheets: list[SheetOrigin] = []
    for naming in namings:
        place = (naming.origin.file, naming.origin.sheet, naming.origin.anchor)
        if places.setdefault(place, len(sheets)) == len(sheets):
            sheets.append(naming.origin)
    origin = [places[naming.origin.file, naming.origin.sheet, naming.origin.anchor] for naming in namings]
    rows = [naming.row for naming in namings]
    draft = Draft("unit", tuple(sheets), np.array(origin, dtype=np.intp), np.array(rows, dtype=np.intp))
    draft.moved = {(row, "name"): naming.moved for row, naming in enumerate(namings) if naming.moved is not None}
    present = np.zeros(len(names), dtype=bool)
    draft.set("id", column_of(_ids(names)), present)
    draft.set("name", column_of(names), present)
    return draft


def _ids(names: Iterable[str]) -> list[str]:
    """Return slugs, numbered where names differ by their marks only."""
    seen: dict[str, int] = {}
    ids = []
    for key in map(slug, names):
        seen[key] = seen.get(key, 0) + 1
        ids.append(key if seen[key] == 1 else f"{key}--{seen[key]}")
    return ids
