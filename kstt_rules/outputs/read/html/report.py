"""The result of an audit as a page for a browser."""

from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from kstt_rules.base.bilingual import Bilingual, Language, both, in_both
from kstt_rules.model.findings import AuditResult, Outcome
from kstt_rules.outputs.read.html.data import FOUND, documents
from kstt_rules.outputs.read.html.filling import filled
from kstt_rules.outputs.read.overview import Gap, facts, gaps
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.wording import capitalised, missing_text

OUTPUT = Output(name="html", suffix=".html", label=both("page to read and filter"), media="text/html; charset=utf-8")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the page, which holds both languages and starts in the one given."""
    findings = sorted(result.findings, key=lambda finding: finding.bearer.sort_key)
    content = documents(findings, rejects=result.rejects, inputs=result.inputs)
    stream.write(filled("report.html", content, language, comparison=None, **report_values(result)))


def report_values(result: AuditResult) -> dict[str, Any]:
    """Return what the template shows of an audit beside its findings."""
    return {
        "result": result,
        "facts": _facts(result),
        "labels": {outcome: capitalised(outcome.label) for outcome in Outcome},
        "found": FOUND,
        "summary": result.summary,
        "gaps": [GapRow.of(gap) for gap in gaps(result)],
        "waived": result.summary[Outcome.WAIVED],
    }


@dataclass(frozen=True, slots=True)
class GapRow:
    """A row of the table of what is undetermined."""

    content: Bilingual
    cause: Bilingual
    missing: Bilingual
    remedy: Bilingual
    concerns: Bilingual
    subjects: int

    @classmethod
    def of(cls, gap: Gap) -> "GapRow":
        """Word a gap in both languages."""
        return cls(
            content=in_both(gap.told),
            cause=capitalised(gap.cause),
            missing=in_both(partial(missing_text, gap.missing)),
            remedy=gap.remedy,
            concerns=in_both(gap.concerns),
            subjects=gap.subjects,
        )


def _facts(result: AuditResult) -> list[tuple[Bilingual, Bilingual]]:
    pairs = zip(facts(result, "vi"), facts(result, "en"), strict=True)
    return [(label, Bilingual(vietnamese, english)) for (label, vietnamese), (_, english) in pairs]
