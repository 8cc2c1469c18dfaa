"""The tables of a web page, for many programs save one under the name of a workbook."""

from collections import defaultdict
from html.parser import HTMLParser
from typing import Final, NamedTuple

_MAX_SPAN: Final = 1000
_MAX_CELLS: Final = 2_000_000
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_UNSHOWN: Final = frozenset({"script", "style", "title"})


class Drawn(NamedTuple):
    """The texts of a table by row, and its merged cells: first row (1-based), column (0-based), last row and column."""

    rows: list[list[str]]
    merges: list[tuple[int, int, int, int]]


def html_tables(text: str) -> list[Drawn]:
    """Return the tables of a page that hold anything; one inside a cell is a table of its own.

    Raises ValueError for more cells than a page can sensibly have.
    """
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    return [Drawn(table.rows, table.merges) for table in parser.tables if any(any(row) for row in table.rows)]


class _OpenTable:
    """One table while it is read: ``taken`` are the columns of each row that cells before or above it reach into."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.taken: defaultdict[int, set[int]] = defaultdict(set)
        self.text: list[str] | None = None
        self.span = (1, 1)

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
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
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_OpenTable] = []
        self._open: list[_OpenTable] = []
        self._unshown = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(_OpenTable())
            self._open.append(self.tables[-1])
        elif tag in _UNSHOWN:
            self._unshown += 1
        elif self._open:
            self._begin(self._open[-1], tag, dict(attrs))

    def _begin(self, table: _OpenTable, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.begin_row()
        elif tag in ("td", "th"):
            table.begin_cell(attributes)
            self._cells += table.span[0] * table.span[1]
            if self._cells > _MAX_CELLS:
                raise ValueError("too many cells")
        elif tag in _BREAKS and table.text is not None:
            table.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        elif self._open and tag in ("td", "th", "tr", "table"):
            self._open[-1].end_cell()
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unshown and self._open[-1].text is not None:
            self._open[-1].text.append(data.replace("\n", " "))


def _span(text: str | None) -> int:
    return max(1, min(int(text), _MAX_SPAN)) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _cell(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
