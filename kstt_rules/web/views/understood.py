"""How the files were understood."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.web.desk.desk import Desk


def view(desk: Desk, _query: Mapping[str, str]) -> dict[str, Any]:
    """Return the tables that were found, and how many rows of each were accepted."""
    return {
        "tables": [
            {"file": table.file, "sheet": table.sheet, "dataset": table.dataset, "accepted": table.accepted}
            for table in desk.inspection.tables
        ]
    }
