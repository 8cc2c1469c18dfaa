"""The lines of a Word document as they are seen, with the numbers that Word itself puts before paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from kstt_rules.bilingual import both
from kstt_rules.errors import InputError

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TRACKED: Final = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")
_ROMAN: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def word_lines(path: Path, *, most_bytes: int) -> list[str]:
    """Return the lines of the body of a .docx file in its order, those in tables too, text boxes left out.

    Raises InputError for a file that is damaged, holds more than ``most_bytes`` unpacked or has tracked changes,
    and where python-docx is not installed.
    """
    document = _open(path, most_bytes)
    body = document.element.body
    if next(body.iter(*_TRACKED), None) is not None:
        raise InputError(
            both("{path}: the document has tracked changes; accept or reject them first").format(path=path)
        )
    numbering = _Numbering(document)
    paragraphs = (p for p in body.iter(f"{_W}p") if next(p.iterancestors(f"{_W}txbxContent"), None) is None)
    texts = (f"{numbering.label(paragraph)} {_text(paragraph)}" for paragraph in paragraphs)
    return [line for text in texts for line in text.split("\n")]


def _open(path: Path, most_bytes: int) -> Any:
    try:
        from docx import Document  # noqa: PLC0415 - an extra that only Word files need
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            both("{path}: reading Word files needs python-docx; install kstt-rules[word]").format(path=path)
        ) from error
    try:
        with ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > most_bytes:
            raise InputError(
                both("{path}: the file holds more than {most:,} bytes unpacked").format(path=path, most=most_bytes)
            )
        return Document(str(path))
    except (BadZipFile, KeyError, ValueError, OpcError, SyntaxError) as error:
        raise InputError(both("{path}: not a Word document (.docx) that can be read").format(path=path)) from error


def _text(paragraph: Any) -> str:
    nested = f"{_W}txbxContent"
    return "".join(
        _MARKS.get(node.tag, node.text or "")
        for node in paragraph.iter(f"{_W}t", *_MARKS)
        if next(node.iterancestors(nested, f"{_W}tabs", f"{_W}p")).tag == f"{_W}p"
    )


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: ``pattern`` holds %1 for the number of level 1."""

    start: int
    form: str
    pattern: str


class _Numbering:
    """Counts the numbered paragraphs of a document, as Word does when it shows them."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for part in document.part.package.iter_parts():
            if part.partname.endswith("/numbering.xml"):
                self._define(part.element)

    def label(self, paragraph: Any) -> str:
        """Count a paragraph and return the number before it, such as "1." or "a)"; "" where it has none."""
        number, level = self._place(paragraph)
        levels = self._levels.get(self._lists.get(number, ""), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number], {})
        for place, start in self._restarts.pop(number, {}).items():
            counts[place] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        shown = levels[level].pattern
        for place, each in levels.items():
            shown = shown.replace(f"%{place + 1}", _shown(counts.get(place, each.start), each.form))
        return "-" if levels[level].form == "bullet" else shown

    def _define(self, numbering: Any) -> None:
        for kind in numbering.iter(f"{_W}abstractNum"):
            levels = {int(level.get(f"{_W}ilvl")): _level(level) for level in kind.iter(f"{_W}lvl")}
            self._levels[kind.get(f"{_W}abstractNumId")] = levels
        for number in numbering.iter(f"{_W}num"):
            identifier = number.get(f"{_W}numId")
            self._lists[identifier] = _value(number, "abstractNumId", "")
            self._restarts[identifier] = {
                int(override.get(f"{_W}ilvl")): int(_value(override, "startOverride", "1"))
                for override in number.iter(f"{_W}lvlOverride")
                if override.find(f"{_W}startOverride") is not None
            }

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level that a paragraph, or its style, says it has."""
        for holder in (paragraph, *self._styles_of(paragraph)):
            numbered = holder.find(f"{_W}pPr/{_W}numPr")
            if numbered is not None:
                return _value(numbered, "numId", ""), int(_value(numbered, "ilvl", "0"))
        return "", 0

    def _styles_of(self, paragraph: Any) -> Iterator[Any]:
        properties = paragraph.find(f"{_W}pPr")
        name = "" if properties is None else _value(properties, "pStyle", "")
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = _value(self._styles[name], "basedOn", "")


def _level(level: Any) -> _Level:
    return _Level(int(_value(level, "start", "1")), _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""))


def _value(element: Any, child: str, default: str) -> str:
    found = element.find(f"{_W}{child}")
    return default if found is None else str(found.get(f"{_W}val", default))


def _shown(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26)
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
