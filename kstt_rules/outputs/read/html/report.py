"""The result of an audit as a page for a browser."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from kstt_rules.base.bilingual import Bilingual, Language, both, in_both
from kstt_rules.model.findings import AuditResult
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.read.html.data import FOUND, documents
from kstt_rules.outputs.read.html.filling import filled
from kstt_rules.outputs.read.html.heaviest import heaviest
from kstt_rules.outputs.read.html.shared_causes import shared_causes
from kstt_rules.outputs.read.html.units import received_by_tier
from kstt_rules.outputs.read.overview import facts
from kstt_rules.outputs.read.units_table import UnitRow, unit_rows
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.wording import capitalised, datum_text

OUTPUT = Output(name="html", suffix=".html", label=both("page to read and filter"), media="text/html; charset=utf-8")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the page, which holds both languages and starts in the one given."""
    findings, units = heaviest(result.findings), unit_rows(result)
    content = documents(findings, units=units, rejects=result.rejects, inputs=result.inputs)
    values = report_values(result, units, listed=len(findings))
    stream.write(filled("report.html", content, language, comparison=None, **values))


def report_values(result: AuditResult, units: Sequence[UnitRow], *, listed: int) -> dict[str, Any]:
    """Return what the template shows of an audit beside its findings, of which the page lists so many."""
    return {
        "result": result,
        "facts": _facts(result),
        "labels": {outcome: capitalised(outcome.label) for outcome in Outcome},
        "found": FOUND,
        "summary": result.summary,
        "by_unit": result.is_by_unit,
        "units": units,
        "received": received_by_tier(units),
        "causes": shared_causes(result.undecided),
        "own_lacks": sum(finding.outcome is Outcome.UNDETERMINED for finding in result.findings),
        "total": len(result.findings),
        "listed": listed,
        "datum": lambda item: in_both(lambda language: datum_text(item, language)),
        "waived": result.summary[Outcome.WAIVED],
    }


def _facts(result: AuditResult) -> list[tuple[Bilingual, Bilingual]]:
    pairs = zip(facts(result, "vi"), facts(result, "en"), strict=True)
    return [(label, Bilingual(vietnamese, english)) for (label, vietnamese), (_, english) in pairs]
