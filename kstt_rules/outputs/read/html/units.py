"""What the pages know of units: their names in the order of the alphabet, what stands above each, what was received."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.findings import WHOLE, Finding, UnitRef
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.read.units_table import UnitRow
from kstt_rules.outputs.texts.page import ANY_DATASET
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capitalised

NOTHING: Final = "nothing"
"""What the filter by data not received calls that nothing at all was received."""


def places_of(findings: Iterable[Finding], rows: Iterable[UnitRow]) -> dict[UnitRef, int]:
    """Number all units that a page speaks of, in the order of the alphabet."""
    units = {unit for finding in findings for unit in (finding.bearer, finding.unit)}
    for row in rows:
        units |= {row.unit} if row.parent is None else {row.unit, row.parent}
    return {unit: place for place, unit in enumerate(sorted(units, key=lambda unit: unit.sort_key))}


def named(places: Mapping[UnitRef, int]) -> list[dict[str, str | bool]]:
    """Return the names and ids of the units, and which of them is the dossier as a whole."""
    return [
        {"name": visible(unit.name), "id": visible(unit.id or "")} | ({"whole": True} if unit == WHOLE else {})
        for unit in places
    ]


def datasets_of(rows: Iterable[UnitRow]) -> list[Labelled]:
    """Return the datasets of which something was received, in the order of the alphabet."""
    found = {item.dataset for row in rows for item in row.received}
    return sorted(found, key=lambda dataset: alphabetical(dataset.label.vi))


def register(rows: Sequence[UnitRow], places: Mapping[UnitRef, int]) -> list[dict[str, Any]]:
    """Return what is told of each unit of the register, in the order given; datasets go by their places."""
    datasets = {dataset: place for place, dataset in enumerate(datasets_of(rows))}
    return [
        {
            "unit": places[row.unit],
            "parent": None if row.parent is None else places[row.parent],
            "tier": row.tier,
            "judged": row.is_judged,
            "received": sorted([datasets[item.dataset], item.rows] for item in row.received),
            "notAsked": sorted(datasets[dataset] for dataset in row.not_asked if dataset in datasets),
            "notReceived": sorted(datasets[dataset] for dataset in row.not_received),
            "outcomes": [row.outcomes.get(outcome, 0) for outcome in Outcome],
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many units of a tier that are asked for it something was received.

    ``of_note`` where most have it, so that others stand out.
    """

    tier: Tier
    have: int
    units: int
    of_note: bool


@dataclass(frozen=True, slots=True)
class DatasetReceived:
    """A dataset, as the filters call it, and of how many units of each tier something of it was received."""

    id: str
    label: Bilingual
    shares: tuple[Share, ...]


def received_by_tier(rows: Iterable[UnitRow]) -> list[DatasetReceived]:
    """Return of how many units that rules apply to anything was received, then the same for each dataset."""
    tiers: dict[Tier, list[UnitRow]] = defaultdict(list)
    for row in rows:
        if row.is_judged and row.tier is not None:
            tiers[row.tier].append(row)
    by_rank = sorted(tiers.items(), key=lambda item: (item[0].rank, item[0]))
    datasets = datasets_of(row for units in tiers.values() for row in units)
    anything = tuple(
        Share(tier, sum(not row.is_silent for row in units), len(units), of_note=True) for tier, units in by_rank
    )
    return [
        DatasetReceived(NOTHING, ANY_DATASET, anything),
        *(
            DatasetReceived(
                dataset, capitalised(dataset.label), tuple(_share(dataset, tier, units) for tier, units in by_rank)
            )
            for dataset in datasets
        ),
    ]


def _share(dataset: Labelled, tier: Tier, units: Sequence[UnitRow]) -> Share:
    have = [any(item.dataset == dataset for item in row.received) for row in units]
    asked = sum(sent or dataset not in row.not_asked for sent, row in zip(have, units, strict=True))
    return Share(tier, sum(have), asked, of_note=any(dataset in row.not_received for row in units))
