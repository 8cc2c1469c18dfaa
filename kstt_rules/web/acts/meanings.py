"""Says which units or titles texts mean that were not understood."""

from typing import Literal

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import understood as words
from kstt_rules.web.understood.form import leads_back, lines_of
from kstt_rules.web.understood.mapping_draft import corrected_mapping
from kstt_rules.web.understood.units import UnitNames


def act(desk: Desk, form: Form) -> Done:
    """Take each meaning that was chosen or typed. Raises UsageError where there is none, or it is not one unit."""
    kind: Literal["unit", "title"] = "unit" if text_of(form, "kind") == "unit" else "title"
    names = UnitNames(desk.inspection.dossier)
    said = [
        (text, names.meant(means) if kind == "unit" else means, [file, sheet] if file else [])
        for text, file, sheet, typed, chosen in lines_of(form, "text", "file", "sheet", "typed", "chosen")
        if (means := typed or chosen)
    ]
    if not said:
        raise UsageError(words.NOTHING_CHANGED)
    with corrected_mapping(desk) as draft:
        for text, means, sheet in said:
            draft.mean(kind, text, means, *sheet)
    return Done(leads_back(form), words.READ_AGAIN)
