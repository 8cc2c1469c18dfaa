"""Takes an earlier result, to compare this one with."""

from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.compare.saved_results import read_result
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.texts import comparison as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Keep the result that was sent. Raises InputError, and keeps the one before, where it is no result."""
    incoming = form.get("earlier", [])
    paths = desk.workspace.came(incoming)
    if not paths:
        raise UsageError(words.NO_FILE)
    read_result(paths[0])
    desk.workspace.keep("earlier", incoming[:1], alone=True)
    return Done("comparison", words.TAKEN)
