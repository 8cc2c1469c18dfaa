"""The reports of one year, as plain frozen values: who sends which, on the data of which days, and by which day."""

from collections.abc import Mapping
from datetime import date

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Tier
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import PackRef
from kstt_rules.model.report_calendar import DueSource, Period


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who sends reports: a unit of the register or, without one, every unit of a kind.

    ``written`` names it so that the register finds it, where two units have the same name as well.
    """

    id: str
    name: Bilingual
    tier: Tier | None
    written: str


@dataclass(frozen=True, slots=True)
class DueReport:
    """One report: the first and last day of its data, the provision that asks for it, and the day it is due.

    ``due`` and ``source`` are None where neither the regulation nor a local parameter sets a day. ``stated`` is the due
    day before a policy moves it, ``at_rest`` tells whether that is a day of rest.
    """

    reporter: Reporter
    period: Period
    first: date
    last: date
    provision: Provision
    due: date | None
    source: DueSource | None
    stated: date | None = None
    at_rest: bool = False


@dataclass(frozen=True, slots=True)
class ReportingYear:
    """All reports of a year by a rule pack, by reporter and then in order of time.

    ``sheet`` and ``headers`` (by field) are those of the dataset of reports. ``of_units`` tells units of a register
    from kinds of unit. ``by_decree`` tells that data close on the day that the decree sets. ``moved`` tells due days
    that fall on a day of rest moved to the next working day. ``unknown`` names the units of which the register tells
    no kind.
    """

    year: int
    pack: PackRef
    regulation: Bilingual
    sheet: str
    headers: Mapping[str, str]
    of_units: bool
    by_decree: bool
    moved: bool
    reports: tuple[DueReport, ...]
    unknown: tuple[str, ...]

    @property
    def reporters(self) -> int:
        """Count who sends reports."""
        return len({report.reporter.id for report in self.reports})
