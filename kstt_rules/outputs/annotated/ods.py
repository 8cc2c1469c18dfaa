"""An .ods handed back with marks: its content changed through odfdo, every other part as it was."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element

from kstt_rules.base.bilingual import Language
from kstt_rules.base.cell_address import Place
from kstt_rules.base.free_name import free_name
from kstt_rules.model.dossier import Source
from kstt_rules.model.files import RESULT_TITLE
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated.findings_sheet import AddedCell, FindingsSheet
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.marks import FileMarks, unmerged
from kstt_rules.outputs.annotated.notes import Note, notes_of
from kstt_rules.outputs.annotated.ods_cells import first_text, merged_ranges, single_cells
from kstt_rules.outputs.annotated.package import copy_archive
from kstt_rules.outputs.annotated.xml_edit import Unmarkable
from kstt_rules.outputs.texts import annotated as texts
from kstt_rules.outputs.visible import fitted

_CONTENT: Final = "content.xml"
_COLOURS: Final = frozenset(f"#{level.value.lower()}" for level in Level)
_LETTERS_A_LINE, _LINE, _WIDTH = 50, 0.45, 8.5  # centimetres
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("", 'fo:font-weight="bold" fo:font-size="14pt"'),
    "plain": ("", 'fo:font-size="11pt"'),
    "text": ('fo:border="0.5pt solid #a6a6a6" fo:wrap-option="wrap"', 'fo:font-size="11pt"'),
    "link": (
        'fo:border="0.5pt solid #a6a6a6" fo:wrap-option="wrap"',
        'fo:font-size="11pt" fo:color="#0563c1" style:text-underline-style="solid"',
    ),
    "header": (
        'fo:border="0.5pt solid #a6a6a6" fo:wrap-option="wrap" fo:background-color="#d9e2ec"',
        'fo:font-weight="bold" fo:font-size="11pt"',
    ),
}
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xlink", "http://www.w3.org/1999/xlink"),
    )
)


def annotate(path: Path, stream: BinaryIO, marks: FileMarks, sheet: FindingsSheet, *, day: date) -> None:
    """Write a spreadsheet with its cells filled and noted, and a sheet of findings behind its own.

    ``day`` is the date of the notes. Raises Unmarkable where the file is not built as the standard says.
    """
    try:
        content = _marked(path, marks, sheet, day)
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise Unmarkable from error  # odfdo and lxml let through whatever a part makes them raise
    with zipfile.ZipFile(path) as archive:
        copy_archive(archive, stream, {_CONTENT: content})


def _marked(path: Path, marks: FileMarks, sheet: FindingsSheet, day: date) -> bytes:
    document = Document(path)
    tables: Sequence[Any] = document.body.tables
    for table in tables:
        if first_text(table) in (RESULT_TITLE.vi, RESULT_TITLE.en):
            table.delete()
    names = [table.name for table in tables if table.parent is not None]
    sheet = replace(sheet, name=free_name(sheet.name, names))
    styles = _Styles(document.content.root)
    for table in tables:
        if table.parent is not None:
            cells = marks.cells.get(table.name, {})
            marks.cells[table.name] = unmerged(cells, merged_ranges(table)) if cells else {}
            _Marker(table, styles, day, sheet.language).mark(notes_of(marks, table.name, sheet))
    document.body.append(_element(_findings(sheet, styles, frozenset(names))))
    content: bytes = document.content.serialize()
    return content


class _Styles:
    """The automatic styles of a document, with those that marks need, each made once."""

    def __init__(self, root: Any) -> None:
        self._home = root.get_element("office:automatic-styles") or _new_styles(root)
        self._known = {style.get_attribute("style:name"): style for style in self._home.get_elements("style:style")}
        self._made: dict[tuple[str, str], str] = {}

    def filled(self, base: str | None, level: Level) -> str:
        """Return the name of a style that is the base, automatic or named, with the level's fill."""
        parent = quoteattr(base or "Default")
        new = f'<style:style style:family="table-cell" style:parent-style-name={parent}/>'
        return self._filled(f"kstt-{level.name.lower()}", base or "Default", new, _colour(level))

    def cleared(self, name: str | None) -> str | None:
        """Return the name of the style without the fill of a level; of a style without one, its own."""
        style = self._known.get(name)
        properties = None if style is None else style.get_element("style:table-cell-properties")
        if properties is None or properties.get_attribute("fo:background-color") not in _COLOURS:
            return name
        return self._filled("kstt-plain", str(name), "", "transparent")

    def look(self, look: str | Level) -> str:
        """Return the name of the style of a cell on the sheet of findings."""
        cell, text = _LOOKS["text" if isinstance(look, Level) else look]
        style = (
            '<style:style style:family="table-cell" style:parent-style-name="Default">'
            f'<style:table-cell-properties style:vertical-align="top" {cell}/>'
            f'<style:text-properties style:font-name="Times New Roman" fo:font-family="Times New Roman" {text}/>'
            "</style:style>"
        )
        name = f"kstt-{look.name.lower() if isinstance(look, Level) else look}"
        return self._filled(name, "", style, _colour(look) if isinstance(look, Level) else None)

    def column(self, width: int) -> str:
        """Return the name of the style of a column so many characters wide."""
        column = f'<style:table-column-properties style:column-width="{width * 0.2:.2f}cm"/>'
        return self._filled(f"kstt-co{width}", "", f'<style:style style:family="table-column">{column}</style:style>')

    def _filled(self, name: str, base: str, otherwise: str, colour: str | None = None) -> str:
        """Return the name of a style that is the base, or else a new one, with a fill."""
        if (name, base) not in self._made:
            original = self._known.get(base)
            style = _element(otherwise) if original is None else original.clone
            new = free_name(name, self._known, numbered="{name}-{number}")
            style.set_attribute("style:name", new)
            self._home.append(style)
            self._known[new] = style
            self._made[name, base] = new
            if colour is not None:
                _fill(style, colour)
        return self._made[name, base]


