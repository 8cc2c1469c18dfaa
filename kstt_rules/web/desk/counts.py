"""How much waits at each step of a workspace."""

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.understood.sheets import lacking_columns, unknown_sheets


def counts_of(desk: Desk) -> dict[str, int]:
    """Return how many things there are to check in what was understood, and how many findings."""
    inspection = desk.inspection
    rejects = inspection.dossier.rejects
    faulty = sum(item.is_unreadable for item in rejects)
    to_check = faulty + len(unknown_sheets(rejects)) + len(inspection.unclear) + len(lacking_columns(inspection))
    return {"understood": to_check, "findings": len(desk.session.result.findings)}
