"""What pack.yaml says beside its parameters: the regulation, the readings and the report calendar."""

from collections.abc import Iterator, Mapping

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.strict_yaml import Document, Location, validate
from kstt_rules.base.suggestion import unknown
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.findings import CALLED, MATTER
from kstt_rules.model.report_calendar import DueRule, PeriodKind
from kstt_rules.model.vocabulary import Label, Vocabulary
from kstt_rules.pack.files import CalendarPart, CitationsPart, DuePart, PackFile, RegularPeriod
from kstt_rules.pack.model import Calendar, Expectation, Reading, Regulation


def build_regulation(file: PackFile) -> Regulation:
    """Return the regulation's metadata."""
    part = file.regulation
    return Regulation(
        title=part.title.bilingual,
        issuer=part.issuer.bilingual,
        annexed_to=_text(part.annexed_to),
        number=part.number,
        date=part.date,
        effective_from=part.effective_from,
        year=part.year,
        blank_number=part.blank_number,
        addressees_until=part.addressees_until,
        called=_text(part.called) or CALLED,
        matter=_text(part.matter) or MATTER,
    )


def _text(label: Label | None) -> Bilingual | None:
    return None if label is None else label.bilingual


def build_readings(file: PackFile) -> dict[str, Reading]:
    """Return the readings by name."""
    return {
        name: Reading(
            part.label.bilingual,
            part.default,
            {option: label.bilingual for option, label in part.options.items()},
        )
        for name, part in file.readings.items()
    }


def build_calendar(file: PackFile) -> Calendar:
    """Return the report calendar."""
    part = file.report_calendar
    return Calendar(
        first_year=part.first_year,
        expects=tuple(Expectation(tuple(item.kinds), tuple(item.periods), item.provision) for item in part.expects),
        due=None if part.due is None else {tier: _due_rules(rules) for tier, rules in part.due.items()},
        cut_off=part.cut_off,
        weekend_policy=part.weekend_policy,
        working_day_overrides=part.working_day_overrides,
        first_day_counts=part.first_day_counts,
    )


def citation_form(header: Document | None) -> CitationForm | None:
    """Return the form of its own in which a pack cites, as pack.yaml says it; None for the usual one.

    Raises PackError with what is wrong with it.
    """
    if header is None or not isinstance(header.data, dict) or header.data.get("citations") is None:
        return None
    return validate(CitationsPart, header, within=("citations",)).form()


def header_faults(file: PackFile, vocabulary: Vocabulary) -> Iterator[tuple[Location, Bilingual]]:
    """Find readings whose default is not an option, and kinds and tiers that the vocabulary does not have."""
    for name, reading in file.readings.items():
        if reading.default not in reading.options:
            yield ("readings", name, "default"), unknown(both("option"), reading.default, reading.options)
    yield from _calendar_faults(file.report_calendar, vocabulary)


def citations(file: PackFile) -> Iterator[tuple[Location, Provision]]:
    """List every provision that pack.yaml cites, with the place where it does."""
    for group, parts in file.parameters.items():
        for name, part in parts.items():
            for index, value in enumerate(part.values):
                if value.provision is not None:
                    yield ("parameters", group, name, "values", index, "provision"), value.provision
    for name, body in file.bodies.items():
        for index, holder in enumerate(body.held):
            if holder.provision is not None and not holder.known_as:  # else it is one of the parameters
                yield ("bodies", name, "held", index, "provision"), holder.provision
    for index, item in enumerate(file.report_calendar.expects):
        yield ("report_calendar", "expects", index, "provision"), item.provision
    for tier, rules in (file.report_calendar.due or {}).items():
        for kind, rule in rules.items():
            if rule.provision is not None:
                yield ("report_calendar", "due", tier, kind, "provision"), rule.provision


def _due_rules(parts: Mapping[RegularPeriod, DuePart]) -> dict[PeriodKind, DueRule]:
    return {
        kind: DueRule(part.day, part.months_after, part.provision, None if part.act is None else part.act.bilingual)
        for kind, part in parts.items()
    }


def _calendar_faults(part: CalendarPart, vocabulary: Vocabulary) -> Iterator[tuple[Location, Bilingual]]:
    kinds, tiers = vocabulary.choices["unit_kind"], vocabulary.choices["tier"]
    seen: set[str] = set()
    for index, item in enumerate(part.expects):
        for place, kind in enumerate(item.kinds):
            where = ("report_calendar", "expects", index, "kinds", place)
            if kind not in kinds:
                yield where, unknown(both("unit_kind"), kind, kinds)
            elif kind in seen:
                yield where, both("{kind} is listed twice among the kinds that report").format(kind=kind)
            seen.add(kind)
    for tier in part.due or {}:
        if tier not in tiers:
            yield ("report_calendar", "due", tier), unknown(both("tier"), tier, tiers)
