"""What parts need of each other: rows of other parts to look at (guests), and counts over all parts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from kstt_rules.large.complete_part import PartSummary
from kstt_rules.large.crossings import Crossings, Hashes, Rows
from kstt_rules.large.judge_part import Guests, Totals
from kstt_rules.model.findings import UnitRef


def totals_of(noted: Sequence[PartSummary]) -> Totals:
    """Add up the counts of all parts."""
    sizes: Counter[str] = Counter()
    unasked: Counter[tuple[str, tuple[str, ...]]] = Counter()
    bodies: dict[str, tuple[UnitRef, ...]] = {}
    for item in noted:
        sizes.update(item.sizes)
        unasked.update(item.unasked)
        bodies |= {text: (*bodies.get(text, ()), *found) for text, found in item.bodies.items()}
    return Totals(dict(sizes), dict(unasked), bodies)


def guests_of(crossings: Crossings, parts: Sequence[int], noted: Sequence[PartSummary]) -> dict[int, Guests]:
    """Return, for each part, the rows of the other parts that some relation of its rows may lead to."""
    found: dict[int, dict[str, dict[int, list[Rows]]]] = {part: defaultdict(dict) for part in parts}
    for number, crossing in enumerate(crossings.beyond):
        sought = np.concatenate([item.sought[number] for item in noted])
        seekers = np.repeat(parts, [len(item.sought[number]) for item in noted])
        order = np.argsort(sought, kind="stable")
        for part, item in zip(parts, noted, strict=True):
            matched = _matched(sought[order], seekers[order], *item.held[number])
            for seeker, rows in matched.items():
                if seeker != part:
                    found[seeker][crossing.related].setdefault(part, []).append(rows)
    return {part: _united(by_entity) for part, by_entity in found.items()}


def _matched(sought: Hashes, seekers: Rows, held: Hashes, rows: Rows) -> Mapping[int, Rows]:
    """Return the rows that are sought by those who seek them; ``sought`` is in order."""
    first = np.searchsorted(sought, held, "left")
    number = np.searchsorted(sought, held, "right") - first
    offsets = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    by_whom, which = seekers[np.repeat(first, number) + offsets], np.repeat(rows, number)
    order = np.argsort(by_whom, kind="stable")
    each, starts = np.unique(by_whom[order], return_index=True)
    return dict(zip(each.tolist(), np.split(which[order], starts[1:]), strict=True)) if len(each) else {}


def _united(by_entity: Mapping[str, Mapping[int, Sequence[Rows]]]) -> Guests:
    return {
        entity: {part: np.unique(np.concatenate(rows)) for part, rows in sorted(by_part.items())}
        for entity, by_part in by_entity.items()
    }
