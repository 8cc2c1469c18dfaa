"""The units of an audit in one table, shared by every output: what was received of each and what its rules came to."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from kstt_rules.base.bilingual import Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.findings import AuditResult, Received, UnitRecord, UnitRef
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.outputs.texts.units import NOTHING_RECEIVED
from kstt_rules.outputs.wording import missing_text

_WORST_BY: Final = (Outcome.VIOLATION, Outcome.REVIEW, Outcome.UNDETERMINED)
_SPEAKS: Final = (Outcome.VIOLATION, Outcome.REVIEW)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of the register: the unit above it, what was received of it, and what its rules came to.

    ``not_received`` are the datasets that three quarters of the units of its tier have, of those that are asked for
    them and sent anything, and it has not: a comparison, which says of no duty. What it is not asked for is
    ``not_asked``, and nothing is looked for of a unit that no rule applies to.
    """

    unit: UnitRef
    tier: Tier | None
    parent: UnitRef | None
    received: tuple[Received, ...]
    not_received: tuple[Labelled, ...]
    not_asked: tuple[Labelled, ...]
    outcomes: Outcomes
    is_judged: bool

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was received of a unit that rules apply to."""
        return self.is_judged and not self.received

    @property
    def is_of_note(self) -> bool:
        """Whether there is a violation, something to review, or data not received."""
        return self.is_silent or bool(self.not_received) or any(self.outcomes.get(outcome, 0) for outcome in _SPEAKS)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows were received of each dataset."""
        return {item.dataset: item.rows for item in self.received}

    def lacks(self, language: Language) -> str:
        """Name the datasets that were not received; say so where that is every one."""
        return NOTHING_RECEIVED[language] if self.is_silent else missing_text(self.not_received, language)


def unit_rows(result: AuditResult) -> list[UnitRow]:
    """Return the units of the register, the worst first: most violations, review, undetermined; then by name."""
    expected = _expected(result.units, {dataset for rule in result.rules for dataset in rule.datasets})
    return sorted((_row(record, expected) for record in result.units), key=_worst_first)


def parents(result: AuditResult) -> dict[UnitRef, UnitRef | None]:
    """Return the unit above each unit of the register, None for one that is below none."""
    return {record.unit: record.parent for record in result.units}


def datasets_received(rows: Iterable[UnitRow]) -> tuple[Labelled, ...]:
    """Return the datasets of which any unit has rows, those of most units first."""
    counts = Counter(item.dataset for row in rows for item in row.received)
    return tuple(sorted(counts, key=lambda dataset: (-counts[dataset], dataset)))


def _row(record: UnitRecord, expected: Mapping[Tier | None, Sequence[Labelled]]) -> UnitRow:
    held = {item.dataset for item in record.received}
    is_judged = _is_judged(record)
    looked_for = expected.get(record.tier, ()) if is_judged else ()
    lacking = tuple(dataset for dataset in looked_for if dataset not in held and dataset not in record.not_asked)
    return UnitRow(
        record.unit,
        record.tier,
        record.parent,
        record.received,
        lacking,
        record.not_asked,
        record.outcomes,
        is_judged,
    )


def _worst_first(row: UnitRow) -> tuple[list[int], tuple[str, str]]:
    return [-row.outcomes.get(outcome, 0) for outcome in _WORST_BY], row.unit.sort_key


def _expected(records: Sequence[UnitRecord], used: Container[str]) -> dict[Tier | None, list[Labelled]]:
    """Return the datasets that three quarters of the judged units of each tier have that sent anything.

    Of a dataset only those units count that are asked for it. Where it is known which datasets are ``used`` by the
    rules that judged, no other is looked for.
    """
    tiers: dict[Tier | None, list[UnitRecord]] = defaultdict(list)
    for record in records:
        if record.received and _is_judged(record):
            tiers[record.tier].append(record)
    found = {}
    for tier, units in tiers.items():
        counts = Counter(item.dataset for record in units for item in record.received)
        free = Counter(dataset for record in units for dataset in _unasked(record))
        found[tier] = sorted(
            dataset
            for dataset, count in counts.items()
            if 4 * count >= 3 * (len(units) - free[dataset]) and (not used or dataset in used)
        )
    return found


def _unasked(record: UnitRecord) -> list[Labelled]:
    """Return the datasets that a unit is not asked for and did not send."""
    held = {item.dataset for item in record.received}
    return [dataset for dataset in record.not_asked if dataset not in held]


def _is_judged(record: UnitRecord) -> bool:
    return any(count for outcome, count in record.outcomes.items() if outcome is not Outcome.NOT_APPLICABLE)
