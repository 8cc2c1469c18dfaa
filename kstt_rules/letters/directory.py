"""Who is who among units: of which tier each is, and which unit it is under, as far as anything tells."""

from collections.abc import Iterable, Mapping, Sequence

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Tier
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import UnitRef


@dataclass(frozen=True, slots=True)
class Directory:
    """Units by their ids: their tiers, and the units that they are under."""

    tiers: dict[str | None, Tier]
    superiors: dict[str | None, UnitRef]

    def tier(self, unit: UnitRef) -> Tier | None:
        """Return the tier of a unit, None where nothing tells."""
        return self.tiers.get(unit.id)

    def superior(self, unit: UnitRef) -> UnitRef | None:
        """Return the unit that a unit is under, None where nothing tells."""
        return self.superiors.get(unit.id)

    def district(self, unit: UnitRef) -> UnitRef | None:
        """Return the unit that a unit lies within, such as a commune in a district; None where it lies in none."""
        tier = self.tier(unit)
        return self.superior(unit) if tier is not None and tier.within else None

    def districts(self, units: Iterable[UnitRef]) -> dict[UnitRef, UnitRef]:
        """Return the districts of those units that lie in one or are one, by unit."""
        within = {unit for unit, tier in self.tiers.items() if tier.within}
        ids = {superior.id for unit, superior in self.superiors.items() if unit in within} - {None}
        found = {unit: unit if unit.id in ids else self.district(unit) for unit in units}
        return {unit: district for unit, district in found.items() if district is not None}


def directory(audit: Snapshot, register: Table | None) -> Directory:
    """Gather what an audit and a register tell; what a unit is under, the register tells first."""
    about = ((finding.unit.id, finding.subject.tier) for finding in audit.findings)
    tiers: dict[str | None, Tier] = {unit: tier for unit, tier in about if unit and tier}
    tiers |= {record.unit.id: record.tier for record in audit.units if record.tier is not None}
    superiors = {record.unit.id: record.parent for record in audit.units if record.parent is not None}
    if register is not None:
        rows = register.records()
        known = {str(tier): tier for tier in tiers.values()}
        for row in rows:
            if row.get("tier") in known:
                tiers.setdefault(str(row["id"]), known[row["tier"]])
        superiors |= dict(_superiors(rows))
    return Directory(tiers, superiors)


def _superiors(rows: Sequence[Mapping[str, object]]) -> Iterable[tuple[str, UnitRef]]:
    """Yield the unit that each unit of a register is under; where it is named and not coded, it has no id."""
    names = {str(row["id"]): str(row["name"]) for row in rows}
    for row in rows:
        unit, parent = str(row["id"]), row.get("parent")
        if isinstance(parent, str) and parent != unit:
            yield unit, UnitRef(parent if parent in names else None, names.get(parent, parent))
