"""Takes the last correction back."""

from collections.abc import Mapping

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.showing.told_edit import LastEdit, page_of_edit
from kstt_rules.web.texts import correct as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Take it back. Raises UsageError where there is none."""
    before, outcome = desk.session.result.summary, desk.undo()
    desk.last_edit = edit = LastEdit.of(outcome, words.TAKEN_BACK, before, desk.session.result.summary)
    return Done(page_of_edit(edit, form), edit.said)
