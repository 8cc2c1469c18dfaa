"""Takes the earlier result away."""

from collections.abc import Mapping

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:  # noqa: ARG001 - as all deeds
    """Take it away, if it is still there."""
    for path in desk.workspace.sent("earlier"):
        path.unlink(missing_ok=True)
    return Done("comparison")
