"""A cell in its sheet, a field for its new value, and what the last correction changed."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.cell_address import Place, column_letters, place_of
from kstt_rules.base.errors import UsageError
from kstt_rules.outputs.visible import visible
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.cell_text import cell_text
from kstt_rules.web.showing.sheet_grid import grid, table_at
from kstt_rules.web.showing.told import sheet_name
from kstt_rules.web.showing.told_edit import told_edit
from kstt_rules.web.texts import correct as words


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return a cell and its surroundings. Raises UsageError where the dossier has no such file, sheet or cell."""
    file, sheet = query.get("file", ""), query.get("sheet", "")
    place = _place(query.get("cell", ""))
    [[now]] = desk.session.cells(file, sheet, [place.row], [place.column])
    table = table_at(desk, file, sheet, place)
    columns = () if table is None else table.columns
    headers = [one.header for one in columns if one.letters == column_letters(place.column)]
    last, of = desk.last_edit, query.get("of", "")
    return around(desk, "findings") | {
        "file": file,
        "sheet": sheet,
        "cell": now.cell,
        "place": sheet_name(file, sheet),
        "header": visible(headers[0]) if headers else "",
        "text": cell_text(now.value),
        "of": of,
        "grid": grid(desk, file, sheet, [place]),
        "edit": told_edit(last, language_of(query)) if last and last.id == query.get("edit") else None,
        "can_undo": desk.session.can_undo,
        "can_redo": desk.session.can_redo,
    }


def _place(cell: str) -> Place:
    place = place_of(cell.strip())
    if place is None:
        raise UsageError(words.NO_CELL.format(cell=cell))
    return place
