"""The reports of one year: who sends which, on the data of which days, and by which day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.labelled import Tier
from kstt_rules.base.suggestion import hint
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import PackRef
from kstt_rules.model.report_calendar import CUT_OFF, DueSource, Period, due_date, expected_periods
from kstt_rules.model.reporting_year import DueReport, Reporter, ReportingYear
from kstt_rules.pack import Pack
from kstt_rules.pack.model import Expectation

_BETWEEN_ALIASES = re.compile("[;,]")


def reporting_year(
    pack: Pack, year: int, units: Table | None = None, *, only: Sequence[str] = (), tier: str | None = None
) -> ReportingYear:
    """Work out a year's reports for every unit of a register, or for every kind of unit without one.

    ``only`` names the units or kinds, by id or name, and ``tier`` the tier to keep to. Raises UsageError for a
    pack by which nobody reports, for a year before its first, and for a name or a tier that it does not have.
    """
    calendar = pack.calendar
    if not calendar.expects:
        raise UsageError(both("{pack} expects no reports, so there is no calendar").format(pack=pack.id))
    if year < calendar.first_year:
        raise UsageError(
            both("{pack} expects no reports before {first}: there is no calendar of {year}").format(
                pack=pack.id, first=calendar.first_year, year=year
            )
        )
    entity = pack.vocabulary.entity("report")
    fields = pack.vocabulary.submitted_fields("report")
    tiers = pack.vocabulary.tiers()
    reporters = _kinds(pack) if units is None else _units(units, tiers)
    reporters = _chosen(reporters, only, None if tier is None else _tier(tier, tiers))
    expected = {kind: item for item in calendar.expects for kind in item.kinds}
    return ReportingYear(
        year=year,
        pack=PackRef(pack.id, pack.version, pack.sha256),
        regulation=pack.regulation.title,
        sheet=entity.sheet or "",
        headers={name: field.header or "" for name, field in fields.items()},
        of_units=units is not None,
        by_decree=calendar.cut_off == CUT_OFF,
        moved=calendar.weekend_policy == "next_working_day",
        reports=tuple(
            report
            for kind, reporter in reporters
            if kind in expected
            for report in _reports(reporter, expected[kind], pack, year)
        ),
        unknown=tuple(reporter.name.vi for kind, reporter in reporters if kind is None),
    )


def _reports(reporter: Reporter, expected: Expectation, pack: Pack, year: int) -> Iterator[DueReport]:
    calendar = pack.calendar
    table = calendar.due or {}
    for period in expected_periods(year, year, expected.periods):
        first, last = calendar.span(period)
        stated = due_date(period, reporter.tier or "", table)
        if stated is None:
            yield DueReport(reporter, period, first, last, expected.provision, None, None)
            continue
        yield DueReport(
            reporter=reporter,
            period=period,
            first=first,
            last=last,
            provision=expected.provision,
            due=calendar.moved(stated),
            source=_source(reporter.tier or "", period, pack),
            stated=stated,
            at_rest=not calendar.working.is_working_day(stated),
        )


def _source(tier: str, period: Period, pack: Pack) -> DueSource:
    return (pack.calendar.due or {})[tier][period.kind].source


_Reporters = list[tuple[str | None, Reporter]]


def _tier(name: str, tiers: Mapping[str, Tier]) -> Tier:
    """Return a tier by its name or its label, whatever its case."""
    for tier in tiers.values():
        if name.casefold() in {text.casefold() for text in (tier, tier.label.vi, tier.label.en)}:
            return tier
    known = ", ".join(f"{tier} ({tier.label.vi})" for tier in tiers.values())
    raise UsageError(both("unknown tier {name!r}; choose from {known}").format(name=name, known=known))


def _chosen(reporters: _Reporters, only: Sequence[str], tier: str | None) -> _Reporters:
    known = {name for _, reporter in reporters for name in (reporter.id, reporter.name.vi)}
    for name in only:
        if name not in known:
            near = hint(name, sorted(known))
            raise UsageError(both("no unit that could report is called {name!r}{near}").format(name=name, near=near))
    return [
        (kind, reporter)
        for kind, reporter in reporters
        if (not only or {reporter.id, reporter.name.vi}.intersection(only)) and tier in (None, reporter.tier)
    ]


def _kinds(pack: Pack) -> _Reporters:
    labels = pack.vocabulary.choices["unit_kind"]
    tiers = pack.vocabulary.tiers()
    kinds = [kind for item in pack.calendar.expects for kind in item.kinds]
    of_kind = {kind: tiers.get(pack.vocabulary.tier_of(kind) or "") for kind in kinds}
    return [(kind, Reporter(kind, labels[kind].label.bilingual, of_kind[kind], kind)) for kind in kinds]


def _units(table: Table, tiers: Mapping[str, Tier]) -> _Reporters:
    rows = [{name: _plain(value) for name, value in row.items()} for row in table.records()]
    register = Register.of([_unit(row) for row in rows])
    return [(row.get("kind"), _reporter(row, register, tiers.get(row.get("tier") or ""))) for row in rows]


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _unit(row: Mapping[str, str | None]) -> Unit:
    aliases = tuple(part.strip() for part in _BETWEEN_ALIASES.split(row.get("aliases") or "") if part.strip())
    return Unit(row["id"] or "", row["name"] or "", aliases, row.get("kind"), row.get("parent"))


def _reporter(row: Mapping[str, Any], register: Register, tier: Tier | None) -> Reporter:
    """Return a unit as a reporter, called by its name where that is its own, else by its code."""
    alone = {unit.id for unit in register.find(row["name"])} == {row["id"]}
    return Reporter(row["id"], Bilingual(row["name"], row["name"]), tier, row["name"] if alone else row["id"])
