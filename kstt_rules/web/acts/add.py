"""Takes more files into a workspace; one of the same name takes the place of the one that is there."""

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.texts import common
from kstt_rules.web.texts import files as words
from kstt_rules.web.views.files import KINDS
from kstt_rules.web.workspace.folder import ALONE


def act(desk: Desk, form: Form) -> Done:
    """Take the files and read everything again. Raises UsageError where there is none; a mistake changes nothing."""
    sent = {kind: names for kind in KINDS if (names := form.get(kind)) and not isinstance(names, str)}
    if not sent:
        raise UsageError(common.NO_FILE)
    [(kind, names)] = sent.items()
    place = desk.workspace
    before = place.sent(kind) if kind in ALONE else []
    targets = {place.folder / kind / name.rpartition("/")[2] for name in names}
    with desk.tried(*before, *targets):
        for path in {*before, *targets}:
            path.unlink(missing_ok=True)
        place.keep(kind, names)
        desk.reopen()
    return Done("understood", words.ADDED)
