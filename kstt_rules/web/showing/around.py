"""What stands around every page of findings and results."""

from typing import Any

from kstt_rules.web.desk.desk import Desk


def around(desk: Desk, step: str) -> dict[str, Any]:
    """Return the step that a page belongs to, and how many corrections the data have."""
    return {"step": step, "corrections": len(desk.session.corrections)}
