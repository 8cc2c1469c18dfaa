"""The boxes that notes are shown in: VML, the drawing language in which spreadsheets keep them to this day.

Such a drawing of an older program need not be well-formed XML, so it is only added to.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kstt_rules.base.cell_address import MAX_COLUMN, MAX_ROW, Place
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
_ANY_SHAPE: Final = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_SHAPE_ID: Final = re.compile(rb"_x0000_s(\d{1,9})")
_ID_MAP: Final = re.compile(rb"""(<o:idmap\b[^<>]*\bdata\s*=\s*["'])([^"']*)(["'])""")
_PLACE: Final = re.compile(rb"<x:Row>\s*(\d{1,7})\s*</x:Row>.*?<x:Column>\s*(\d{1,5})\s*</x:Column>", re.DOTALL)
_END: Final = b"</xml>"

_IDS_A_BLOCK: Final = 1024
_LETTERS_A_LINE: Final = 50
_ORDINARY_WIDTH: Final = 9.14
_LEAST_ROWS, _MOST_ROWS = 3, 31
_WIDTH, _GAP = 330, 15  # pixels

Widths = Sequence[tuple[int, int, float]]
"""The first and last 0-based column that are so many characters wide, 0 where they are hidden; others are ordinary."""


def draw_boxes(
    drawing: bytes | None, texts: Mapping[Place, str], widths: Widths = (), *, without: Iterable[Place] = ()
) -> bytes:
    """Return a drawing with a box beside every cell in ``texts``, large enough for its text, in place of one it had.

    Boxes of cells ``without`` a note any more are taken out.
    """
    gone = {*without, *texts}
    data = _ANY_SHAPE.sub(lambda shape: b"" if _place(shape[0]) in gone else shape[0], drawing or _EMPTY)
    if not texts:
        return data
    end = data.rfind(_END)
    if end < 0:
        raise Unmarkable
    first = max((int(number) for number in _SHAPE_ID.findall(data)), default=_IDS_A_BLOCK) + 1
    new = [] if b'id="_x0000_t202"' in data else [_SHAPE_TYPE]
    for order, (place, text) in enumerate(sorted(texts.items())):
        numbers = {"id": first + order, "order": order + 1, "row": place.row - 1, "column": place.column}
        new.append(_SHAPE.format(anchor=_anchor(place, text, widths), **numbers))
    return _with_ids(data[:end], first, first + len(texts)) + "".join(new).encode() + data[end:]


def _with_ids(data: bytes, first: int, last: int) -> bytes:
    """Claim for the drawing the blocks of numbers that its new shapes are in."""
    found = _ID_MAP.search(data)
    if found is None:
        return data
    blocks = [int(block) for block in found[2].split(b",") if block.strip().isdigit()]
    blocks += [block for block in range(first // _IDS_A_BLOCK, last // _IDS_A_BLOCK + 1) if block not in blocks]
    return data[: found.start(2)] + ",".join(map(str, blocks)).encode() + data[found.end(2) :]


def _anchor(place: Place, text: str, widths: Widths) -> str:
    """Return where a box lies: column, pixels into it, row, pixels into it of its upper left and lower right corner."""
    lines = 1 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    left, top = min(place.column + 1, MAX_COLUMN - 1), max(place.row - 2, 0)
    bottom = min(top + min(max(lines, _LEAST_ROWS), _MOST_ROWS), MAX_ROW - 1)
    right, room = left, _GAP + _WIDTH
    while right < MAX_COLUMN - 1 and room > (width := _pixels(right, widths)):
        room -= width
        right += 1
    return f"{left}, {_GAP}, {top}, 4, {right}, {room}, {bottom}, 4"


def _pixels(column: int, widths: Widths) -> int:
    width = next((width for first, last, width in widths if first <= column <= last), _ORDINARY_WIDTH)
    return int(width * 7 + 5) if width else 0


def _place(shape: bytes) -> Place | None:
    found = _PLACE.search(shape) if b'ObjectType="Note"' in shape else None
    return None if found is None else Place(int(found[1]) + 1, int(found[2]))
