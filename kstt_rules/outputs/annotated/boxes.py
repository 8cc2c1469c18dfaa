"""The boxes that notes are shown in: VML, the drawing language in which spreadsheets keep them to this day.

Such a drawing of an older program need not be well-formed XML, so it is only added to.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kstt_rules.base.cell_address import Place
from kstt_rules.outputs.annotated.sheet_cells import Shape
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
_ANCHOR: Final = re.compile(rb"(<x:Anchor>)[^<]*(</x:Anchor>)")
_PLACE: Final = re.compile(rb"<x:Row>\s*(\d{1,7})\s*</x:Row>.*?<x:Column>\s*(\d{1,5})\s*</x:Column>", re.DOTALL)
_END: Final = b"</xml>"

_IDS_A_BLOCK: Final = 1024
_WIDTH: Final = 330  # pixels
_LETTERS_A_LINE: Final = 50
_LINE: Final = 16
_LEAST_HEIGHT, _MOST_HEIGHT = 60, 620
_MAX_COLUMN, _MAX_ROW = 16_383, 1_048_575


def draw_boxes(
    drawing: bytes | None, texts: Mapping[Place, str], shape: Shape, *, without: Iterable[Place] = ()
) -> bytes:
    """Return a drawing with a box beside every cell in ``texts``, large enough for its text.

    A box that a cell has already is resized; those ``without`` a note any more are taken out.
    """
    data = _EMPTY if drawing is None else drawing
    gone = set(without) - set(texts)
    found: set[Place] = set()

    def kept(match: re.Match[bytes]) -> bytes:
        place = _place(match[0])
        if place is None or place not in texts:
            return b"" if place in gone else match[0]
        found.add(place)
        return _ANCHOR.sub(rb"\g<1>" + _anchor(place, texts[place], shape).encode() + rb"\g<2>", match[0])

    data = _ANY_SHAPE.sub(kept, data)
    first = max((int(number) for number in _SHAPE_ID.findall(data)), default=_IDS_A_BLOCK) + 1
    new = [
        _SHAPE.format(
            id=first + number,
            order=number + 1,
            anchor=_anchor(place, texts[place], shape),
            row=place.row - 1,
            column=place.column,
        )
        for number, place in enumerate(sorted(texts.keys() - found))
    ]
    if not new:
        return data
    if b'id="_x0000_t202"' not in data:
        new.insert(0, _SHAPE_TYPE)
    end = data.rfind(_END)
    if end < 0:
        raise Unmarkable
    return _with_ids(data[:end], first, first + len(new)) + "".join(new).encode() + data[end:]


def _with_ids(data: bytes, first: int, last: int) -> bytes:
    """Claim for the drawing the blocks of numbers that its new shapes are in."""
    found = _ID_MAP.search(data)
    if found is None:
        return data
    blocks = [int(block) for block in found[2].split(b",") if block.strip().isdigit()]
    blocks += [block for block in range(first // _IDS_A_BLOCK, last // _IDS_A_BLOCK + 1) if block not in blocks]
    return data[: found.start(2)] + ",".join(map(str, blocks)).encode() + data[found.end(2) :]


def _place(shape: bytes) -> Place | None:
    found = _PLACE.search(shape) if b'ObjectType="Note"' in shape else None
    return None if found is None else Place(int(found[1]) + 1, int(found[2]))


def _anchor(place: Place, text: str, shape: Shape) -> str:
    """Return where a box lies: column, pixels into it, row, pixels into it of its upper left and lower right corner."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    height = min(max(_LINE * (lines + 1), _LEAST_HEIGHT), _MOST_HEIGHT)
    left, top = min(place.column + 1, _MAX_COLUMN), max(place.row - 2, 0)
    right, right_rest = _walk(left, 15 + _WIDTH, lambda column: _width(shape, column), _MAX_COLUMN)
    bottom, bottom_rest = _walk(top, 4 + height, lambda row: _height(shape, row + 1), _MAX_ROW)
    return f"{left}, 15, {top}, 4, {right}, {right_rest}, {bottom}, {bottom_rest}"


def _walk(start: int, room: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Go on from the start until the room is used up; return where that is."""
    at = start
    while at < last and room > size(at):
        room -= size(at)
        at += 1
    return at, room


def _width(shape: Shape, column: int) -> int:
    width = next((width for first, last, width in shape.widths if first <= column <= last), shape.default_width)
    return int(width * 7 + 5) if width else 0


def _height(shape: Shape, row: int) -> int:
    return int(shape.heights.get(row, shape.default_height) * 4 / 3)
