"""A sheet's XML gone through once, cell by cell, so that some cells change and every other byte stays as it is."""

from collections.abc import Collection, Mapping, Sequence

from kstt_rules.base.cell_address import column_letters, place_of
from kstt_rules.outputs.annotated.column_runs import Run, by_column
from kstt_rules.outputs.annotated.xml_edit import Unmarkable, edited, feed, new_parser, split, tag_end, with_attributes


class CellWalk:
    """Goes through a sheet, and hands over the cells that are wanted, by row and 0-based column.

    What is done with them says who inherits. Raises Unmarkable where the XML is not what it must be.
    """

    def __init__(self, source: bytes, wanted: Mapping[int, Collection[int]]) -> None:
        self._source, self._columns_of = source, wanted
        self._waiting = sorted(wanted, reverse=True)  # rows still to come
        self._edits: list[tuple[int, int, bytes]] = []
        self._depth, self._prefix, self._main = 0, "", ""
        self._row, self._row_start, self._column = 0, 0, -1
        self._row_style: int | None = None
        self._is_marked = False  # this row has cells that are wanted
        self._wanted: list[int] = []  # columns of this row still to come
        self._column_styles: list[Run[int]] = []
        self._styles: Sequence[int] = ()
        self._data_start, self._is_past_data = -1, False
        self._cell_tag = self._row_tag = self._data_tag = ""
        self._parser = new_parser()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def changed(self) -> bytes:
        """Go through the sheet and return it as it is to be written."""
        feed(self._parser, self._source)
        if not self._is_past_data:
            raise Unmarkable
        return edited(self._source, self._edits)

    # -- for those who inherit

    def _take_cell(self, row: int, column: int, attributes: dict[str, str]) -> None:
        """Take a wanted cell where it begins."""
        raise NotImplementedError

    def _new_cell(self, row: int, column: int, style: int) -> bytes:
        """Return a wanted cell that is not there, in the style of its row or column."""
        raise NotImplementedError

    def _take_part(self, name: str, attributes: dict[str, str]) -> None:
        """Take what stands beside the rows."""

    def _take_column(self, first: int, last: int, attributes: dict[str, str]) -> None:
        """Take what is said of columns."""

    def _end_sheet(self) -> None:
        """Take the end of the sheet."""

    def _insert(self, content: bytes) -> None:
        at = self._parser.CurrentByteIndex
        self._edits.append((at, at, content))

    def _change_tag(self, values: Mapping[str, str | None]) -> None:
        at = self._parser.CurrentByteIndex
        end = tag_end(self._source, at)
        self._edits.append((at, end, with_attributes(self._source[at:end], values)))

    # -- the way through

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
            self._begin_column(attributes)

    def _end(self, tag: str) -> None:
        if self._depth == 3 and tag == self._row_tag:
            if self._wanted:
                self._end_row()
        elif self._depth == 2 and tag == self._data_tag:
            self._end_data()
        elif self._depth == 1 and self._is_past_data:
            self._end_sheet()
        self._depth -= 1

    def _begin_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        self._prefix, name = split(tag)
        if name != "worksheet":
            raise Unmarkable
        self._main = attributes.get(f"xmlns:{self._prefix[:-1]}" if self._prefix else "xmlns", "")
        self._cell_tag, self._row_tag = f"{self._prefix}c", f"{self._prefix}row"
        self._data_tag = f"{self._prefix}sheetData"

    def _begin_part(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._data_tag:
            self._data_start = self._parser.CurrentByteIndex
            self._styles = by_column(self._column_styles, 0)
        else:
            self._take_part(split(tag)[1], attributes)

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first, last = (whole(attributes.get(name), 1) - 1 for name in ("min", "max"))
        if "style" in attributes:
            self._column_styles.append((first, last, whole(attributes["style"], 0)))
        self._take_column(first, last, attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row_start = self._parser.CurrentByteIndex
        before, self._row = self._row, whole(attributes.get("r"), self._row + 1)
        if self._row <= before:
            raise Unmarkable
        self._column, self._is_marked = -1, False
        while self._waiting and self._waiting[-1] < self._row:
            self._insert(self._new_row(self._waiting.pop()))
        if self._waiting and self._waiting[-1] == self._row:
            self._waiting.pop()
            self._is_marked = True
            self._wanted = sorted(self._columns_of[self._row], reverse=True)
            own = attributes.get("customFormat") in ("1", "true")
            self._row_style = whole(attributes.get("s"), 0) if own else None
            if "spans" in attributes:  # a hint that an added cell could belie
                self._change_tag({"spans": None})

    def _end_row(self) -> None:
        cells = b"".join(self._missing_cell(self._row, self._wanted.pop(), self._row_style) for _ in self._wanted[:])
        self._close_with(self._row_start, cells, self._row_tag)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes["r"]) if "r" in attributes else None
        before, self._column = self._column, self._column + 1 if place is None else place.column
        if self._column <= before:
            raise Unmarkable
        while self._wanted and self._wanted[-1] < self._column:
            self._insert(self._missing_cell(self._row, self._wanted.pop(), self._row_style))
        if self._wanted and self._wanted[-1] == self._column:
            self._take_cell(self._row, self._wanted.pop(), attributes)

    def _end_data(self) -> None:
        rows = b"".join(self._new_row(self._waiting.pop()) for _ in self._waiting[:])
        if rows:
            self._close_with(self._data_start, rows, self._data_tag)
        self._is_past_data = True

    def _new_row(self, row: int) -> bytes:
        cells = b"".join(self._missing_cell(row, column, None) for column in sorted(self._columns_of[row]))
        return f'<{self._row_tag} r="{row}">'.encode() + cells + f"</{self._row_tag}>".encode()

    def _missing_cell(self, row: int, column: int, row_style: int | None) -> bytes:
        return self._new_cell(row, column, self._styles[column] if row_style is None else row_style)

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


def cell_tag(name: str, row: int, column: int, style: int, more: str = "") -> str:
    """Return the inside of the start tag of a cell."""
    return f'{name} r="{column_letters(column)}{row}" s="{style}"{more}'


def whole(value: str | None, default: int) -> int:
    """Return the whole number of an attribute, or what holds where it is none."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 10 else default
