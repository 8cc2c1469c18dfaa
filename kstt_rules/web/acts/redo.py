"""Makes the correction again that was taken back last."""

from collections.abc import Mapping

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.showing.told_edit import LastEdit, page_of_edit
from kstt_rules.web.texts import correct as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Make it again. Raises UsageError where there is none."""
    before, outcome = desk.session.result.summary, desk.redo()
    desk.last_edit = edit = LastEdit.of(outcome, words.MADE_AGAIN, before, desk.session.result.summary)
    return Done(page_of_edit(edit, form), edit.said)
