"""What stands around every page of findings and results."""

from typing import Any

from kstt_rules.model.findings import prefaces
from kstt_rules.web.desk.desk import Desk


def around(desk: Desk, step: str) -> dict[str, Any]:
    """Return the step that a page belongs to, how many corrections the data have, and what else is said first."""
    result = desk.session.result
    return {
        "step": step,
        "corrections": len(result.corrections),
        "first": prefaces(result.selection, result.engine),
    }
