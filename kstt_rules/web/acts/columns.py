"""Lets columns of a table hold other fields than those that were seen."""

from kstt_rules.base.errors import UsageError
from kstt_rules.model.inspection import TableInspection
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import understood as words
from kstt_rules.web.understood.form import leads_back, lines_of
from kstt_rules.web.understood.mapping_draft import corrected_mapping
from kstt_rules.web.understood.sheets import BESIDE, field_labels, place_of


def act(desk: Desk, form: Form) -> Done:
    """Take the fields of the columns that differ from what was read. Raises UsageError for what cannot be."""
    table = _table(desk, form)
    columns = {letters: value.split(BESIDE) if value else [] for letters, value in lines_of(form, "letters", "field")}
    _check(desk, table, columns)
    before = {column.letters: list(column.names) for column in table.columns}
    changed = {letters: names for letters, names in columns.items() if names != before.get(letters, [])}
    if not changed:
        return Done(leads_back(form))
    with corrected_mapping(desk) as draft:
        draft.read_columns(place_of(desk.inspection, table), changed)
    return Done(leads_back(form), words.READ_AGAIN)


def _table(desk: Desk, form: Form) -> TableInspection:
    place, header = tuple(text_of(form, name) for name in ("file", "sheet", "entity")), text_of(form, "header")
    for table in desk.inspection.tables:
        if (table.file, table.sheet, table.entity) == place and header in ("", str(table.header_rows[0])):
            return table
    raise UsageError(words.NO_TABLE)


def _check(desk: Desk, table: TableInspection, columns: dict[str, list[str]]) -> None:
    labels = field_labels(table.entity, desk.pack.vocabulary)
    seen: set[str] = set()
    for name in (name for names in columns.values() for name in names):
        if name not in labels:
            raise UsageError(words.NOT_A_FIELD.format(name=name))
        if name in seen:
            raise UsageError(words.TWICE.format(field=labels[name]))
        seen.add(name)
