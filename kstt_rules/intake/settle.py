"""A draft settled: rows with a fault rejected, repeated rows left out, the others put in order as a table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kstt_rules.bilingual import Bilingual
from kstt_rules.dossier import Reject, Table
from kstt_rules.intake.columns import Column, Mask, Rows, blank_column
from kstt_rules.intake.draft import Draft
from kstt_rules.intake.linking import unit_field
from kstt_rules.intake.values import Fault, text
from kstt_rules.vocabulary import Entity

_SHOWN_LENGTH = 80


@dataclass(frozen=True)
class Settled:
    """A table, and the rows of its sheets that it does not hold, with what is said of them.

    The counts are by file; ``notices`` are of rows that stand.
    """

    table: Table
    accepted: Counter[str]
    rejected: Counter[str]
    ignored: Counter[str]
    rejects: tuple[Reject, ...]


def settle(draft: Draft, entity: Entity) -> Settled:
    """Make the table of a draft. Rows are sorted by unit, key and all values, so that their order in the files is nothing.

    A rejected row, or one that stands under a name that no unit has, makes the units that it may belong to doubtful.
    A row that equals another in every value is left out, and said to be.
    """
    faults = _faults(draft)
    good = np.ones(len(draft), dtype=bool)
    good[[*faults, *draft.left_out]] = False
    rows, repeats = _in_order(draft, entity, np.flatnonzero(good))
    left_out = {**{row: fault for row, fault in draft.left_out.items() if row not in faults}, **repeats}
    rejects = [
        *(_reject(draft, entity, row, found) for row, found in faults.items()),
        *(_reject(draft, entity, row, found) for row, found in draft.notices.items() if row not in faults),
        *(_remark(draft, row, fault) for row, fault in left_out.items()),
    ]
    return Settled(
        table=_table(draft, entity, rows, _doubtful(draft, entity, faults, rows)),
        accepted=_by_file(draft, rows),
        rejected=_by_file(draft, list(faults)),
        ignored=_by_file(draft, list(left_out)),
        rejects=tuple(rejects),
    )


def _faults(draft: Draft) -> dict[int, list[tuple[str, Fault]]]:
    faults = {row: list(found) for row, found in draft.faults.items()}
    for row, name, fault in draft.cell_faults():
        faults.setdefault(row, []).append((name, fault))
    return faults


def _by_file(draft: Draft, rows: Sequence[int] | Rows) -> Counter[str]:
    sheets = Counter(draft.origin[rows].tolist())
    counts: Counter[str] = Counter()
    for sheet, count in sheets.items():
        counts[draft.sheets[sheet].file] += count
    return counts


# -- order and repetition


def _in_order(draft: Draft, entity: Entity, rows: Rows) -> tuple[Rows, dict[int, Fault]]:
    """Sort rows; return those that stand, and for each that repeats one of them why it does not."""
    names = [name for name in entity.fields if name in draft.columns]
    first = [name for name in dict.fromkeys([unit_field(entity), *entity.key]) if name in names]
    ranks = [draft.columns[name].take(rows).ranks() for name in [*first, *(set(names) - set(first))]]
    order = np.lexsort([*(draft.absent[name][rows] for name in names), *reversed(ranks)])
    rows = rows[order]
    if len(rows) < 2:
        return rows, {}
    same = np.ones(len(rows) - 1, dtype=bool)
    for values in [*ranks, *(draft.absent[name][rows] for name in names)]:
        same &= values[1:] == values[:-1]
    return rows, {}
