"""Another day, rule pack or setting for the audit of a workspace."""

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import audit_day_of, day_of, setting_lines, text_of
from kstt_rules.web.texts import common as words


def act(desk: Desk, form: Form) -> Done:
    """Audit by the options of the form; those before stay where these cannot be used."""
    effective_from = day_of(form, "effective_from")
    with desk.tried(is_step=True):
        desk.change_state(
            as_of=audit_day_of(form).isoformat(),
            effective_from=effective_from.isoformat() if effective_from else "",
            settings=setting_lines(form),
            pack=text_of(form, "pack") or desk.state.pack,
        )
        desk.judge_again()
    return Done("understood", words.OPTIONS_CHANGED)
