"""What outputs for readers share: the facts of the audit, and its findings counted and gathered."""

from collections.abc import Iterable
from itertools import groupby

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import AuditResult, EngineRef, Finding, Severity, UnitRef, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import choices_text, day, number


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
    """Say which engine judged how many subjects."""
    name = visible(f"{engine.name} {engine.version}")
    return texts.JUDGED[language].format(engine=name, count=number(engine.subjects, language))


def breaches_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count the breaches of each severity, the weightiest first."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        if finding.verdict is Verdict.BREACH:
            counts[finding.severity] += 1
    return counts


def group_by_bearer(findings: Iterable[Finding]) -> list[tuple[UnitRef, list[Finding]]]:
    """Gather what is decided by who is obliged: those with most violations first, in each the weightiest first."""
    groups: dict[UnitRef, list[Finding]] = {}
    for finding in findings:
        if finding.verdict is not Verdict.UNDETERMINED:
            groups.setdefault(finding.bearer, []).append(finding)
    for group in groups.values():
        group.sort(key=lambda finding: finding.weight, reverse=True)
    return sorted(groups.items(), key=lambda item: list(breaches_by_severity(item[1]).values()), reverse=True)


def group_by_gap(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Gather what is undetermined by rule and by what is missing, in the order of the provisions."""
    undetermined = (finding for finding in findings if finding.verdict is Verdict.UNDETERMINED)
    return [list(group) for _, group in groupby(sorted(undetermined, key=_gap), key=_gap)]


def _gap(finding: Finding) -> tuple[Provision, str, tuple[str, ...]]:
    return finding.provision, finding.rule, finding.missing
