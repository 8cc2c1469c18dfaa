"""The tables of a Word document as Word shows them, with the texts above each.

Left out is what is deleted under tracked changes, hidden, a placeholder or the code of a field; what stands in content
controls, smart tags, links, fields and text boxes is not.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.html_tables import Drawn
from kstt_rules.intake.files.word_text import element_name, paragraph, shown, value

_MOST_CELLS: Final = 2_000_000
_MOST_COLUMNS: Final = 1_000
_MOST_FURNITURE_ROWS: Final = 6

_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia viet nam|(?>.*?\bngay\b)(?>.*?\bthang\b).*\bnam\b[ \d]*")
_OFFICE = re.compile(r"(?:ubnd|uy ban|hdnd|hoi dong|tinh|huyen|thanh pho|thi xa|xa|phuong|thi tran|so|ban|van phong)\b")
_SIGNATURE = re.compile(r"noi nhan|(?:kt|tm|tl|tuq|k t|t m|t l) |nguoi (?:lap|tong hop|bao cao|lam bieu)\b")

Row = list[str]
_Span = tuple[int, int, int, int]


def word_tables(data: bytes, part: str) -> list[Drawn]:
    """Return the tables that a part of a document lists anything in: not its letterhead and signatures.

    The texts above a table, and its letterhead, are the first rows of it. Raises ValueError for more cells than a
    document can sensibly have, and ParseError for what is no XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
        root = ET.parse(stream).getroot()  # noqa: S314  (expat bounds what entities become, the process the rest)
    document = _Document()
    for body in root:
        document.take(body, document.titles)
    return document.tables


class _Document:
    """A document while it is walked: the tables that were found, and the texts since the last of them."""

    def __init__(self) -> None:
        self.tables: list[Drawn] = []
        self.titles: list[Row] = []
        self._cells = 0

    def take(self, element: ET.Element, lines: list[Row]) -> None:
        """Take the paragraphs and tables in an element; ``lines`` are those that the paragraphs go to."""
        for child in shown(element):
            match element_name(child):
                case "p":
                    text, boxes = paragraph(child)
                    lines += ([line] for line in text.split("\n") if line.strip())
                    for box in boxes:
                        self.take(box, lines)
                case "tbl":
                    self._take_table(child, lines)

    def _take_table(self, element: ET.Element, lines: list[Row]) -> None:
        rows, merges = self._drawn(element, lines)
        width = max((len(row) for row in rows), default=0)
        if width < 2:
            lines += ([line] for row in rows for text in row for line in text.split("\n") if line)
        elif _is_letterhead(rows):
            lines += _letterhead_lines(rows)
        elif not _is_signature(rows):
            titles = self.titles if lines is self.titles else [*self.titles, *lines]
            self.tables.append(Drawn(rows, merges).below(titles))
            self.titles.clear()
            lines.clear()

    def _drawn(self, element: ET.Element, lines: list[Row]) -> Drawn:
        """Return the rows of a table, each text once, and its merged cells; tables in a cell are taken on the way."""
        rows: list[Row] = []
        spans: dict[int, list[int]] = {}  # by column, the span of the cell that the one below may go on
        found: list[list[int]] = []
        for row in _rows(element):
            rows.append([])
            above, spans = spans, {}
            rows[-1] += [""] * min(_number(_properties(row), "gridBefore", 0), _MOST_COLUMNS)
            for cell in (child for child in shown(row) if element_name(child) == "tc"):
                column, number = len(rows[-1]), len(rows)
                text = self._text(cell, lines)
                properties = _properties(cell)
                width = min(max(_number(properties, "gridSpan", 1), 1), _MOST_COLUMNS)
                self._count(width)
                if _goes_on(properties, "hMerge") and column:
                    span = next(reversed(spans.values()))
                    span[3] = column + width - 1
                elif _goes_on(properties, "vMerge") and column in above:
                    span = above[column]
                    span[2] = number
                else:
                    span = [number, column, number, column + width - 1]
                    found.append(span)
                spans[column] = span
                rows[-1] += [text if span[:2] == [number, column] else "", *[""] * (width - 1)]
        return Drawn(rows, [(*span,) for span in found if span[:2] != span[2:]])  # type: ignore[misc]

    def _text(self, cell: ET.Element, lines: list[Row]) -> str:
        own: list[Row] = []
        before = len(self.tables)
        self.take(cell, own)
        if len(self.tables) > before:
            lines.clear()
        return "\n".join(" ".join(text.split()) for [text, *_] in own)

    def _count(self, width: int) -> None:
        self._cells += width
        if self._cells > _MOST_CELLS:
            raise ValueError("too many cells")


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """Yield the rows that are not deleted under tracked changes."""
    for row in shown(table):
        if element_name(row) == "tr" and not any(element_name(item) == "del" for item in _properties(row)):
            yield row


def _properties(element: ET.Element) -> list[ET.Element]:
    return [item for child in element if element_name(child) in ("trPr", "tcPr") for item in child]


def _number(properties: Iterable[ET.Element], name: str, otherwise: int) -> int:
    text = next((value(item) for item in properties if element_name(item) == name), "")
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _goes_on(properties: Iterable[ET.Element], name: str) -> bool:
    """Tell whether a cell is merged with the one above it or before it."""
    return any(element_name(item) == name and value(item, "continue") == "continue" for item in properties)


def _is_letterhead(rows: Sequence[Row]) -> bool:
    if len(rows) > _MOST_FURNITURE_ROWS:
        return False
    lines = [line for row in rows for text in row for line in text.split("\n") if line]
    is_office = all(line.isupper() for line in lines) and any(_OFFICE.match(fold(line)) for line in lines[:1])
    return is_office or any(_LETTERHEAD.fullmatch(fold(line)) for line in lines)


def _letterhead_lines(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the lines of a letterhead, those of its left side first: they name the unit."""
    columns = zip(*([*row, *[""] * (max(map(len, rows)) - len(row))] for row in rows), strict=True)
    return ([line] for column in columns for text in column for line in text.split("\n") if line)


def _is_signature(rows: Sequence[Row]) -> bool:
    first = next((row for row in rows if any(row)), [])
    lines = [text.split("\n")[0] for text in first if text]
    begun = [_SIGNATURE.match(f"{fold(line)} ") is not None for line in lines]
    fits = all(is_begun or line.isupper() for line, is_begun in zip(lines, begun, strict=True))
    return len(rows) <= _MOST_FURNITURE_ROWS and any(begun) and fits
