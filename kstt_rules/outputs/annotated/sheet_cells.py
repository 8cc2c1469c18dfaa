"""The cells of a sheet filled where they stand: its XML goes by once, and no tree of it is kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from kstt_rules.base.cell_address import column_letters, place_of
from kstt_rules.outputs.annotated.column_runs import Run, by_column
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.xml_edit import (
    Unmarkable,
    edited,
    feed,
    new_parser,
    split,
    tag_end,
    with_attributes,
)

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
    return Filled(filler.filled(), filler.notes_id, filler.widths)


class _Filler:
    def __init__(self, source: bytes, levels: Levels, style_of: StyleOf, notes_id: str) -> None:
        self.notes_id = notes_id
        self.widths: list[Run[float]] = []
        self._source, self._levels, self._style_of = source, levels, style_of
        self._waiting = sorted(levels, reverse=True)  # rows still to come
        self._edits: list[tuple[int, int, bytes]] = []
        self._depth, self._prefix, self._relations = 0, "", _TRANSITIONAL
        self._row, self._row_start, self._column = 0, 0, -1
        self._row_style: int | None = None
        self._is_marked = False  # this row has cells to mark
        self._wanted: list[int] = []  # columns of this row still to come
        self._column_styles: list[Run[int]] = []
        self._styles: Sequence[int] = ()
        self._data_start, self._is_past_data, self._has_notes = -1, False, False
        self._cell_tag = self._row_tag = self._data_tag = ""
        self._parser = new_parser()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def filled(self) -> bytes:
        feed(self._parser, self._source)
        if not self._is_past_data:
            raise Unmarkable
        return edited(self._source, self._edits)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if tag == self._cell_tag and self._depth == 4:
            if self._is_marked:
                self._begin_cell(attributes)
        elif tag == self._row_tag and self._depth == 3:
            self._begin_row(attributes)
        elif self._depth == 1:
            self._begin_sheet(tag, attributes)
        elif self._depth == 2:
            self._begin_part(tag, attributes)
        elif self._data_start < 0 and split(tag)[1] == "col":
            self._take_columns(attributes)

    def _end(self, tag: str) -> None:
        if self._depth == 3 and tag == self._row_tag:
            if self._wanted:
                self._end_row()
        elif self._depth == 2 and tag == self._data_tag:
            self._end_data()
        elif self._depth == 1 and not self._has_notes and self._is_past_data:
            self._refer_to_notes()
        self._depth -= 1

    def _begin_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        self._prefix, name = split(tag)
        if name != "worksheet":
            raise Unmarkable
        namespace = attributes.get(f"xmlns:{self._prefix[:-1]}" if self._prefix else "xmlns")
        self._relations = relations_namespace(namespace)
        self._cell_tag, self._row_tag = f"{self._prefix}c", f"{self._prefix}row"
        self._data_tag = f"{self._prefix}sheetData"

    def _begin_part(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what stands beside the cells."""
        name = split(tag)[1]
        if tag == self._data_tag:
            self._data_start = self._parser.CurrentByteIndex
            self._styles = by_column(self._column_styles, 0)
        elif self._is_past_data and not self._has_notes and name not in _BEFORE_NOTES:
            if name == "legacyDrawing":
                self.notes_id = next((attributes[key] for key in attributes if split(key)[1] == "id"), "")
                self._has_notes = True
            else:
                self._refer_to_notes()

    def _refer_to_notes(self) -> None:
        self._has_notes = True
        reference = f'<{self._prefix}legacyDrawing xmlns:r="{self._relations}" r:id="{self.notes_id}"/>'
        self._insert(reference.encode())

    def _take_columns(self, attributes: dict[str, str]) -> None:
        first, last = (_whole(attributes.get(name), 1) - 1 for name in ("min", "max"))
        if _SIZE.fullmatch(width := attributes.get("width", "")):
            self.widths.append((first, last, 0 if attributes.get("hidden") in ("1", "true") else float(width)))
        if "style" in attributes:
            self._column_styles.append((first, last, _whole(attributes["style"], 0)))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row_start = self._parser.CurrentByteIndex
        before, self._row = self._row, _whole(attributes.get("r"), self._row + 1)
        if self._row <= before:
            raise Unmarkable
        self._column, self._is_marked = -1, False
        while self._waiting and self._waiting[-1] < self._row:
            self._insert(self._new_row(self._waiting.pop()))
        if self._waiting and self._waiting[-1] == self._row:
            self._waiting.pop()
            self._is_marked = True
            self._wanted = sorted(self._levels[self._row], reverse=True)
            own = attributes.get("customFormat") in ("1", "true")
            self._row_style = _whole(attributes.get("s"), 0) if own else None
            if "spans" in attributes:  # a hint that an added cell could belie
                self._change_tag({"spans": None})

    def _end_row(self) -> None:
        cells = b"".join(self._new_cell(self._row, self._wanted.pop(), self._row_style) for _ in self._wanted[:])
        self._close_with(self._row_start, cells, self._row_tag)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes["r"]) if "r" in attributes else None
        before, self._column = self._column, self._column + 1 if place is None else place.column
        if self._column <= before:
            raise Unmarkable
        while self._wanted and self._wanted[-1] < self._column:
            self._insert(self._new_cell(self._row, self._wanted.pop(), self._row_style))
        if self._wanted and self._wanted[-1] == self._column:
            level = self._levels[self._row][self._wanted.pop()]
            style = self._style_of(_whole(attributes.get("s"), 0), level)
            self._change_tag({"s": str(style)})

    def _end_data(self) -> None:
        rows = b"".join(self._new_row(self._waiting.pop()) for _ in self._waiting[:])
        if rows:
            self._close_with(self._data_start, rows, self._data_tag)
        self._is_past_data = True

    def _new_row(self, row: int) -> bytes:
        cells = b"".join(self._new_cell(row, column, None) for column in sorted(self._levels[row]))
        return f'<{self._row_tag} r="{row}">'.encode() + cells + f"</{self._row_tag}>".encode()

    def _new_cell(self, row: int, column: int, row_style: int | None) -> bytes:
        base = self._styles[column] if row_style is None else row_style
        style = self._style_of(base, self._levels[row][column])
        return f'<{self._cell_tag} r="{column_letters(column)}{row}" s="{style}"/>'.encode()

    def _insert(self, content: bytes) -> None:
        at = self._parser.CurrentByteIndex
        self._edits.append((at, at, content))

    def _change_tag(self, values: Mapping[str, str | None]) -> None:
        at = self._parser.CurrentByteIndex
        end = tag_end(self._source, at)
        self._edits.append((at, end, with_attributes(self._source[at:end], values)))

    def _close_with(self, start: int, content: bytes, tag: str) -> None:
        """Put content before an element's end tag, which an empty element has not got."""
        at = self._parser.CurrentByteIndex
        opened = self._source[start:at]
        if not (opened.endswith(b"/>") and tag_end(self._source, start) == at):
            self._edits.append((at, at, content))
            return
        if self._edits and self._edits[-1][:2] == (start, at):
            opened = self._edits.pop()[2]
        self._edits.append((start, at, opened[:-2].rstrip() + b">" + content + f"</{tag}>".encode()))


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 10 else default
