"""Which findings a page holds where there are more than a browser opens with ease."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import Final

from kstt_rules.model.findings import Finding, Outcome

MOST: Final = 50_000
"""Findings that a page holds at most."""

_PLACES: Final = {outcome: place for place, outcome in enumerate(Outcome)}


def heaviest(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, at most so many, the weightiest of all: by who is obliged, in each the weightiest first."""
    kept = findings if len(findings) <= MOST else nsmallest(MOST, findings, key=_place)
    return sorted(kept, key=lambda finding: (finding.bearer.sort_key, _place(finding)))


def _place(finding: Finding) -> int:
    return _PLACES[finding.outcome]
