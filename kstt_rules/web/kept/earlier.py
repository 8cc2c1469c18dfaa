"""The earlier result of a workspace, and the comparison of what was found then and now."""

from pathlib import Path

from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.comparison import Diff
from kstt_rules.web.desk.desk import Desk


def earlier_path(desk: Desk) -> Path | None:
    """Return where the earlier result lies, None where none was sent."""
    return next(iter(desk.workspace.sent("earlier")), None)


def comparison_of(desk: Desk) -> Diff | None:
    """Compare the earlier result with this one, None where there is none. Raises InputError where it is no result."""
    path = earlier_path(desk)
    return None if path is None else compare(read_result(path), snapshot(desk.session.result))
