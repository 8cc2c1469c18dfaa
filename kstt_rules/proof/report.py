"""What a proof found, as plain values."""

from collections.abc import Sequence
from dataclasses import field

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.pack.proof_waivers import ProofKind
from kstt_rules.proof.witness import Witness


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """Something that holds of all dossiers, or a claim that does not; and a dossier that shows it.

    ``rules`` are the rules that it is about, ``part`` the part of a condition, or the claim as it is written.
    ``reason`` is why it is meant so, where the pack says that it is.
    """

    kind: ProofKind
    rules: tuple[str, ...]
    part: str | None
    told: Bilingual
    witness: Witness
    reason: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class NotProved:
    """A question without an answer, and the reason."""

    kind: ProofKind
    rules: tuple[str, ...]
    part: str | None
    reason: Bilingual


@dataclass
class ProofReport:
    """What was asked of a pack and what was found.

    ``asked`` counts the questions, ``shown`` those that a dossier answers which the audit confirmed, ``proved`` those
    that no dossier can answer otherwise.
    """

    findings: list[ProofFinding] = field(default_factory=list)
    open: list[NotProved] = field(default_factory=list)
    asked: int = 0
    shown: int = 0
    proved: int = 0
    unused: Sequence[str] = ()
