"""The tables of a web page, for many programs save one under the name of a workbook."""

from html.parser import HTMLParser
from typing import Final

_MAX_SPAN: Final = 1000
_MAX_CELLS: Final = 2_000_000
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_UNSHOWN: Final = frozenset({"script", "style", "title"})

Rows = list[list[str]]


def html_tables(text: str) -> list[Rows]:
    """Return the tables of a page that hold anything, a cell that spans rows standing in each of them.

    A table inside a cell is a table of its own. Raises ValueError for more cells than a page can sensibly have.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [table.rows for table in parser.tables if any(cell for row in table.rows for cell in row)]


class _Table:
    def __init__(self) -> None:
        self.rows: Rows = []
        self.spans: dict[int, tuple[int, str]] = {}
        self.text: list[str] | None = None
        self.span = (1, 1)

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.fill_spans()
        self.text = []
        self.span = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))

    def end_cell(self) -> None:
        if self.text is None:
            return
        value, (down, across) = _cell("".join(self.text)), self.span
        row = self.rows[-1]
        for offset in range(across):
            if down > 1:
                self.spans[len(row)] = (down - 1, value if offset == 0 else "")
            row.append(value if offset == 0 else "")
        self.text = None

    def end_row(self) -> None:
        self.end_cell()
        if self.rows:
            self.fill_spans()

    def fill_spans(self) -> None:
        """Go on with the cells that reach down from the rows above."""
        row = self.rows[-1]
        while len(row) in self.spans:
            left, value = self.spans.pop(len(row))
            if left > 1:
                self.spans[len(row)] = (left - 1, value)
            row.append(value)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._unshown = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            table = _Table()
            self.tables.append(table)
            self._open.append(table)
        elif tag in _UNSHOWN:
            self._unshown += 1
        elif self._open:
            self._begin(self._open[-1], tag, dict(attrs))

    def _begin(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.end_row()
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
        elif not self._open:
            return
        elif tag in ("td", "th"):
            self._open[-1].end_cell()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag == "table":
            self._open.pop().end_row()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unshown and self._open[-1].text is not None:
            self._open[-1].text.append(data.replace("\n", " "))


def _span(text: str | None) -> int:
    return min(int(text), _MAX_SPAN) if text and text.isdecimal() and int(text) else 1


def _cell(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
