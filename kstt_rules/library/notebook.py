"""How a notebook shows a result: what was judged, the seven numbers, and the gravest findings."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from html import escape
from typing import Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.findings import AuditResult, Finding
from kstt_rules.model.outcomes import Outcome, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capitalised, provision_text, unit_text

_MOST_SHOWN: Final = 5
_LEFT: Final = 'style="text-align: left"'  # notebooks would set text to the right
_HEADERS: Final = (texts.UNIT, texts.OUTCOME, texts.PROVISION, texts.MESSAGE)


def notebook_html(result: AuditResult) -> str:
    """Return a table in HTML, Vietnamese with the English beside its words; any text in it stands as text."""
    counts = result.summary
    prefaces = "".join(f" · {visible(preface.vi)}" for preface in result.prefaces)
    caption = f"{visible(result.regulation.title.vi)} · {visible(result.pack.id)} · {result.as_of:%d/%m/%Y}{prefaces}"
    numbers = _table(
        [capitalised(outcome.label) for outcome in Outcome],
        [[number(counts[outcome], "vi") for outcome in Outcome]],
        caption,
    )
    gravest = nsmallest(_MOST_SHOWN, _breaches(result.findings), key=lambda finding: -finding.weight)
    return numbers + (_table(_HEADERS, map(_row, gravest)) if gravest else "")


def _breaches(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (finding for finding in findings if finding.verdict is Verdict.BREACH)


def _row(finding: Finding) -> list[str]:
    return [
        unit_text(finding.unit),
        finding.outcome.label.vi,
        provision_text(finding.provision, "vi"),
        finding.message.vi,
    ]


def _table(headers: Sequence[Bilingual], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    head = "".join(f'<th {_LEFT} title="{escape(header.en)}">{escape(header.vi)}</th>' for header in headers)
    lines = ("".join(f"<td {_LEFT}>{escape(visible(cell))}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    shown = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{shown}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
