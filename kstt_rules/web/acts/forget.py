"""Takes back a correction of how files are understood."""

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import understood as words
from kstt_rules.web.understood.mapping_draft import corrected_mapping


def act(desk: Desk, form: Form) -> Done:
    """Take back what one entry says of a text, or of tables, by its place in the mapping."""
    text, entry = text_of(form, "text"), text_of(form, "entry")
    with corrected_mapping(desk) as draft:
        if text.isdecimal():
            draft.forget_text(int(text))
        elif entry.isdecimal():
            draft.forget_table(int(entry))
    return Done("understood", words.READ_AGAIN)
