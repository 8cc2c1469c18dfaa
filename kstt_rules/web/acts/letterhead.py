"""Keeps a letterhead: that of the form, or of a file."""

from collections.abc import Mapping

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.kept.letterhead import filled_in, keep
from kstt_rules.web.kept.sent_text import sent_text
from kstt_rules.web.texts import letters as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Keep it. Raises UsageError or InputError, and keeps the one before, where it is not allowed."""
    if "letterhead" in form:
        keep(desk, sent_text(desk, form["letterhead"], none=words.NO_FILE, not_text=words.NOT_TEXT))
    else:
        keep(desk, filled_in(form))
    return Done("letters", words.KEPT)
