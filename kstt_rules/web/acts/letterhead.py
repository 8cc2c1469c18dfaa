"""Keeps a letterhead: that of the form, or of a file."""

from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.kept.letterhead import filled_in, keep
from kstt_rules.web.texts import letters as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Keep it. Raises UsageError or InputError, and keeps the one before, where it is not allowed."""
    keep(desk, _sent(desk, form["letterhead"]) if "letterhead" in form else filled_in(form))
    return Done("letters", words.KEPT)


def _sent(desk: Desk, incoming: str | list[str]) -> str:
    """Return the text of the file that was sent. Raises UsageError where there is none, or it is not text."""
    contents = [path.read_bytes() for path in desk.workspace.came(incoming)]
    if not contents:
        raise UsageError(words.NO_FILE)
    try:
        return contents[0].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(words.NOT_TEXT) from None
