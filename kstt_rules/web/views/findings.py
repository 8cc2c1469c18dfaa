"""The findings of the audit, by unit."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.web.desk.desk import Desk


def view(desk: Desk, _query: Mapping[str, str]) -> dict[str, Any]:
    """Return the findings with what they cite, and how many verdicts came to each outcome."""
    result = desk.session.result
    return {
        "as_of": result.as_of,
        "summary": {outcome.value: count for outcome, count in result.summary.items()},
        "findings": [
            {
                "unit": finding.unit.name,
                "outcome": finding.outcome.value,
                "citation": finding.citation,
                "message": finding.message,
            }
            for finding in result.findings
        ],
    }
