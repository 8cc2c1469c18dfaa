"""The tables of a web page, for many programs save one under the name of a workbook."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import Final, NamedTuple

_MAX_SPAN: Final = 1000
_MAX_CELLS: Final = 2_000_000
_MOST_TITLES: Final = 12
_LONGEST_TITLE: Final = 300
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_BLOCKS: Final = _BREAKS | {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "pre", "hr", "table", "tr", "td"}
"""What the texts outside cells are divided by."""
_PARTS: Final = frozenset({"thead", "tbody", "tfoot"})
_UNSHOWN: Final = frozenset({"script", "style", "title"})


class Drawn(NamedTuple):
    """The texts of a table by row, and its merged cells: first row (1-based), column (0-based), last row and column."""

    rows: list[list[str]]
    merges: list[tuple[int, int, int, int]]

    def below(self, titles: Iterable[Sequence[str]]) -> "Drawn":
        """Return the table with the last of the texts that stand above it as its first rows."""
        above = [[*row] for row in titles if sum(map(len, row)) <= _LONGEST_TITLE][-_MOST_TITLES:]
        down = len(above)
        moved = [(top + down, left, bottom + down, right) for top, left, bottom, right in self.merges]
        return Drawn([*above, *self.rows], moved)


def html_tables(text: str) -> list[Drawn]:
    """Return the tables of a page that hold anything; one inside a cell is a table of its own.

    The texts above a table, and those in it that stand in no cell, are its first rows; those below the last table are
    its last ones. Raises ValueError for more cells than a page can sensibly have.
    """
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    found: list[Drawn] = []
    titles: list[str] = []
    for table in parser.tables:
        titles += table.titles
        if any(any(row) for row in table.rows):
            found.append(Drawn(table.rows, table.merges).below([line] for line in titles))
            titles = []
    if found:
        found[-1].rows.extend([line] for line in [*titles, *parser.below])
    return found


class _OpenTable:
    """One table while it is read: ``taken`` are the columns of each row that cells before or above it reach into."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.taken: defaultdict[int, set[int]] = defaultdict(set)
        self.titles: list[str] = []
        self.text: list[str] | None = None
        self.span = (1, 1)
        self._in_row = False

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])
        self._in_row = True

    def end_row(self) -> None:
        self.end_cell()
        self._in_row = False

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self._in_row:
            self.begin_row()
        self.text = []
        self.span = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))

    def end_cell(self) -> None:
        if self.text is None:
            return
        index, (down, across) = len(self.rows) - 1, self.span
        row, column = self.rows[index], len(self.rows[index])
        while column in self.taken[index]:
            column += 1
        row += [""] * (column - len(row))
        row.append(_cell("".join(self.text)))
        self.text = None
        if down * across > 1:
            self.merges.append((index + 1, column, index + down, column + across - 1))
            for below in range(index, index + down):
                self.taken[below].update(range(column, column + across))


class _TableParser(HTMLParser):
    """A page while it is read; ``below`` are the lines of text that stand below its last table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_OpenTable] = []
        self._open: list[_OpenTable] = []
        self.below: list[str] = []
        self._outside: list[str] = []
        self._unshown = 0
        self._cells = 0

    def close(self) -> None:
        super().close()
        while self._open:  # the page breaks off
            self._end_table()
        self.below = self._taken_outside()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break_outside()
        if tag == "table":
            self.tables.append(_OpenTable())
            self._tell_outside(self._open[-1] if self._open else self.tables[-1])
            self._open.append(self.tables[-1])
        elif tag in _UNSHOWN:
            self._unshown += 1
        elif self._open:
            self._begin(self._open[-1], tag, dict(attrs))

    def _begin(self, table: _OpenTable, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.begin_row()
        elif tag in _PARTS:
            table.end_row()
        elif tag in ("td", "th"):
            table.begin_cell(attributes)
            self._cells += table.span[0] * table.span[1]
            if self._cells > _MAX_CELLS:
                raise ValueError("too many cells")
        elif tag in _BREAKS and table.text is not None:
            table.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break_outside()
        if tag in _UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()
        elif self._open and (tag == "tr" or tag in _PARTS):
            self._open[-1].end_row()
        elif self._open and tag == "table":
            self._end_table()

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        self._tell_outside(table)

    def _tell_outside(self, table: _OpenTable) -> None:
        table.titles += self._taken_outside()

    def _taken_outside(self) -> list[str]:
        lines = [line for line in _cell("".join(self._outside)).split("\n") if line]
        self._outside.clear()
        return lines

    def _break_outside(self) -> None:
        if self._outside and self._outside[-1] != "\n":
            self._outside.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unshown:
            return
        text = self._open[-1].text if self._open else None
        if text is not None:
            text.append(data.replace("\n", " "))
        elif not data.isspace():
            self._outside.append(data.replace("\n", " "))
        elif self._outside and self._outside[-1] != "\n":
            self._outside.append(" ")


def _span(text: str | None) -> int:
    return max(1, min(int(text), _MAX_SPAN)) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _cell(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
