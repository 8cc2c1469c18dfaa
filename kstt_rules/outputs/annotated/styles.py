"""The styles of a workbook with those added that marks need: a cell's own with another fill, and a few of ours."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal

from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.xml_edit import Edits, Element, Unmarkable, with_attributes

Look = Literal["title", "text", "plain", "header", "link"] | Level

EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="{namespace}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
"""The styles of a workbook that has none."""

_GENERAL_FORMAT, _DAY_FORMAT = "0", "14"
_DAY_FORMATS: Final = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""The formats of days and times that every workbook has."""
_BESIDE: Final = re.compile(r'"[^"]*"|\\.|_.|\[[^\[\]]*\]')
_DAY_SIGN: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_MAX_STYLES: Final = 65_000
_COLOURS: Final = tuple(f'fgColor rgb="FF{level.value}"'.encode() for level in Level)
_FACE: Final = '<{p}sz val="{size}"/>{colour}<{p}name val="Times New Roman"/><{p}family val="1"/>'
_FONTS: Final = {
    "title": ("<{p}b/>", "14", ""),
    "header": ("<{p}b/>", "11", ""),
    "text": ("", "11", ""),
    "link": ("<{p}u/>", "11", '<{p}color rgb="FF0563C1"/>'),
}
_HEADER_COLOUR: Final = "D9E2EC"
_FILL: Final = (
    '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FFCOLOUR"/><{p}bgColor indexed="64"/>'
    "</{p}patternFill></{p}fill>"
)
_EDGES: Final = ("left", "right", "top", "bottom")
_EDGE: Final = '<{p}SIDE style="thin"><{p}color rgb="FFA6A6A6"/></{p}SIDE>'
_BORDER: Final = f"<{{p}}border>{''.join(_EDGE.replace('SIDE', side) for side in _EDGES)}<{{p}}diagonal/></{{p}}border>"


class Styles:
    """The part with the styles; ``data`` is it with everything added."""

    def __init__(self, source: bytes) -> None:
        self._edits = Edits(source)
        root = self._edits.root
        sections = {name: root.child(name) for name in ("fonts", "fills", "borders", "cellXfs")}
        if root.name != "styleSheet" or None in sections.values():
            raise Unmarkable
        self._sections: dict[str, Element] = {name: item for name, item in sections.items() if item is not None}
        self._counts = {name: len(item.children) for name, item in self._sections.items()}
        self._styles = self._sections["cellXfs"].children
        fills = enumerate(map(self._edits.raw, self._sections["fills"].children))
        self._ours = frozenset(str(number) for number, fill in fills if any(colour in fill for colour in _COLOURS))
        if not self._styles:
            raise Unmarkable
        self._prefix = root.prefix
        self._filled: dict[tuple[int, Level | None], int] = {}
        self._looks: dict[Look, int] = {}
        self._added: dict[tuple[str, str], int] = {}

    def filled(self, base: int, level: Level | None) -> int:
        """Return the style that is the base with the level's fill and nothing else changed.

        Without a level it is the base, with no fill where it has one of a level.
        """
        key = base if base < len(self._styles) else 0, level
        if level is None and self._styles[key[0]].attributes.get("fillId") not in self._ours:
            return key[0]
        if key not in self._filled:
            style = self._edits.raw(self._styles[key[0]])
            end = style.index(b">") + 1
            fill = 0 if level is None else self._fill(level.value)
            tag = with_attributes(style[:end], {"fillId": str(fill), "applyFill": "1"})
            self._filled[key] = self._add("cellXfs", (tag + style[end:]).decode())
        return self._filled[key]

    def showing(self, base: int, *, day: bool) -> int:
        """Return the style that is the base, and shows a number as a day or as a number."""
        base = base if base < len(self._styles) else 0
        if self._shows_days(base) == day:
            return base
        style = self._edits.raw(self._styles[base])
        end = style.index(b">") + 1
        number_format = _DAY_FORMAT if day else _GENERAL_FORMAT
        tag = with_attributes(style[:end], {"numFmtId": number_format, "applyNumberFormat": "1"})
        return self._add("cellXfs", (tag + style[end:]).decode())

    def _shows_days(self, style: int) -> bool:
        number = self._styles[style].attributes.get("numFmtId", "0")
        return number in _DAY_FORMATS or number in self._own_day_formats

    @cached_property
    def _own_day_formats(self) -> frozenset[str]:
        """The numbers of the workbook's own formats that show days or times."""
        formats = self._edits.root.child("numFmts")
        found = (item.attributes for item in formats.named("numFmt")) if formats is not None else ()
        return frozenset(
            item.get("numFmtId", "") for item in found if _DAY_SIGN.search(_BESIDE.sub("", item.get("formatCode", "")))
        )

    def look(self, look: Look) -> int:
        """Return the style of a cell on the sheet of findings."""
        if look not in self._looks:
            self._looks[look] = self._add("cellXfs", self._written(look))
        return self._looks[look]

    @property
    def data(self) -> bytes:
        """The part as it is to be written."""
        for name, element in self._sections.items():
            if self._counts[name] != len(element.children):
                self._edits.set(element, count=str(self._counts[name]))
        return self._edits.data

    def _written(self, look: Look) -> str:
        plain = look in ("title", "plain")
        font = self._font(look if isinstance(look, str) and look in _FONTS else "text")
        colour = look.value if isinstance(look, Level) else _HEADER_COLOUR if look == "header" else None
        values: Mapping[str, int] = {
            "numFmtId": 0,
            "fontId": font,
            "fillId": 0 if colour is None else self._fill(colour),
            "borderId": 0 if plain else self._add("borders", _BORDER),
            "xfId": 0,
            "applyFont": 1,
            "applyFill": int(colour is not None),
            "applyBorder": int(not plain),
            "applyAlignment": 1,
        }
        attributes = " ".join(f'{name}="{value}"' for name, value in values.items())
        across = "" if plain else f' horizontal="{"center" if look == "header" else "left"}"'
        wrap = "" if plain else ' wrapText="1"'
        alignment = f'<{{p}}alignment vertical="{"center" if look == "header" else "top"}"{across}{wrap}/>'
        return f"<{{p}}xf {attributes}>{alignment}</{{p}}xf>"

    def _font(self, name: str) -> int:
        lead, size, colour = _FONTS[name]
        return self._add("fonts", f"<{{p}}font>{lead}{_FACE.format(p='{p}', size=size, colour=colour)}</{{p}}font>")

    def _fill(self, colour: str) -> int:
        return self._add("fills", _FILL.replace("COLOUR", colour))

    def _add(self, section: str, content: str) -> int:
        """Add an entry to a section, once; return its number there. ``{p}`` stands for the prefix of its elements."""
        key = section, content
        if key not in self._added:
            self._added[key] = self._counts[section]
            if self._counts[section] >= _MAX_STYLES:
                raise Unmarkable
            self._edits.append(self._sections[section], content.replace("{p}", self._prefix))
            self._counts[section] += 1
        return self._added[key]
