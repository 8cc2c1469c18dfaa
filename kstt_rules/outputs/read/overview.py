"""What outputs for readers share: the facts of the audit, and its findings counted and gathered."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import AuditResult, EngineRef, Finding, UnitRef
from kstt_rules.model.outcomes import BREACHES, Outcome, Severity, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, choices_text, day, provision_text

_MOST_UNITS: Final = 6

_Alike = tuple[Provision, str, tuple[str, ...]]
"""What is undetermined alike: the provision, the rule, and what is missing."""


def facts(result: AuditResult, language: Language) -> list[tuple[Bilingual, str]]:
    """Name what was applied, as label and text: the regulation, its dates, the day, the pack, the choices."""
    regulation = result.regulation
    return [
        (texts.REGULATION, visible(regulation.title[language])),
        (texts.NUMBER, visible(regulation.number or texts.UNKNOWN[language])),
        (texts.DATED, day(regulation.date, language)),
        (texts.EFFECTIVE_FROM, day(regulation.effective_from, language)),
        (texts.AS_OF, day(result.as_of, language)),
        (texts.PACK, visible(f"{result.pack.id} {result.pack.version}")),
        (texts.READINGS, choices_text(result.readings, language)),
        (texts.SETTINGS, choices_text(result.settings, language)),
        (texts.ENGINE, engine_text(result.engine, language)),
    ]


def engine_text(engine: EngineRef, language: Language) -> str:
    """Say which engine judged how many subjects, or that none did."""
    if engine.is_absent:
        return texts.NO_ENGINE[language]
    name = visible(f"{engine.name} {engine.version}")
    return texts.JUDGED[language].format(engine=name, count=number(engine.subjects, language))


def breaches_of(findings: Iterable[Finding]) -> dict[Outcome, int]:
    """Count the breaches of each weight, the weightiest first."""
    counts = dict.fromkeys(BREACHES, 0)
    for finding in findings:
        if finding.outcome in counts:
            counts[finding.outcome] += 1
    return counts


def group_by_bearer(findings: Iterable[Finding]) -> list[tuple[UnitRef, list[Finding]]]:
    """Gather what is decided by who is obliged: those with most violations first, in each the weightiest first."""
    groups: dict[UnitRef, list[Finding]] = {}
    for finding in findings:
        if finding.verdict is not Verdict.UNDETERMINED:
            groups.setdefault(finding.bearer, []).append(finding)
    for group in groups.values():
        group.sort(key=lambda finding: finding.weight, reverse=True)
    return sorted(groups.items(), key=lambda item: list(breaches_of(item[1]).values()), reverse=True)


def bearers_in_order(findings: Iterable[Finding]) -> list[UnitRef]:
    """Return those obliged in the order of their groups, without holding a finding."""
    counts: dict[UnitRef, Counter[Outcome]] = {}
    for finding in findings:
        if finding.verdict is not Verdict.UNDETERMINED:
            counts.setdefault(finding.bearer, Counter())[finding.outcome] += 1
    return sorted(counts, key=lambda bearer: [counts[bearer][outcome] for outcome in BREACHES], reverse=True)


@dataclass(frozen=True, slots=True)
class Gap:
    """What one rule leaves undetermined for want of the same: on how many subjects, and of which units.

    ``names`` are those of the units where each is told, else there are ``units`` of them; ``of_all``: nothing was
    submitted to judge.
    """

    provision: Provision
    rule: str
    title: Bilingual
    would_be: Severity
    cause: Bilingual
    missing: tuple[Labelled, ...]
    remedy: Bilingual
    subjects: int
    units: int
    names: tuple[str, ...] = ()
    of_all: bool = False

    def told(self, language: Language) -> str:
        """Name the provision and the rule."""
        return f"{capital(provision_text(self.provision, language))} · {self.title[language]}"

    def concerns(self, language: Language) -> str:
        """Name the units, the first of them or how many, or the whole dossier."""
        if self.of_all:
            return texts.WHOLE_DOSSIER[language]
        if not self.names:
            count = texts.UNITS_COUNT[language].format(count=number(self.units, language))
            return count if self.units else texts.UNKNOWN[language]
        shown = "; ".join(map(visible, self.names[:_MOST_UNITS]))
        left = len(self.names) - _MOST_UNITS
        return f"{shown}; {texts.MORE_UNIT_NAMES[language].format(count=left)}" if left > 0 else shown


def gaps(result: AuditResult) -> list[Gap]:
    """Return all that is undetermined by rule and by what is missing: what concerns most subjects first."""
    shared = [
        Gap(
            item.provision,
            item.rule,
            item.title,
            item.would_be,
            item.cause.label,
            item.missing,
            item.remedy,
            item.subjects,
            item.units,
            of_all=item.is_of_all,
        )
        for item in result.undecided
    ]
    own = _own_gaps(result.findings)
    return sorted([*shared, *own], key=lambda gap: (-gap.subjects, gap.provision, gap.rule, gap.missing))


def _own_gaps(findings: Iterable[Finding]) -> list[Gap]:
    """Return what is undetermined one by one, without holding more than one finding of each kind."""
    firsts: dict[_Alike, Finding] = {}
    subjects: Counter[_Alike] = Counter()
    units: dict[_Alike, dict[UnitRef, None]] = {}
    for finding in findings:
        if finding.verdict is Verdict.UNDETERMINED:
            key = finding.provision, finding.rule, finding.missing
            firsts.setdefault(key, finding)
            subjects[key] += 1
            units.setdefault(key, {})[finding.unit] = None
    return [_gap_of(firsts[key], subjects[key], units[key]) for key in sorted(firsts)]


def _gap_of(first: Finding, subjects: int, units: Collection[UnitRef]) -> Gap:
    return Gap(
        first.provision,
        first.rule,
        first.title,
        first.severity,
        texts.OWN_DATA,
        first.missing,
        first.remedy,
        subjects,
        len(units),
        tuple(unit.name for unit in units),
    )
