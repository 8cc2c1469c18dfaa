"""The boxes that notes are shown in: VML, the drawing language in which spreadsheets keep them to this day.

Such a drawing of an older program need not be well-formed XML, so it is only added to.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from kstt_rules.base.cell_address import MAX_COLUMN, MAX_ROW, Place
from kstt_rules.outputs.annotated.column_runs import Run, by_column
from kstt_rules.outputs.annotated.xml_edit import Unmarkable

_EMPTY: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;z-index:{order};visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_START: Final = re.compile(rb"<v:shape\s")
_SHAPE_END: Final = b"</v:shape>"
_SHAPE_ID: Final = re.compile(rb"_x0000_s(\d{1,9})")
_ID_MAP: Final = re.compile(rb"""(<o:idmap\b[^<>]*\bdata\s*=\s*["'])([^"']*)(["'])""")
_ROW: Final = re.compile(rb"<x:Row>\s*(\d{1,7})\s*</x:Row>")
_COLUMN: Final = re.compile(rb"<x:Column>\s*(\d{1,5})\s*</x:Column>")
_END: Final = b"</xml>"

_IDS_A_BLOCK: Final = 1024
_LETTERS_A_LINE: Final = 50
_ORDINARY_WIDTH: Final = 9.14
_LEAST_ROWS, _MOST_ROWS = 3, 31
_WIDTH, _GAP = 330, 15  # pixels

Widths = Sequence[Run[float]]
"""Columns that are so many characters wide, 0 where they are hidden; others are ordinary."""


def draw_boxes(
    drawing: bytes | None, texts: Mapping[Place, str], widths: Widths = (), *, without: Iterable[Place] = ()
) -> bytes:
    """Return a drawing with a box beside every cell in ``texts``, large enough for its text, in place of one it had.

    Boxes of cells ``without`` a note any more are taken out.
    """
    gone = {*without, *texts}
    data = b"".join(part for part in _parts(drawing or _EMPTY) if _place(part) not in gone)
    if not texts:
        return data
    end = data.rfind(_END)
    if end < 0:
        raise Unmarkable
    first = max((int(number) for number in _SHAPE_ID.findall(data)), default=_IDS_A_BLOCK) + 1
    edges = _right_edges(widths)
    new = [] if b'id="_x0000_t202"' in data else [_SHAPE_TYPE]
    for order, (place, text) in enumerate(sorted(texts.items())):
        numbers = {"id": first + order, "order": order + 1, "row": place.row - 1, "column": place.column}
        new.append(_SHAPE.format(anchor=_anchor(place, text, edges), **numbers))
    return _with_ids(data[:end], first, first + len(texts)) + "".join(new).encode() + data[end:]


def _with_ids(data: bytes, first: int, last: int) -> bytes:
    """Claim for the drawing the blocks of numbers that its new shapes are in."""
    found = _ID_MAP.search(data)
    if found is None:
        return data
    blocks = [int(block) for block in found[2].split(b",") if block.strip().isdigit()]
    blocks += [block for block in range(first // _IDS_A_BLOCK, last // _IDS_A_BLOCK + 1) if block not in blocks]
    return data[: found.start(2)] + ",".join(map(str, blocks)).encode() + data[found.end(2) :]


def _anchor(place: Place, text: str, edges: Sequence[int]) -> str:
    """Return where a box lies: column, pixels into it, row, pixels into it of its upper left and lower right corner."""
    lines = 1 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    left, top = min(place.column + 1, MAX_COLUMN - 1), max(place.row - 2, 0)
    bottom = min(top + min(max(lines, _LEAST_ROWS), _MOST_ROWS), MAX_ROW - 1)
    end = edges[left] + _GAP + _WIDTH
    right = min(bisect_left(edges, end) - 1, MAX_COLUMN - 1)
    return f"{left}, {_GAP}, {top}, 4, {right}, {end - edges[right]}, {bottom}, 4"


def _right_edges(widths: Widths) -> Sequence[int]:
    """Return for each number of columns how many pixels they are wide."""
    widths_told = by_column(widths, _ORDINARY_WIDTH)
    return [0, *accumulate(int(width * 7 + 5) if width else 0 for width in widths_told)]


def _parts(drawing: bytes) -> Iterator[bytes]:
    """Part a drawing into its shapes and what stands between them; a shape without an end is none."""
    at = 0
    while (start := _SHAPE_START.search(drawing, at)) and (end := drawing.find(_SHAPE_END, start.end())) >= 0:
        yield drawing[at : start.start()]
        at = end + len(_SHAPE_END)
        yield drawing[start.start() : at]
    yield drawing[at:]


def _place(part: bytes) -> Place | None:
    """Return the cell of a note's shape, None for anything else."""
    if not part.startswith(b"<v:shape") or b'ObjectType="Note"' not in part:
        return None
    row = _ROW.search(part)
    column = None if row is None else _COLUMN.search(part, row.end())
    return None if row is None or column is None else Place(int(row[1]) + 1, int(column[1]))
