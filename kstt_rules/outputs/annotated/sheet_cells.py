"""The cells of a sheet filled where they stand: its XML goes by once, and no tree of it is kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from kstt_rules.outputs.annotated.cell_walk import CellWalk, cell_tag, whole
from kstt_rules.outputs.annotated.column_runs import Run
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.xml_edit import split

Levels = Mapping[int, Mapping[int, Level | None]]
"""How cells are to be marked, by row and 0-based column; None takes the mark of an earlier audit away."""

StyleOf = Callable[[int, Level | None], int]
"""Gives, for a cell's style and a level, the same style with the level's fill; for None, without a fill of ours."""

_SIZE: Final = re.compile(r"\d{1,4}(\.\d+)?")
_RELATIONS: Final = {
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEFORE_NOTES: Final = frozenset(
    [
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
    ]
)
"""What stands between the cells of a sheet and the reference to the boxes of its notes."""


def relations_namespace(main: str | None) -> str:
    """Return the namespace of relations that goes with that of a sheet or workbook."""
    return _RELATIONS.get(main or "", _TRANSITIONAL)


class Filled(NamedTuple):
    """A sheet's XML with cells filled, the id of its relation to the boxes of notes, and the widths of its columns."""

    data: bytes
    notes_id: str
    widths: Sequence[Run[float]]


def fill_cells(source: bytes, levels: Levels, *, style_of: StyleOf, notes_id: str) -> Filled:
    """Fill the cells in ``levels``.

    A cell that is not there is added, in the style of its row or column. Where the sheet has no reference to boxes
    of notes, one under ``notes_id`` is put in. Raises Unmarkable where the XML is not what it must be.
    """
    filler = _Filler(source, levels, style_of, notes_id)
    return Filled(filler.changed(), filler.notes_id, filler.widths)


class _Filler(CellWalk):
    def __init__(self, source: bytes, levels: Levels, style_of: StyleOf, notes_id: str) -> None:
        super().__init__(source, levels)
        self.notes_id = notes_id
        self.widths: list[Run[float]] = []
        self._levels, self._style_of = levels, style_of
        self._has_notes = False

    def _take_cell(self, row: int, column: int, attributes: dict[str, str]) -> None:
        self._change_tag({"s": str(self._style_of(whole(attributes.get("s"), 0), self._levels[row][column]))})

    def _new_cell(self, row: int, column: int, style: int) -> bytes:
        filled = self._style_of(style, self._levels[row][column])
        return f"<{cell_tag(self._cell_tag, row, column, filled)}/>".encode()

    def _take_part(self, name: str, attributes: dict[str, str]) -> None:
        if self._is_past_data and not self._has_notes and name not in _BEFORE_NOTES:
            if name == "legacyDrawing":
                self.notes_id = next((attributes[key] for key in attributes if split(key)[1] == "id"), "")
                self._has_notes = True
            else:
                self._refer_to_notes()

    def _end_sheet(self) -> None:
        if not self._has_notes:
            self._refer_to_notes()

    def _refer_to_notes(self) -> None:
        self._has_notes = True
        relations = relations_namespace(self._main)
        self._insert(f'<{self._prefix}legacyDrawing xmlns:r="{relations}" r:id="{self.notes_id}"/>'.encode())

    def _take_column(self, first: int, last: int, attributes: dict[str, str]) -> None:
        if _SIZE.fullmatch(width := attributes.get("width", "")):
            self.widths.append((first, last, 0 if attributes.get("hidden") in ("1", "true") else float(width)))
