"""Takes a file out of a workspace."""

from unicodedata import normalize

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import files as words
from kstt_rules.web.views.files import KINDS, WITH_CELLS
from kstt_rules.web.workspace.journal import read_journal, write_journal


def act(desk: Desk, form: Form) -> Done:
    """Take it out and read everything again; its corrections go with it, where the form says that this is meant.

    Raises UsageError for the last one, for one that is not there, and where corrections would go unasked.
    """
    kind, name = text_of(form, "kind"), text_of(form, "name")
    there = {path.name: path for path in desk.workspace.sent(kind)} if kind in KINDS else {}
    if name not in there:
        raise UsageError(words.NO_SUCH_FILE.format(file=name))
    if kind == "files" and len(there) == 1:
        raise UsageError(words.LAST_FILE)
    place, label = desk.workspace, normalize("NFC", name)
    journal = read_journal(place.corrections)
    count = journal.by_file[label] if kind in WITH_CELLS else 0
    if count and text_of(form, "corrections") != str(count):
        raise UsageError(words.HAS_CORRECTIONS.format(file=name, count=count))
    with desk.tried(there[name], place.corrections, is_step=True):
        there[name].unlink()
        if count:
            write_journal(place.corrections, journal.without(label))
        desk.reopen()
    return Done("files", (words.TAKEN_OUT_TOO if count else words.TAKEN_OUT).format(file=name, count=count))
