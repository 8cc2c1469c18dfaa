"""Which findings a page holds where there are more than a browser opens with ease."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import Final

from kstt_rules.model.comparison import FindingChange
from kstt_rules.model.findings import Finding
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.read.html.changes import CHANGES

MOST: Final = 50_000
"""Findings that a page holds at most."""

_PLACES: Final = {outcome: place for place, outcome in enumerate(Outcome)}


def heaviest(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, at most so many, the weightiest of all: by who is obliged, in each the weightiest first."""
    kept = findings if len(findings) <= MOST else nsmallest(MOST, findings, key=_place)
    return sorted(kept, key=lambda finding: (finding.bearer.sort_key, _place(finding)))


def most_telling(changes: Sequence[FindingChange]) -> list[FindingChange]:
    """Return what became of findings, in its order: at most so many, what needs a look first, then the weightiest."""
    if len(changes) <= MOST:
        return list(changes)
    places = nsmallest(MOST, range(len(changes)), key=lambda place: _need(changes[place]))
    return [changes[place] for place in sorted(places)]


def _need(item: FindingChange) -> tuple[int, int]:
    return CHANGES.index(item.change), _place(item.finding)


def _place(finding: Finding) -> int:
    return _PLACES[finding.outcome]
