"""What a pack says is meant, of all that a proof may find: ``proof/waived.yaml`` in its folder."""

from typing import Final, Literal

from kstt_rules.model.vocabulary import Label, Strict

PROOF_WAIVERS: Final = "proof/waived.yaml"

ProofKind = Literal[
    "never_applies", "never_breached", "always_breached", "cannot_meet_both", "implied", "idle_part", "claim"
]
"""What a proof may find of rules."""


class ProofWaiver(Strict):
    """One finding of a proof, and why it is meant so; ``part`` is the part of a condition, or the claim.

    A claim may be set aside for several rules at once: each of them may contradict it.
    """

    finding: ProofKind
    rules: list[str]
    part: str | None = None
    reason: Label


class ProofWaiversFile(Strict):
    """proof/waived.yaml: findings of a proof that are known and meant."""

    waived: list[ProofWaiver]
