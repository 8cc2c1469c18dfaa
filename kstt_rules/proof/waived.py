"""What a proof found beside what its pack says is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kstt_rules.base.strict_yaml import read_yaml, validate
from kstt_rules.pack import Pack
from kstt_rules.pack.proof_waivers import PROOF_WAIVERS, ProofWaiver, ProofWaiversFile
from kstt_rules.proof.report import ProofFinding, ProofReport


def with_waivers(report: ProofReport, pack: Pack) -> ProofReport:
    """Give the findings that a pack waives their reasons, and tell which waivers no finding needs.

    Raises PackError where the file cannot be read.
    """
    path, name = pack.folder / PROOF_WAIVERS, f"{pack.folder.name}/{PROOF_WAIVERS}"
    waivers = validate(ProofWaiversFile, read_yaml(path, name=name)).waived if path.is_file() else []
    waivers = [one for waiver in waivers for one in _one_by_one(waiver)]
    findings = [_waived(finding, waivers) for finding in report.findings]
    needed = [waiver for waiver in waivers if any(_fits(waiver, finding) for finding in report.findings)]
    unused = [f"{waiver.finding}: {', '.join(waiver.rules)}" for waiver in waivers if waiver not in needed]
    return replace(report, findings=findings, unused=unused)


def _one_by_one(waiver: ProofWaiver) -> Iterator[ProofWaiver]:
    """Part a waiver that sets one claim aside for several rules; all others are of their rules together."""
    if waiver.finding == "claim" and waiver.rules:
        yield from (waiver.model_copy(update={"rules": [rule]}) for rule in waiver.rules)
    else:
        yield waiver


def _waived(finding: ProofFinding, waivers: Sequence[ProofWaiver]) -> ProofFinding:
    for waiver in waivers:
        if _fits(waiver, finding):
            return replace(finding, reason=waiver.reason.bilingual)
    return finding


def _fits(waiver: ProofWaiver, finding: ProofFinding) -> bool:
    written = None if waiver.part is None else " ".join(waiver.part.split())
    return (waiver.finding, tuple(waiver.rules), written) == (finding.kind, finding.rules, finding.part)
