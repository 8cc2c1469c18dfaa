"""Keeps due days that are set locally: those of the form, or of a file."""

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.kept.due_days import filled_in, keep
from kstt_rules.web.kept.sent_text import sent_text
from kstt_rules.web.texts import due_days as words


def act(desk: Desk, form: Form) -> Done:
    """Keep them. Raises UsageError or InputError, and keeps those before, where they are not allowed."""
    if "due" in form:
        keep(desk, sent_text(desk, form["due"], none=words.NO_FILE, not_text=words.NOT_TEXT))
    else:
        keep(desk, filled_in(form, desk.pack))
    return Done("due_days", words.KEPT)
