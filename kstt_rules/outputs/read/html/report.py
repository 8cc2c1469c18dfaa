"""The result of an audit as a page for a browser."""

from typing import Any, BinaryIO

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.model.findings import AuditResult, Verdict
from kstt_rules.outputs.read.html.conclusions import FOUND, by_provision, totals
from kstt_rules.outputs.read.html.data import documents
from kstt_rules.outputs.read.html.filling import filled
from kstt_rules.outputs.read.overview import facts
from kstt_rules.outputs.registry import Output

OUTPUT = Output(name="html", suffix=".html", label=both("page to read and filter"), media="text/html; charset=utf-8")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the page, which holds both languages and starts in the one given."""
    findings = sorted(result.findings, key=lambda finding: finding.bearer.sort_key)
    content = documents(findings, rejects=result.rejects, inputs=result.inputs)
    stream.write(filled("report.html", content, language, comparison=None, **report_values(result)))


def report_values(result: AuditResult) -> dict[str, Any]:
    """Return what the template shows of an audit beside its findings."""
    coverage = by_provision(result)
    return {
        "result": result,
        "facts": _facts(result),
        "coverage": coverage,
        "found": FOUND,
        "totals": totals(coverage),
        "waived": sum(finding.verdict is Verdict.WAIVED for finding in result.findings),
    }


def _facts(result: AuditResult) -> list[tuple[Bilingual, Bilingual]]:
    pairs = zip(facts(result, "vi"), facts(result, "en"), strict=True)
    return [(label, Bilingual(vietnamese, english)) for (label, vietnamese), (_, english) in pairs]
