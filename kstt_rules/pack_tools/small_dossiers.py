"""Small dossiers made from the vocabulary alone: a unit of each kind, and of a dataset a row for each of them."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.report_calendar import Period
from kstt_rules.model.vocabulary import UNIT, UNIT_KIND, EntityField, Vocabulary

_LAST_MONTH: Final = dt.timedelta(30)

Tables = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class SmallDossier:
    """The rows of each dataset, as those of a case; ``of`` is the dataset that has rows beside the units, if any."""

    tables: Tables
    as_of: dt.date
    of: str | None = None

    def about(self, unit: str, vocabulary: Vocabulary) -> "SmallDossier":
        """Return what is left of it without the other units, those above it apart, and without empty datasets."""
        above: dict[str, Any] = {row["id"]: row.get("parent") for row in self.tables[UNIT]}
        kept = [unit]
        while above.get(kept[-1]) is not None:
            kept.append(above[kept[-1]])
        tables: dict[str, list[dict[str, Any]]] = {}
        for name, rows in self.tables.items():
            owner = vocabulary.owner_of(name)
            wanted = kept if name == UNIT else [unit]
            tables[name] = [row for row in rows if owner is None or row[owner] in wanted]
        return SmallDossier(tables, self.as_of, self.of)

    @property
    def text(self) -> str:
        """Its rows as a case has them, on one line; what is blank is left out."""
        tables = (f"{name}: [{', '.join(map(_row, rows))}]" for name, rows in self.tables.items() if rows)
        return f"{{as_of: {self.as_of}, data: {{{', '.join(tables)}}}}}"


def small_dossiers(vocabulary: Vocabulary, as_of: dt.date, datasets: Collection[str]) -> Iterator[SmallDossier]:
    """Yield a dossier without any row beside the units, then, for each of some datasets, one with a row for each unit.

    The days of these rows lie in the month before. All those datasets are submitted.
    """
    full = _rows(vocabulary, datasets, as_of - _LAST_MONTH)
    nothing: dict[str, list[dict[str, Any]]] = {name: rows if name == UNIT else [] for name, rows in full.items()}
    yield SmallDossier(nothing, as_of)
    for name, rows in full.items():
        if rows and name != UNIT:
            yield SmallDossier({**nothing, name: rows}, as_of, name)


def full_dossiers(vocabulary: Vocabulary, as_of: dt.date, datasets: Collection[str]) -> Iterator[SmallDossier]:
    """Yield two dossiers with a row for each unit in each of some datasets; in one of them their days are blank."""
    for day in (None, as_of - _LAST_MONTH):
        yield SmallDossier(_rows(vocabulary, datasets, day), as_of)


def _rows(vocabulary: Vocabulary, datasets: Collection[str], day: dt.date | None) -> dict[str, list[dict[str, Any]]]:
    units = [*_units(vocabulary)]
    tables = {UNIT: units}
    for name, entity in vocabulary.entities.items():
        owner = vocabulary.owner_of(name)
        if entity.sheet is not None and name != UNIT and name in datasets:
            owned = enumerate(units if owner is not None else ())
            tables[name] = [_filled(name, str(owner), unit["id"], place, vocabulary, day) for place, unit in owned]
    return tables


def _units(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """Yield a unit of each kind, below one of the tier above it where there is any."""
    fields = vocabulary.entity(UNIT).fields
    kinds: list[str | None] = [*vocabulary.choices.get(UNIT_KIND, {})] or [None]
    last: dict[str | None, str] = {}
    tiers = [*vocabulary.tiers()]
    for kind in kinds:
        tier = vocabulary.tier_of(kind)
        row = {"id": kind or "a", "name": f"Đơn vị {kind or 'a'}", "kind": kind, "tier": tier}
        above = tiers[: tiers.index(tier)] if tier in tiers else []
        row["parent"] = next((last[one] for one in reversed(above) if one != tiers[0] and one in last), None)
        last[tier] = str(row["id"])
        yield {name: value for name, value in row.items() if name in fields}


def _filled(
    entity: str, owner: str, unit: str, place: int, vocabulary: Vocabulary, day: dt.date | None
) -> dict[str, Any]:
    """Return a row of a unit with what it must have, and its days."""
    row: dict[str, Any] = {owner: unit}
    for name, field in vocabulary.entity(entity).fields.items():
        if field.derived or name == owner:
            continue
        if field.type == "date" and day is not None:
            row[name] = day
        elif field.required:
            row[name] = _value(field, place, vocabulary, day)
        else:
            row[name] = None
    return row


def _value(field: EntityField, place: int, vocabulary: Vocabulary, day: dt.date | None) -> Any:
    """Return a value that a field can have; texts differ from row to row, so that nobody stands in two units."""
    match field.type:
        case "text":
            return f"{'ABCDEGHIKLMNOPQRSTUVXY'[place % 22]} {place}"
        case "boolean":
            return True
        case "date":
            return dt.date(2022, 1, 1)
        case "period":
            return Period.parse(f"{(day or dt.date(2022, 1, 1)).year}-Q1").id
        case "provision":
            return next(iter(sorted(vocabulary.provisions or ()))).key if vocabulary.provisions else "1"
        case "choice" | "choices":
            first = next(iter(vocabulary.choices[str(field.of)]))
            return first if field.type == "choice" else [first]
        case _:
            return 1


def _row(row: Mapping[str, Any]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in row.items() if value is not None)}}}"
