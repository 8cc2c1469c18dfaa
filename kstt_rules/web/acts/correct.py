"""Types a text into a cell of the dossier, and judges again what that may turn."""

from collections.abc import Mapping

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.showing.leaves import asked
from kstt_rules.web.showing.told_edit import LastEdit
from kstt_rules.web.texts import correct as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Make the correction. Raises UsageError where there is no such cell, and for a formula."""
    file, sheet, cell, text, of = (str(form.get(name, "")) for name in ("file", "sheet", "cell", "value", "of"))
    before = desk.session.result.summary
    outcome = desk.correct(file, sheet, cell, text)
    done = words.MADE if outcome.corrections else words.NOTHING
    desk.last_edit = edit = LastEdit.of(outcome, done, before, desk.session.result.summary)
    return Done(asked("correct", file=file, sheet=sheet, cell=cell, of=of, edit=edit.id), edit.said)
