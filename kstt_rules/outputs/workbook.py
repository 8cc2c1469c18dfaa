"""Workbooks that take any text as text, print well, and have the same bytes for the same content."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final, Literal

import xlsxwriter

from kstt_rules.base.bilingual import Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs import texts
from kstt_rules.outputs.visible import fitted, visible

Style = Literal[
    "text",
    "date",
    "count",
    "tally",
    "total",
    "title",
    "note",
    "label",
    "header",
    "violation",
    "violation_count",
    "review",
    "review_count",
    "info",
    "undetermined",
]

MAX_ROWS: Final = 1_048_576
LONGEST_SHEET_NAME: Final = 31

_LINE: Final = 15
_MAX_HEIGHT: Final = 409
_ANY_DAY: Final = date(2000, 1, 1)

FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
GRID: Final = {**FONT, "border": 1, "border_color": "#A6A6A6"}
HEADER: Final = {**GRID, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2EC"}
COUNT: Final = {**GRID, "align": "right", "num_format": "#,##0"}
_STYLES: Final[dict[Style, dict[str, Any]]] = {
    "text": GRID,
    "date": {**GRID, "align": "left", "num_format": "dd/mm/yyyy"},
    "count": COUNT,
    "tally": {**GRID, "align": "center", "num_format": '[=0]"không có";[<10]00;#,##0'},
    "total": {**GRID, "align": "left", "num_format": "#,##0"},
    "title": {**FONT, "bold": True, "font_size": 14, "text_wrap": False},
    "note": {**FONT, "text_wrap": False},
    "label": {**FONT, "bold": True},
    "header": HEADER,
    "violation": {**GRID, "bold": True, "bg_color": "#F8CBAD"},
    "violation_count": {**COUNT, "bold": True, "bg_color": "#F8CBAD"},
    "review": {**GRID, "bg_color": "#FFE699"},
    "review_count": {**COUNT, "bg_color": "#FFE699"},
    "info": {**GRID, "bg_color": "#DDEBF7"},
    "undetermined": {**GRID, "bg_color": "#EDEDED"},
}


@dataclass(frozen=True, slots=True)
class BookCell:
    """What stands in a cell, and how it looks."""

    value: str | int | date
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's header, its width in characters, and whether it is left out on paper."""

    text: str
    width: int
    printed: bool = True


def new_workbook(target: BinaryIO, title: str = "", day: date = _ANY_DAY, rows_kept_in: str | None = None) -> Any:
    """Begin a workbook in which text stays text, and whose bytes do not tell the time.

    ``rows_kept_in`` is a folder for its rows where they may be more than memory should hold; each is written once.
    """
    kept = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    place = {"in_memory": True} if rows_kept_in is None else {"constant_memory": True, "tmpdir": rows_kept_in}
    book = xlsxwriter.Workbook(target, {**place, **kept})
    book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001
    return book


class Book:
    """One workbook being written; ``close`` completes it.

    Texts longer than a cell holds are cut, and say so in the language. The rows of a ``large`` one are held on disk.
    """

    def __init__(self, stream: BinaryIO, *, title: str, day: date, language: Language, large: bool = False) -> None:
        self._stream, self._content = stream, BytesIO()  # an interrupted write leaves no zip open on a closed file
        self._rows = TemporaryDirectory(prefix="kstt-") if large else None
        self._book = new_workbook(self._content, title, day, None if self._rows is None else self._rows.name)
        self._formats = {style: self._book.add_format(look) for style, look in _STYLES.items()}
        self._title, self._cut_mark, self._page = title, texts.CUT[language], texts.PAGE[language]

    def close(self) -> None:
        """Write the workbook to its stream."""
        self._book.close()
        if self._rows is not None:
            self._rows.cleanup()
        self._stream.write(self._content.getbuffer())

    def sheet(self, title: str, widths: Sequence[int], rows: Iterable[Sequence[BookCell]]) -> Any:
        """Add a sheet of rows, set up for A4 across, as wide as one page; ``widths`` are in characters."""
        sheet = self._book.add_worksheet(title)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&10{_header_text(self._title)}&R&10{_header_text(title)}")
        sheet.set_footer(f"&C&10{self._page}")
        for index, cells in enumerate(rows):
            sheet.set_row(index, _height_of(cells, widths))
            for column, cell in enumerate(cells):
                self._write(sheet, index, column, cell)
        return sheet

    def table(self, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[BookCell]], number: int) -> None:
        """Add a sheet that is one table of so many rows, with its header kept in view and repeated on paper.

        Rows beyond what a sheet holds go on to sheets named ``title (2)``, ``title (3)`` …
        """
        room, left = MAX_ROWS - 1, iter(rows)
        for part, start in enumerate(range(0, max(number, 1), room), start=1):
            name = title if part == 1 else f"{title} ({part})"
            self._table_sheet(name, headings, islice(left, room), max(min(room, number - start), 1))

    def _table_sheet(
        self, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[BookCell]], last: int
    ) -> None:
        header = [BookCell(heading.text, "header") for heading in headings]
        sheet = self.sheet(title, [heading.width for heading in headings], chain([header], rows))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(headings) - 1)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, last, sum(heading.printed for heading in headings) - 1)

    def _write(self, sheet: Any, row: int, column: int, cell: BookCell) -> None:
        look = self._formats[cell.style]
        if isinstance(cell.value, int):
            sheet.write_number(row, column, cell.value, look)
        elif isinstance(cell.value, date):
            sheet.write_datetime(row, column, cell.value, look)
        elif not cell.value:
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_string(row, column, fitted(cell.value, self._cut_mark), look)


def height(wrapped: Iterable[str], widths: Sequence[int]) -> float:
    """Guess the points that a row of wrapped texts needs: not every program fits rows to them by itself.

    Eight letters take the room of seven digits, in which widths are counted.
    """
    lines = (-(-len(text) * 7 // (8 * width)) for text, width in zip(wrapped, widths, strict=False))
    return float(min(_LINE * max([1, *lines]), _MAX_HEIGHT))


def _height_of(cells: Sequence[BookCell], widths: Sequence[int]) -> float:
    return height((str(cell.value) for cell in cells if cell.style not in ("title", "note")), widths)


def _header_text(text: str) -> str:
    return visible(text)[:100].replace("&", "&&")
