"""Word documents that take any text as text, hold one style for each look, and repeat their bytes for their content."""

import io
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any, BinaryIO, Final, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.run import Run as DocxRun

from kstt_rules.base.bilingual import Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.visible import visible

FONT: Final = "Times New Roman"

_LANGUAGES: Final[Mapping[Language, str]] = {"vi": "vi-VN", "en": "en-GB"}
_PAPER: Final = (210, 297)
_FROM_EDGE: Final = 9
_UNSPLIT: Final = 1_500
"""Rows of tables with no more letters than this stay on one page."""

_SPELLED: Final = {0x2400 + code: f"<U+{code:04X}>" for code in range(0x20)} | {0x2421: "<U+007F>"}
"""Pictures of control characters, which few fonts have, spelled out."""

_CELL_MARGIN: Final = 1.5
_NOT_OURS: Final = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the paragraphs of one style look: sizes and spaces in points, indents in millimetres, ``line`` in lines.

    ``ruled`` draws a line above. A style of Word's own is taken by its name: "Heading 1".
    """

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "right", "both"] = "left"
    before: float = 0
    after: float = 0
    line: float = 1
    first: float = 0
    left: float = 0
    keep_next: bool = False
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of text that differs from its paragraph; ``comment`` stands beside it and is not printed."""

    text: str
    bold: bool = False
    italic: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: the key of its look, what it says, and how far both its sides are set in, in millimetres."""

    look: str
    runs: tuple[TextRun, ...] = ()
    inset: float = 0


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table: its paragraphs, the colour behind them, and how many columns it covers."""

    texts: tuple[Text, ...]
    fill: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Margins:
    """How far text stands from the edges of the page, in millimetres."""

    top: float
    bottom: float
    left: float
    right: float

    @property
    def width(self) -> float:
        """The width that is left for text."""
        return _PAPER[0] - self.left - self.right


def text(look: str, *parts: str | TextRun, inset: float = 0) -> Text:
    """Return a paragraph of these parts."""
    return Text(look, tuple(part if isinstance(part, TextRun) else TextRun(part) for part in parts), inset)


