"""Lets a sheet hold a dataset, or none."""

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import understood as words
from kstt_rules.web.understood.form import leads_back
from kstt_rules.web.understood.mapping_draft import corrected_mapping
from kstt_rules.web.understood.sheets import datasets

NONE = "none"
"""Chosen for a sheet that is to be left out."""


def act(desk: Desk, form: Form) -> Done:
    """Take the dataset of a sheet, and the row of its header where it is given. Raises UsageError for another one."""
    file, sheet, dataset, row = (text_of(form, name) for name in ("file", "sheet", "dataset", "header"))
    if dataset not in {NONE, *(item["id"] for item in datasets(desk.pack.vocabulary))}:
        raise UsageError(words.NOT_A_DATASET)
    if row and not (row.isdecimal() and int(row)):
        raise UsageError(words.NOT_A_ROW.format(text=row))
    with corrected_mapping(desk) as draft:
        if dataset == NONE:
            draft.leave_out(file, sheet)
        else:
            is_turned = text_of(form, "turned") == "1"
            draft.read_as(file, sheet, dataset, int(row) if row else None, is_turned=is_turned)
    return Done(leads_back(form), words.READ_AGAIN)
