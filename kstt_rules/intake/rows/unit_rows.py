"""The rows of the unit register: their ids, kinds and tiers where left blank, and which of them repeat each other."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

import numpy as np

from kstt_rules.base.bilingual import both
from kstt_rules.base.text_keys import fold, slug
from kstt_rules.intake.files.columns import blank_column, column_of, combine
from kstt_rules.intake.rows.raw_table import RawTable, is_fault, without_faults
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.units.unit_names import is_province
from kstt_rules.intake.values.parsers import CellFault, written_forms
from kstt_rules.intake.values.titles import Titles, classify
from kstt_rules.model.dossier import Table
from kstt_rules.model.vocabulary import UNIT_KIND, Vocabulary

_BETWEEN_ALIASES = re.compile("[;,]")

_UNKNOWN_CODE = CellFault("unknown_parent", both("is not in the register of units"))
_OUTRANKED = CellFault(
    "superseded_unit",
    both("The chosen register of units already has this code; this row was not used."),
)


def complete_units(raw: RawTable, vocabulary: Vocabulary, *, first: Container[str] = ()) -> Register:
    """Fill the ids, kinds and tiers of unit rows, settle which rows repeat others, and return the register.

    A blank id is the slug of the name, with the parent's where two names are alike. A blank kind follows from the
    name, a blank tier from the kind. Of rows with one id one stands, those of the files ``first`` before all others;
    the rest are left out where they say the same or their file is outranked, and faults where they differ.
    Parents become ids, by their code where a column has it; one that the register does not have becomes blank.
    """
    _take_parent_codes(raw)
    _fill_ids(raw)
    _fill_kinds(raw, vocabulary)
    _settle_repeats(raw, first)
    register = Register.of(list(dict.fromkeys(_units(raw))))
    _link_parents(raw, register)
    return register


def known_units(table: Table) -> Register:
    """Return the register that a table of units holds."""
    rows = zip(*map(table.cells, ("id", "name", "aliases", "kind", "parent")), strict=True)
    return Register.of([Unit(unit, name, _other_names(aliases), *above) for unit, name, aliases, *above in rows])


def _take_parent_codes(raw: RawTable) -> None:
    """Let the code of a parent stand for its name where it is the code of a row; as a number it could mean another."""
    codes = raw.columns.pop("parent_code", None)
    if codes is None or "id" not in raw.columns:
        return
    raw.cells.pop("parent_code", None)
    absent = raw.absent.pop("parent_code")
    known = {code for code in raw.columns["id"].values if isinstance(code, str)}
    names = raw.columns.get("parent", blank_column(len(raw)))
    parents = combine(lambda name, code: code if code in known else name, names, codes)
    for row in np.flatnonzero(parents.blank & ~codes.blank).tolist():
        raw.notices[row] = [("parent", _UNKNOWN_CODE)]
    raw.note_source("parent", "parent_code", np.flatnonzero(names.blank & ~parents.blank))
    raw.set("parent", parents, raw.absent_in("parent") & absent)


def _fill_ids(raw: RawTable) -> None:
    columns = (raw.columns.get(name, blank_column(len(raw))) for name in ("id", "name", "parent"))
    given, names, parents = (column.cells() for column in columns)
    nameless = [
        None if code is not None or name is None else (name, parent or "")
        for code, name, parent in zip(given, names, parents, strict=True)
    ]
    parents_of: dict[str, set[str]] = defaultdict(set)
    for name, parent in filter(None, nameless):
        parents_of[slug(name)].add(parent)
    ids = [code if pair is None else _id(*pair, parents_of) for code, pair in zip(given, nameless, strict=True)]
    raw.set("id", column_of(ids), raw.absent_in("id"))


def _id(name: str, parent: str, parents_of: dict[str, set[str]]) -> str:
    alone = not parent or len(parents_of[slug(name)]) == 1
    return slug(name) if alone else f"{slug(name)}--{slug(parent)}"


def _fill_kinds(raw: RawTable, vocabulary: Vocabulary) -> None:
    kinds = vocabulary.choices[UNIT_KIND]
    titles, forms = Titles.of(kinds), written_forms(kinds)
    names, kind, tier = (raw.columns.get(name, blank_column(len(raw))) for name in ("name", "kind", "tier"))
    kind = combine(
        lambda kind, name: forms.get(fold(name)) or classify(name, titles, None) if kind is None and name else kind,
        kind,
        names,
    )
    own_kind, own_tier = (raw.columns.get(name, blank_column(len(raw))) for name in ("kind", "tier"))
    raw.note_source("kind", "name", np.flatnonzero(own_kind.blank & ~names.blank))
    raw.note_source("tier", "name", np.flatnonzero(own_tier.blank & own_kind.blank & ~names.blank))
    raw.note_source("tier", "kind", np.flatnonzero(own_tier.blank & ~own_kind.blank))
    tier = combine(lambda tier, kind: vocabulary.tier_of(kind) if tier is None else tier, tier, kind)
    raw.set("kind", kind, raw.absent_in("kind"))
    raw.set("tier", tier, raw.absent_in("tier"))


def _settle_repeats(raw: RawTable, first: Container[str]) -> None:
    ids = raw.columns["id"]
    rows_of: dict[str, list[int]] = defaultdict(list)
    repeated = np.bincount(ids.codes + 1, minlength=len(ids.values) + 1)[1:] > 1
    for row in np.flatnonzero(np.append(repeated, False)[ids.codes]).tolist():
        rows_of[ids[row]].append(row)
    faulty = {row for row, _, _ in raw.cell_faults()}
    for rows in rows_of.values():
        ranked = sorted(rows, key=lambda row: (not _is_in(raw, row, first), row in faulty, _values(raw, row)))
        _settle(raw, ranked[0], ranked[1:], first)


def _settle(raw: RawTable, kept: int, others: Sequence[int], first: Container[str]) -> None:
    for row in others:
        if _is_in(raw, kept, first) and not _is_in(raw, row, first):
            raw.left_out[row] = _OUTRANKED
        elif _values(raw, row) != _values(raw, kept):
            name = raw.columns["name"][kept]
            message = both("is already the code of {name}").format(name=name)
            raw.add_fault(row, "id", CellFault("duplicate_unit", message))


def _is_in(raw: RawTable, row: int, files: Container[str]) -> bool:
    return raw.sheets[raw.origin[row]].file in files


def _values(raw: RawTable, row: int) -> tuple[str, ...]:
    return tuple(repr(column[row]) for column in raw.columns.values())


def _units(raw: RawTable) -> Iterator[Unit]:
    lost = {row for row, _, _ in raw.cell_faults()} | raw.faults.keys()
    fields = (raw.columns.get(name, blank_column(len(raw))) for name in ("id", "name", "kind", "parent", "aliases"))
    rows = zip(*(without_faults(column).cells() for column in fields), strict=True)
    for row, (unit_id, name, kind, parent, aliases) in enumerate(rows):
        if unit_id is not None and row not in raw.left_out:
            others = _other_names(aliases)
            taken = row not in lost and name is not None
            yield Unit(unit_id, name or unit_id, others, kind if taken else None, parent, taken)


def _other_names(aliases: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in _BETWEEN_ALIASES.split(aliases) if part.strip()) if aliases else ()


def _link_parents(raw: RawTable, register: Register) -> None:
    if "parent" not in raw.columns:
        return
    found = register.resolve(raw.columns["parent"].map(lambda text: None if is_province(text) else text))
    raw.units = found.map(lambda value: None if is_fault(value) else (value,))
    for row in found.rows_of(CellFault):
        raw.notices[row] = [("parent", replace(found[row], reason="unknown_parent"))]
    raw.set("parent", found.map(lambda value: None if is_fault(value) else value), raw.absent_in("parent"))
