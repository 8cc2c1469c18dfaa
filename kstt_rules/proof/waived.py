"""What a pack says is meant, of all that a proof may find: ``proof/waived.yaml`` in its folder."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kstt_rules.base.strict_yaml import read_yaml, validate
from kstt_rules.model.vocabulary import Label, Strict
from kstt_rules.pack import Pack
from kstt_rules.proof.report import Kind, ProofFinding, ProofReport

FILE: Final = "proof/waived.yaml"


class Waiver(Strict):
    """One finding of a proof, and why it is meant so."""

    finding: Kind
    rules: list[str]
    part: str | None = None
    reason: Label


class WaiversFile(Strict):
    """proof/waived.yaml: findings of a proof that are known and meant."""

    waived: list[Waiver]


def with_waivers(report: ProofReport, pack: Pack) -> ProofReport:
    """Give the findings that a pack waives their reasons, and tell which waivers no finding needs.

    Raises PackError where the file cannot be read.
    """
    path = pack.folder / FILE
    waivers = validate(WaiversFile, read_yaml(path, name=f"{pack.folder.name}/{FILE}")).waived if path.is_file() else []
    findings = [_waived(finding, waivers) for finding in report.findings]
    needed = [waiver for waiver in waivers if any(_fits(waiver, finding) for finding in report.findings)]
    unused = [f"{waiver.finding}: {', '.join(waiver.rules)}" for waiver in waivers if waiver not in needed]
    return replace(report, findings=findings, unused=unused)


def _waived(finding: ProofFinding, waivers: Sequence[Waiver]) -> ProofFinding:
    for waiver in waivers:
        if _fits(waiver, finding):
            return replace(finding, reason=waiver.reason.bilingual)
    return finding


def _fits(waiver: Waiver, finding: ProofFinding) -> bool:
    written = None if waiver.part is None else " ".join(waiver.part.split())
    return (waiver.finding, tuple(waiver.rules), written) == (finding.kind, finding.rules, finding.part)
