"""The lines of a Word document as they are seen, with the numbers that Word itself puts before paragraphs."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TRACKED: Final = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")
_NAMES: Final = {"w": _W.strip("{}")}
_ROMAN: Final = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


WordTable = tuple[tuple[tuple[str, ...], ...], ...]
"""A table by rows and cells, each cell with its lines."""


def word_lines(path: Path, *, most_bytes: int) -> list[str | WordTable]:
    """Return the lines and tables of the body of a .docx file in its order, text boxes left out.

    Raises InputError for a file that is damaged, holds more than ``most_bytes`` unpacked or has tracked changes,
    and where python-docx is not installed.
    """
    document = _open(path, most_bytes)
    if next(document.element.iter(*_TRACKED), None) is not None:
        raise InputError(
            both("{path}: the document has tracked changes; accept or reject them first").format(path=path)
        )
    try:
        return list(_blocks(document))
    except (KeyError, ValueError) as error:  # a number in the file is none
        raise _damaged(path) from error


def _blocks(document: Any) -> Iterator[str | WordTable]:
    """Go through the paragraphs in their order, since Word counts their numbers so, those of a table together."""
    numbering = _Numbering(document)
    paragraphs = (
        paragraph
        for paragraph in document.element.iter(f"{_W}p")
        if next(paragraph.iterancestors(f"{_W}txbxContent"), None) is None
    )
    for table, group in groupby(paragraphs, _outer_table):
        lines = [(each, f"{numbering.label(each)} {_text(each)}".split("\n")) for each in group]
        if table is None:
            yield from (line for _, texts in lines for line in texts)
        else:
            yield _table(table, lines)


def _outer_table(paragraph: Any) -> Any:
    return next(reversed(list(paragraph.iterancestors(f"{_W}tbl"))), None)


def _table(table: Any, lines: list[tuple[Any, list[str]]]) -> WordTable:
    """Lay the lines of paragraphs out by the rows and cells of the table around them."""
    cells: dict[Any, dict[Any, list[str]]] = {}
    for paragraph, texts in lines:
        around = list(paragraph.iterancestors(f"{_W}tc", f"{_W}tr", f"{_W}tbl"))
        cell, row = around[around.index(table) - 2], around[around.index(table) - 1]
        cells.setdefault(row, {}).setdefault(cell, []).extend(texts)
    return tuple(tuple(tuple(texts) for texts in row.values()) for row in cells.values())


def _open(path: Path, most_bytes: int) -> Any:
    from docx import Document  # noqa: PLC0415 - only Word files need it
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        with ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > most_bytes:
            raise InputError(
                both("{path}: the file is larger than {most:,} bytes when unpacked").format(path=path, most=most_bytes)
            )
        return Document(str(path))
    except (BadZipFile, KeyError, ValueError, OpcError, SyntaxError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    return InputError(both("{path}: cannot be read as a Word document (.docx)").format(path=path))


def _text(paragraph: Any) -> str:
    return "".join(
        _MARKS.get(node.tag, node.text or "")
        for node in paragraph.iter(f"{_W}t", *_MARKS)
        if next(node.iterancestors(f"{_W}tabs", f"{_W}p")) is paragraph
    )


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: ``pattern`` holds %1 for the number of level 1.

    It starts again after a paragraph of any of the levels before it, of the first ``restarts_after`` of these.
    """

    start: int
    form: str
    pattern: str
    restarts_after: int


class _Numbering:
    """Counts the numbered paragraphs of a document, as Word does when it shows them."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element.findall("w:style", _NAMES)
        }
        self._kinds: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for part in document.part.package.iter_parts():
            if part.partname.endswith("/numbering.xml"):
                self._define(part.element)

    def label(self, paragraph: Any) -> str:
        """Count a paragraph and return the number before it, such as "1." or "a)"; "" where it has none."""
        number, level = self._place(paragraph)
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._kinds[number], {})
        for place, start in self._restarts.pop(number, {}).items():
            counts[place] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for place, each in levels.items():
            if level < min(place, each.restarts_after):
                counts.pop(place, None)
        shown = levels[level].pattern
        for place, each in levels.items():
            shown = shown.replace(f"%{place + 1}", _shown(counts.get(place, each.start), each.form))
        return "-" if levels[level].form == "bullet" else shown

    def _define(self, numbering: Any) -> None:
        """Take in the lists; those of one kind count on from one another, and may each number it differently."""
        kinds = {kind.get(f"{_W}abstractNumId"): _levels(kind) for kind in numbering.findall("w:abstractNum", _NAMES)}
        for number in numbering.findall("w:num", _NAMES):
            identifier, kind = number.get(f"{_W}numId"), _value(number, "w:abstractNumId")
            self._kinds[identifier] = kind
            self._levels[identifier] = dict(kinds.get(kind, {}))
            self._restarts[identifier] = {}
            for override in number.findall("w:lvlOverride", _NAMES):
                self._levels[identifier] |= _levels(override)
                if start := _value(override, "w:startOverride"):
                    self._restarts[identifier][_index(override)] = int(start)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level that a paragraph, or its style, says it has."""
        for holder in (paragraph, *self._styles_of(paragraph)):
            numbered = holder.find("w:pPr/w:numPr", _NAMES)
            if numbered is not None:
                return _value(numbered, "w:numId"), int(_value(numbered, "w:ilvl", "0"))
        return "", 0

    def _styles_of(self, paragraph: Any) -> Iterator[Any]:
        """Go from the style of a paragraph to what each is based on, once to each."""
        styles = dict(self._styles)
        name = _value(paragraph, "w:pPr/w:pStyle")
        while name in styles:
            style = styles.pop(name)
            yield style
            name = _value(style, "w:basedOn")


def _levels(holder: Any) -> dict[int, _Level]:
    return {_index(level): _level(level) for level in holder.findall("w:lvl", _NAMES)}


def _index(element: Any) -> int:
    return int(element.attrib[f"{_W}ilvl"])


def _level(level: Any) -> _Level:
    return _Level(
        start=int(_value(level, "w:start", "0")),
        form=_value(level, "w:numFmt"),
        pattern=_value(level, "w:lvlText"),
        restarts_after=int(_value(level, "w:lvlRestart", "9")),
    )


def _value(element: Any, path: str, default: str = "") -> str:
    found = element.find(path, _NAMES)
    return default if found is None else str(found.get(f"{_W}val", default))


def _shown(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number + 25) // 26)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.lower() if form == "lowerRoman" else roman
        case _:
            return str(number)


def _roman(number: int) -> str:
    for value, sign in _ROMAN:
        if number >= value:
            return sign + _roman(number - value)
    return ""
