"""The corrected cells of an open audit on their way back into the files that they came from."""

from collections.abc import Mapping
from functools import partial

from kstt_rules.base.cell_address import Place
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.files.changed_cells import cell_at
from kstt_rules.intake.files.plain_text import delimiter_of
from kstt_rules.intake.files.reread import plain_value, submitted_sheet
from kstt_rules.model.files import CellValue, SubmittedFile, SubmittedSheet
from kstt_rules.open_audit.edits import History
from kstt_rules.open_audit.kept_cells import KeptCells
from kstt_rules.outputs.corrected import Cells, CorrectedFile


def corrected_files(then: KeptCells, now: KeptCells, history: History) -> tuple[CorrectedFile, ...]:
    """Return the files of which some cell holds something else than was submitted, with these cells."""
    touched: dict[str, dict[str, set[Place]]] = {}
    for edit in history.done:
        places = touched.setdefault(edit.file, {}).setdefault(edit.sheet, set())
        places.update(item.place for item in edit.cells)
    found = []
    for content in now.contents:
        cells = _changed(then, now, content.label, touched.get(content.label, {}))
        if cells:
            path = now.paths[content.label]
            submitted = SubmittedFile(content.label, path, partial(_sheets, content))
            found.append(CorrectedFile(submitted, content.sha256, cells, delimiter=delimiter_of(path)))
    return tuple(found)


def _changed(then: KeptCells, now: KeptCells, file: str, touched: Mapping[str, set[Place]]) -> Cells:
    found: dict[str, Mapping[Place, CellValue]] = {}
    for sheet, places in touched.items():
        before, after = then.sheet(file, sheet), now.sheet(file, sheet)
        cells = {place: plain_value(cell_at(after, place)) for place in places}
        differing = {place: cell for place, cell in cells.items() if cell_at(before, place) != cell_at(after, place)}
        if differing:
            found[sheet] = differing
    return found


def _sheets(content: Content) -> tuple[SubmittedSheet, ...]:
    return tuple(map(submitted_sheet, content.sheets))