def _new_styles(root: Any) -> Any:
    """Give a document a place for automatic styles, which it need not have."""
    root.insert(_element("<office:automatic-styles/>"), position=root.index(root.get_element("office:body")))
    return root.get_element("office:automatic-styles")


def _colour(level: Level) -> str:
    return f"#{level.value.lower()}"


def _fill(style: Any, colour: str) -> None:
    properties = style.get_element("style:table-cell-properties")
    if properties is None:
        properties = _element("<style:table-cell-properties/>")
        style.insert(properties, position=0)
    properties.set_attribute("fo:background-color", colour)


class _Marker:
    """Marks the cells of one table."""

    def __init__(self, table: Any, styles: _Styles, day: date, language: Language) -> None:
        self._table, self._styles, self._day = table, styles, day
        self._separator = "".join(_paragraphs(texts.SEPARATOR[language]))
        for annotation in table.get_elements("descendant::office:annotation"):
            self._take_out(annotation)

    def _take_out(self, annotation: Any) -> None:
        """Take a note of an earlier audit away, or what it added to another's, and the fill of its cell."""
        creator, cell = annotation.get_element("dc:creator"), annotation.parent
        paragraphs = annotation.get_elements("text:p")
        separators = (texts.SEPARATOR.vi, texts.SEPARATOR.en)
        kept = next((n for n, line in enumerate(paragraphs) if line.text_recursive in separators), len(paragraphs))
        if creator is not None and creator.text == texts.AUTHOR:
            annotation.delete()
        elif kept < len(paragraphs):
            for line in paragraphs[kept:]:
                line.delete()
        else:
            return
        cell.set_attribute("table:style-name", self._styles.cleared(cell.get_attribute("table:style-name")))

    def mark(self, notes: Mapping[Place, Note]) -> None:
        """Fill cells and put notes on them."""
        for place, cell, inherited in single_cells(self._table, notes):
            base = cell.get_attribute("table:style-name") or inherited
            cell.set_attribute("table:style-name", self._styles.filled(base, notes[place].level))
            self._note(cell, notes[place])

    def _note(self, cell: Any, note: Note) -> None:
        existing = cell.get_element("office:annotation")
        lines = "".join(_paragraphs(note.text))
        if existing is not None:
            for paragraph in _element(f"<office:annotation>{self._separator}{lines}</office:annotation>").children:
                existing.append(paragraph)
            return
        count = sum(1 + len(line) // _LETTERS_A_LINE for line in note.text.split("\n"))
        size = f'svg:width="{_WIDTH}cm" svg:height="{min(count + 1, 30) * _LINE:.2f}cm"'
        annotation = _element(
            f"<office:annotation {size}><dc:creator>{texts.AUTHOR}</dc:creator>"
            f"<dc:date>{self._day.isoformat()}T00:00:00</dc:date>{lines}</office:annotation>"
        )
        cell.insert(annotation, position=0)


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"<text:p>{escape(line)}</text:p>"


def _findings(sheet: FindingsSheet, styles: _Styles, names: frozenset[str]) -> str:
    columns = "".join(f'<table:table-column table:style-name="{styles.column(width)}"/>' for width in sheet.widths)
    cut = words.CUT[sheet.language]
    rows = "".join(
        f"<table:table-row>{''.join(_cell(cell, styles, names, cut) for cell in cells)}</table:table-row>"
        for cells in sheet.rows()
    )
    return f"<table:table table:name={quoteattr(sheet.name)}>{columns}{rows}</table:table>"


def _cell(cell: AddedCell, styles: _Styles, names: frozenset[str], cut: str) -> str:
    style = styles.look(cell.look)
    if isinstance(cell.text, int):
        number = f'office:value-type="float" office:value="{cell.text}"'
        return f'<table:table-cell table:style-name="{style}" {number}><text:p>{cell.text}</text:p></table:table-cell>'
    shown = escape(fitted(cell.text, cut))
    if not shown:
        return f'<table:table-cell table:style-name="{style}"/>'
    if cell.link is not None and cell.link.sheet in names:
        shown = f'<text:a xlink:type="simple" xlink:href={quoteattr(_target(cell.link))}>{shown}</text:a>'
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def _target(source: Source) -> str:
    sheet = source.sheet.replace("'", "''")
    return f"#'{sheet}'.{source.cell}"


def _element(xml: str) -> Any:
    end = min(place for place in (xml.index(sign) for sign in " />" if sign in xml))
    return Element.from_tag(f"{xml[:end]} {_NAMESPACES}{xml[end:]}")
