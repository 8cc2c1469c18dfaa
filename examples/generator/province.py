"""Everything that the offices of the province submit, as rows that can still be changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .units import Unit

Row = dict[str, str | int | date | None]
"""Values by the header of their column; ``Đơn vị`` holds the unit's code until the file is written."""

LEADER, OFFICE_LEADER, SPECIALIST = 0, 1, 2
CLERK = 1
"""Places of the officers of a unit in its roster."""


@dataclass(slots=True)
class Province:
    """The register and the rows of each dataset; ``rosters`` by who keeps them: "tinh" or a district.

    ``simplified`` says of units, by code, whether a simplification of their procedures was adopted.
    """

    units: Mapping[str, Unit]
    rosters: dict[str, list[Row]] = field(default_factory=dict)
    simplified: dict[str, str] = field(default_factory=dict)
    staff: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    approvals: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    procedures: list[Row] = field(default_factory=list)
    drafts: list[Row] = field(default_factory=list)
    petitions: list[Row] = field(default_factory=list)
    trainings: list[Row] = field(default_factory=list)
    inspections: list[Row] = field(default_factory=list)
    consolidated: list[Row] = field(default_factory=list)

    @property
    def districts(self) -> list[Unit]:
        """The districts, in the order of the register."""
        return [unit for unit in self.units.values() if unit.tier == "huyen"]

    def communes(self, district: str) -> list[Unit]:
        """Return the communes of a district, in the order of the register."""
        return [unit for unit in self.units.values() if unit.parent == district]

    def roster(self, unit: str) -> list[Row]:
        """Return the roster that the unit's officers stand in."""
        return self.rosters[self.units[unit].roster]

    def officers(self, unit: str) -> list[Row]:
        """Return the officers of a unit who are in the post."""
        return [row for row in self.roster(unit) if row["Đơn vị"] == unit and row["Đến ngày"] is None]

    def officer(self, unit: str, place: int) -> Row:
        """Return the officer at a place of the unit's roster."""
        return self.officers(unit)[place]

    def approval(self, unit: str) -> Row:
        """Return the first approval on record for a unit."""
        return next(row for row in self.approvals if row["Đơn vị"] == unit)

    def report(self, unit: str, period: str) -> Row:
        """Return the entry of the report calendar for a unit and a period."""
        return next(row for row in self.reports if (row["Đơn vị"], row["Kỳ báo cáo"]) == (unit, period))

    def document(self, unit: str, duty: str, year: int | None = None) -> Row:
        """Return the first document on record for a unit and a duty, of a year or of any."""
        of_duty = (row for row in self.documents if (row["Đơn vị"], row["Nhiệm vụ"]) == (unit, duty))
        return next(row for row in of_duty if year in (None, row["Năm"]))

    def procedure(self, unit: str, name: str) -> Row:
        """Return a procedure of a unit."""
        return next(row for row in self.procedures if (row["Đơn vị"], row["Tên"]) == (unit, name))

    def draft(self, unit: str) -> Row:
        """Return the first draft act of a unit."""
        return next(row for row in self.drafts if row["Đơn vị"] == unit)
