"""Text that would do harm if anything obeyed it, and how each kind of file is read to see whether it was obeyed."""

import csv
import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import docx
import icalendar
import openpyxl
import orjson
from docx.oxml.ns import qn

from kstt_rules.outputs.visible import MAX_CELL

TEXTS = {
    "equals": '=HYPERLINK("http://x.invalid";"x")',
    "plus": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*9",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markup": "[bold red]x[/] &lt;b&gt; ]]> `x` | <!-- x",
    "controls": "a\x07b\x1b[31mc\x00d",
    "right to left": "Sở \u202eet Y ởS\u200f\u2066x",
    "long": "Sở Y tế " + "dài" * 13_331 + "!",
}
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def strings(value):
    """Yield all texts of a document, its keys too."""
    match value:
        case str():
            yield value
        case dict():
            for key, item in value.items():
                yield from (*strings(key), *strings(item))
        case list():
            for item in value:
                yield from strings(item)


BLOCKS = {"caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "li", "option", "p", "td", "th"}
"""Elements after which a new text begins."""


class Page(HTMLParser):
    """The tags of a page, its text, and what each of its scripts holds."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.scripts, self.words, self._inside = [], {}, "", None
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "script":
            self._inside = dict(attributes).get("id", "")
            self.scripts[self._inside] = ""

    def handle_endtag(self, tag):
        self._inside = None
        if tag in BLOCKS:
            self.words += "\n"

    def handle_data(self, data):
        if self._inside is None:
            self.words += data
        else:
            self.scripts[self._inside] += data

    @property
    def texts(self):
        documents = [self.scripts["data"], *filter(None, self.scripts["own"].split("\n"))]
        return [self.words, *strings([orjson.loads(document) for document in documents])]


def read_text(content):
    """A page of text has no control character but the ends of its lines, which wrap anywhere."""
    text = content.decode()
    assert not {character for character in text if unicodedata.category(character) in _HIDDEN} - {"\n"}
    return [text]


def read_markdown(content):
    """Markdown holds no raw tag; what is escaped is read as it is shown."""
    [text] = read_text(content)
    assert "<script" not in text.replace(r"\<", "")
    return ["".join(text.split("\\"))]


def read_json(content):
    """JSON gives texts back."""
    return strings(orjson.loads(content))


def read_csv(content):
    """No cell of a CSV begins as a formula does; one that would begins with an apostrophe."""
    rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    cells = [cell for row in rows for cell in row]
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in cells)
    return [cell.removeprefix("'") for cell in cells]


def read_xlsx(content):
    """No cell of a workbook is a formula or a link, and none holds more than a cell may."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= MAX_CELL
    return texts


def read_html(content):
    """A page has its own three scripts and no attribute that runs one."""
    page = Page(content.decode())
    assert [attributes.get("id") for tag, attributes in page.tags if tag == "script"] == ["data", "own", None]
    assert not any(tag == "img" for tag, _ in page.tags)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    return page.texts


def read_xml(content):
    """XML is well formed."""
    elements = ET.fromstring(content).iter()
    return [text for element in elements for text in (element.text or "", *element.attrib.values())]


def read_ics(content):
    """A calendar has one event or two, and no property that a text brought in."""
    calendar = icalendar.Calendar.from_ical(content)
    assert not {name for event in calendar.walk("VEVENT") for name in event} & {"ATTACH", "URL"}
    return [str(event["summary"]) for event in calendar.walk("VEVENT")]


def read_docx(content):
    """A document in Word has no field in its text, no link, no object and no part that runs; it spells controls out."""
    document = docx.Document(BytesIO(content))
    assert not document.element.body.xpath("//w:hyperlink | //w:instrText | //w:fldSimple | //w:object")
    assert not any("vba" in str(part.partname).lower() for part in document.part.package.iter_parts())
    paragraphs = document.element.iter(qn("w:p"))
    words = ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]
    return [re.sub(r"<U\+00([01][0-9A-F])>", lambda code: chr(0x2400 + int(code[1], 16)), text) for text in words]


READERS = {
    ".txt": read_text,
    ".md": read_markdown,
    ".json": read_json,
    ".sarif": read_json,
    ".oscal.json": read_json,
    ".csv": read_csv,
    ".xlsx": read_xlsx,
    ".docx": read_docx,
    ".html": read_html,
    ".xml": read_xml,
    ".ics": read_ics,
}
"""How each kind of file is read, and what is checked of it on the way; what is not here is read as a page of text."""


def read(content, suffix):
    """Return the texts of a file of this kind; one that is not text needs a reader of its own."""
    return READERS.get(suffix, read_text)(content)


def squeezed(text):
    """Return the text without its spaces, of which lines that wrap have others."""
    return "".join(text.split())