class WordDocument:
    """One A4 document being written; ``save`` completes it.

    ``looks`` are its styles by the ASCII keys that name them in the file. The number of each page but the first stands
    centred above the text, in the look ``page_number``.
    """

    def __init__(
        self, looks: Mapping[str, Look], *, title: str, day: date, language: Language, margins: Margins
    ) -> None:
        self._document = docx.Document()
        self._end = self._document.element.body.sectPr
        self._set_defaults(language)
        self._drop_styles_but({look.name for look in looks.values()})
        self._styles = {key: self._styled(key, look) for key, look in looks.items()}
        self._set_page(margins)
        self._set_properties(title, day, language)

    def add(self, *paragraphs: Text) -> None:
        """Add paragraphs at the end."""
        for paragraph in paragraphs:
            self._end.addprevious(self._paragraph(paragraph))

    def table(
        self, widths: Sequence[float], rows: Iterable[Sequence[WordCell]], *, grid: bool = True, headings: int = 0
    ) -> None:
        """Add a table with columns of these widths in millimetres; the first ``headings`` rows repeat on each page."""
        table = _element("w:tbl", _table_properties(sum(widths), grid=grid))
        table.append(_element("w:tblGrid", *(_element("w:gridCol", w=_twips(width)) for width in widths)))
        self._end.addprevious(table)  # before its rows, for moving many of them at once takes time by their square
        for index, row in enumerate(rows):
            table.append(self._row(row, widths, heading=index < headings))

    def turn_page(self) -> None:
        """Go on on pages that lie across, numbered by themselves from 1; the first bears no number."""
        ended = deepcopy(self._end)
        self._end.addprevious(_element("w:p", _element("w:pPr", _flat(), ended)))
        size = self._end.find(qn("w:pgSz"))
        size.set(qn("w:w"), _twips(_PAPER[1]))
        size.set(qn("w:h"), _twips(_PAPER[0]))
        size.set(qn("w:orient"), "landscape")
        if self._end.find(qn("w:pgNumType")) is None:
            self._end.find(qn("w:pgMar")).addnext(_element("w:pgNumType", start="1"))

    def save(self, stream: BinaryIO) -> None:
        """Write the document, with nothing in it that tells when."""
        self._end_in_a_paragraph()
        packed = io.BytesIO()
        self._document.save(packed)
        with ZipFile(packed) as parts, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for name in parts.namelist():
                archive.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)

    def _end_in_a_paragraph(self) -> None:
        """Let a paragraph that takes no room follow a table at the end, where Word would put one that does."""
        last = self._end.getprevious()
        if last is not None and last.tag == qn("w:tbl"):
            self._end.addprevious(_element("w:p", _element("w:pPr", _flat())))

    def _set_defaults(self, language: Language) -> None:
        """Replace what the styles of python-docx's own template take for granted."""
        styles = self._document.styles.element
        defaults = styles.find(qn("w:docDefaults"))
        defaults.clear()
        spoken = _LANGUAGES[language]
        lang = _element("w:lang", val=spoken, eastAsia=spoken)
        defaults.append(_element("w:rPrDefault", _element("w:rPr", _fonts(), lang)))
        defaults.append(_element("w:pPrDefault"))
        settings = self._document.settings.element
        mode = settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")[0]
        mode.set(qn("w:val"), "15")
        for rels in (self._document.part.rels, self._document.part.package.rels):
            for key in [key for key, rel in rels.items() if rel.reltype in _NOT_OURS]:
                del rels[key]

    def _drop_styles_but(self, names: set[str]) -> None:
        """Leave of the template's styles those that are taken by name, and those that Word starts from."""
        for style in list(self._document.styles):
            if style.name not in names and not style.element.get(qn("w:default")):
                style.element.getparent().remove(style.element)

    def _styled(self, key: str, look: Look) -> str:
        """Make a style, or take Word's own, look so, and return its id."""
        styles = self._document.styles
        if look.name in {style.name for style in styles}:
            style = styles[look.name]
        else:
            style = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.set(qn("w:styleId"), key)
        element = style.element
        for part in element.xpath("w:pPr | w:rPr | w:basedOn | w:link | w:next"):
            element.remove(part)
        element.append(_paragraph_properties(look))
        element.append(_run_properties(look))
        style.hidden, style.quick_style = False, True
        return str(style.style_id)

    def _set_page(self, margins: Margins) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = map(Mm, _PAPER)
        section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
        section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
        section.header_distance = section.footer_distance = Mm(_FROM_EDGE)
        section.different_first_page_header_footer = True
        number = self._paragraph(Text("page_number"))
        number.append(_element("w:fldSimple", _element("w:r", _element("w:t", said="2")), instr="PAGE"))
        header = section.header._element  # noqa: SLF001 - a field has no interface of its own
        header.clear()
        header.append(number)

    def _set_properties(self, title: str, day: date, language: Language) -> None:
        properties = self._document.core_properties
        properties.title = visible(title)[:255]
        properties.author, properties.comments, properties.last_modified_by = "kstt", "", ""
        properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        properties.language = _LANGUAGES[language]

    def _paragraph(self, paragraph: Text) -> Any:
        properties = _element("w:pPr", _element("w:pStyle", val=self._styles[paragraph.look]))
        if paragraph.inset:
            side = _twips(paragraph.inset)
            properties.append(_element("w:ind", left=side, right=side))
        element = _element("w:p", properties)
        for run in paragraph.runs:
            made = _run(run)
            element.append(made)
            if run.comment:
                self._comment(made, run.comment)
        return element

    def _comment(self, run: Any, words: str) -> None:
        """Set a comment beside a run; that python-docx takes only its own objects for it is why they are made."""
        owner = self._document._body  # noqa: SLF001 - what gives a run its document
        comment = self._document.add_comment(DocxRun(run, owner), visible(words), author="kstt", initials="kstt")
        comment._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - when it was written is not told

    def _row(self, cells: Sequence[WordCell], widths: Sequence[float], *, heading: bool) -> Any:
        properties = _element("w:trPr")
        if sum(len(run.text) for cell in cells for text in cell.texts for run in text.runs) <= _UNSPLIT:
            properties.append(_element("w:cantSplit"))
        if heading:
            properties.append(_element("w:tblHeader"))
        row = _element("w:tr", properties)
        column = 0
        for cell in cells:
            row.append(self._cell(cell, sum(widths[column : column + cell.span])))
            column += cell.span
        return row

    def _cell(self, cell: WordCell, width: float) -> Any:
        properties = _element("w:tcPr", _element("w:tcW", w=_twips(width), type="dxa"))
        if cell.span > 1:
            properties.append(_element("w:gridSpan", val=str(cell.span)))
        if cell.fill:
            properties.append(_element("w:shd", val="clear", color="auto", fill=cell.fill))
        return _element("w:tc", properties, *map(self._paragraph, cell.texts))


