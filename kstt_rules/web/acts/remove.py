"""Takes a file out of a workspace."""

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import files as words
from kstt_rules.web.views.files import KINDS


def act(desk: Desk, form: Form) -> Done:
    """Take it out and read everything again. Raises UsageError for the last one, and for one that is not there."""
    kind, name = text_of(form, "kind"), text_of(form, "name")
    there = {path.name: path for path in desk.workspace.sent(kind)} if kind in KINDS else {}
    if name not in there:
        raise UsageError(words.NO_SUCH_FILE.format(file=name))
    if kind == "files" and len(there) == 1:
        raise UsageError(words.LAST_FILE)
    with desk.tried(there[name]):
        there[name].unlink()
        desk.reopen()
    return Done("files", words.TAKEN_OUT.format(file=name))
