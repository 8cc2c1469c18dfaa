"""What a proof of a pack found, as lines of a terminal that are 80 columns wide."""

from collections import defaultdict
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.pack import Pack
from kstt_rules.proof.case_text import case_lines
from kstt_rules.proof.report import NotProved, ProofFinding, ProofReport

_WIDTH: Final = 80
_KINDS: Final = {
    "never_applies": both("never applies"),
    "never_breached": both("never breached"),
    "always_breached": both("always breached"),
    "cannot_meet_both": both("cannot be met together"),
    "implied": both("implies another"),
    "idle_part": both("part without effect"),
    "claim": both("claim"),
}
_ASKED: Final = both(
    "{pack}: {asked} questions; {shown} answered by a dossier that the audit confirms, {proved} by proof over all "
    "dossiers; {found} found, {waived} of it waived; {open} not proved"
)
_WAIVED: Final = both("waived")
_WITNESS: Final = both("shown by this case, as the audit judges it:")
_NOT_PROVED: Final = both("NOT PROVED")
_UNUSED: Final = both("the pack waives what was not found: {waiver}")


def proof_lines(pack: Pack, report: ProofReport, language: Language) -> Iterator[str]:
    """Yield the lines that tell of a proof: each finding with its case, then what was not proved, then the numbers."""
    for finding in report.findings:
        yield from _finding(finding, language)
    for waiver in report.unused:
        yield from wrap(_UNUSED[language].format(waiver=waiver), _WIDTH)
    yield from _open(report.open, language)
    waived = sum(finding.reason is not None for finding in report.findings)
    numbers = {"asked": report.asked, "shown": report.shown, "proved": report.proved, "open": len(report.open)}
    told = _ASKED.format(pack=pack.id, **numbers, found=len(report.findings), waived=waived)
    yield from wrap(told[language], _WIDTH)


def _finding(finding: ProofFinding, language: Language) -> Iterator[str]:
    kind = _KINDS[finding.kind][language].upper()
    if finding.reason is None:
        yield from wrap(f"{kind} · {finding.told[language]}", _WIDTH, subsequent_indent="  ")
    else:
        told = f"{kind} ({_WAIVED[language]}) · {finding.told[language]} {finding.reason[language]}"
        yield from wrap(told, _WIDTH, subsequent_indent="  ")
    yield f"  {_WITNESS[language]}"
    yield from case_lines(finding.witness, f"{_KINDS[finding.kind].vi}: {', '.join(finding.rules) or finding.part}")
    yield ""


def _open(items: list[NotProved], language: Language) -> Iterator[str]:
    by_reason: dict[tuple[str, Bilingual], list[str]] = defaultdict(list)
    for item in items:
        named = " + ".join(item.rules) or (item.part or "")
        by_reason[item.kind, item.reason].append(named)
    for (kind, reason), names in by_reason.items():
        rules = ", ".join(dict.fromkeys(names))
        told = f"{_NOT_PROVED[language]} · {_KINDS[kind][language]} · {reason[language]}: {rules}"
        yield from wrap(told, _WIDTH, subsequent_indent="  ")