def _element(tag: str, *children: Any, said: str | None = None, **attributes: str) -> Any:
    """Make an element of WordprocessingML with its attributes, its children, and what it says."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(children)
    if said is not None:
        element.text = said
    return element


def _flat() -> Any:
    """Return the spacing of a paragraph that takes no room."""
    return _element("w:spacing", before="0", after="0", line="20", lineRule="exact")


def _run(run: TextRun) -> Any:
    words = _element("w:t", said=visible(run.text).translate(_SPELLED))
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    marks = [_element(tag) for tag, on in (("w:b", run.bold), ("w:i", run.italic)) if on]
    return _element("w:r", *([_element("w:rPr", *marks)] if marks else []), words)


def _fonts() -> Any:
    return _element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _run_properties(look: Look) -> Any:
    size = str(round(look.size * 2))
    marks = [_element(tag) for tag, on in (("w:b", look.bold), ("w:i", look.italic)) if on]
    return _element("w:rPr", _fonts(), *marks, _element("w:sz", val=size), _element("w:szCs", val=size))


def _paragraph_properties(look: Look) -> Any:
    """Make them in the order that the schema asks for."""
    properties = _element("w:pPr")
    if look.keep_next:
        properties.append(_element("w:keepNext"))
    if look.ruled:
        line = _element("w:top", val="single", sz="6", space="0", color="000000")
        properties.append(_element("w:pBdr", line))
    properties.append(
        _element(
            "w:spacing",
            before=str(round(look.before * 20)),
            after=str(round(look.after * 20)),
            line=str(round(look.line * 240)),
            lineRule="auto",
        )
    )
    properties.append(_element("w:ind", left=_twips(look.left), firstLine=_twips(look.first)))
    properties.append(_element("w:jc", val=look.align))
    if look.name.startswith("Heading "):
        properties.append(_element("w:outlineLvl", val=str(int(look.name[-1]) - 1)))
    return properties


def _table_properties(width: float, *, grid: bool) -> Any:
    properties = _element("w:tblPr", _element("w:tblW", w=_twips(width), type="dxa"))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    if grid:
        lines = (_element(f"w:{side}", val="single", sz="4", space="0", color="808080") for side in sides)
        properties.append(_element("w:tblBorders", *lines))
    properties.append(_element("w:tblLayout", type="fixed"))
    margin = _twips(_CELL_MARGIN if grid else 0)
    cells = (_element(f"w:{side}", w=margin, type="dxa") for side in ("left", "right"))
    properties.append(_element("w:tblCellMar", *cells))
    return properties


def _twips(millimetres: float) -> str:
    return str(round(millimetres * 1440 / 25.4))
