"""Open documents (.ods) put together at random from what the format allows, written by hand and by no library."""

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from drawing import Drawing

_KINDS = ("office", "table", "text", "style", "number", "fo", "dc", "calcext", "xlink", "of")
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_SPACES = {"of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2", "dc": "http://purl.org/dc/elements/1.1/", "xlink": "http://www.w3.org/1999/xlink",
           "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"}  # fmt: skip
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_EMPTY_ROWS = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _typed(value, shown):
    return f"<table:table-cell office:value-type={value}><text:p>{shown}</text:p></table:table-cell>"


CELLS = {
    "float": _typed('"float" office:value="7.5"', "7.5"),
    "currency": _typed('"currency" office:currency="VND" office:value="7"', "7 ₫"),
    "date": _typed('"date" office:date-value="2022-03-31"', "31/03/2022"),
    "date shown otherwise": _typed('"date" office:date-value="2022-03-31"', "03/31/22"),
    "boolean": _typed('"boolean" office:boolean-value="true"', "TRUE"),
    "percentage": _typed('"percentage" office:value="0.25"', "25%"),
    "time": _typed('"time" office:time-value="PT08H30M00S"', "08:30:00"),
    "formula": _typed('"float" office:value="2" table:formula="of:=1+1"', "2"),
    "formula text": _typed('"string" table:formula="of:=&quot;a&quot;"', "a"),
    "formula text twice": _typed('"string" office:string-value="a" table:formula="of:=&quot;a&quot;"', "a"),
    "error": _typed('"string" office:string-value="" calcext:value-type="error" table:formula="of:=NA()"', "#N/A"),
    "formula without value": '<table:table-cell table:formula="of:=1+1"/>',
    "covered": "<table:covered-table-cell/>",
    "repeated empty": '<table:table-cell table:number-columns-repeated="2"/>',
    "styled empty": '<table:table-cell table:style-name="ce1"/>',
    "empty": "<table:table-cell/>",
}
TEXT_CELLS = ("string", "untyped", "string value", "repeated text", "comment", "merged")


def compose(seed):
    """Return the bytes of a document, and the names of what is in it."""
    book = _Book(Drawing(seed))
    return book.data(), book.draw.used


def compose_flat(seed):
    """Return the same in one XML file (.fods), and the names of what is in it."""
    data, used = compose(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    xml = content.decode(encoding)
    root = re.search(r"<(\w+:)document-content ", xml)[1]
    xml = xml.replace(f"{root}document-content", f"{root}document")
    return xml.replace(f"<{root}document ", f'<{root}document {root}mimetype="{_TYPE}" ', 1).encode(encoding), used


class _Book:
    def __init__(self, draw):
        self.draw = draw

    def data(self):
        draw = self.draw
        names = ["Công chức đầu mối", "Báo cáo", "Trang 3"][: draw.one_of(1, 2, 3)]
        tables = "".join(map(self._table, names))
        declared = " ".join(f'xmlns:{kind}="{_SPACES.get(kind, _OASIS.format(kind))}"' for kind in _KINDS)
        before = draw.one_of("", "<table:calculation-settings/>", "<table:content-validations/>")
        after = draw.one_of("", "<table:named-expressions/>", "<table:database-ranges/>")
        xml = (
            f'<office:document-content {declared} office:version="1.2"><office:automatic-styles/><office:body>'
            f"<office:spreadsheet>{before}{tables}{after}</office:spreadsheet></office:body></office:document-content>"
        )
        if draw.may("spread over lines", 0.15):
            xml = re.sub(r">(?=</?table:)", ">\n  ", xml)
        if draw.may("other prefixes", 0.05):
            for kind, other in (("table", "tb"), ("text", "tx")):
                xml = re.sub(rf"(?<=[</ ]){kind}(?=:)|(?<=xmlns:){kind}(?==)", other, xml)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("mimetype", _TYPE)
            archive.writestr("content.xml", self._encoded(xml))
            archive.writestr("META-INF/manifest.xml", _MANIFEST)
        return stream.getvalue()

    def _encoded(self, xml):
        if self.draw.may("UTF-16", 0.06):
            return f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
        if self.draw.may("references", 0.06):
            return f'<?xml version="1.0" encoding="US-ASCII"?>{xml}'.encode("ascii", "xmlcharrefreplace")
        return (self.draw.one_of('<?xml version="1.0" encoding="UTF-8"?>', "") + xml).encode()

    def _table(self, name):
        draw = self.draw
        width = draw.random.randint(1, 6)
        columns = draw.one_of(
            f'<table:table-column table:number-columns-repeated="{width}"/>',
            '<table:table-column/><table:table-column table:visibility="collapse"/>',
            f"<table:table-columns>{'<table:table-column/>' * width}</table:table-columns>",
            "<table:table-header-columns><table:table-column/></table:table-header-columns><table:table-column/>",
        )
        rows = [self._row(width) for _ in range(draw.random.randint(1, 8))]
        if draw.may("row group"):
            rows[-1] = f"<table:table-row-group>{rows[-1]}</table:table-row-group>"
        if draw.may("header rows"):
            rows[0] = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
        if draw.may("rows in one"):
            rows = ["<table:table-rows>", *rows, "</table:table-rows>"]
        if draw.may("soft page break"):
            rows.insert(1, "<text:soft-page-break/>")
        before = draw.one_of("", "<office:forms/>", "<table:shapes/>", "<table:title>x</table:title>")
        after = draw.one_of(
            "", '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        )
        dde = "<office:dde-source/>" if draw.may("dde", 0.05) else ""
        return f'<table:table table:name="{name}">{before}{dde}{columns}{"".join(rows)}{after}</table:table>'

    def _row(self, width):
        draw = self.draw
        is_repeated = draw.may("repeated row", 0.08)  # of plain cells: LibreOffice loses others
        cells, column = [], 0
        while column < width:
            cell, taken = self._text_cell(draw.one_of("string", "untyped")) if is_repeated else self._cell()
            cells.append(cell)
            column += taken
        hidden = draw.one_of("", ' table:visibility="collapse"', ' table:visibility="filter"')
        repeated = ' table:number-rows-repeated="2"' if is_repeated else ""
        return f"<table:table-row{hidden}{repeated}>{''.join(cells)}</table:table-row>"

    def _cell(self):
        """Return a cell, and how many columns it takes."""
        kind = self.draw.one_of("string", *TEXT_CELLS, *CELLS)
        self.draw.used.add(kind)
        return self._text_cell(kind) if kind in TEXT_CELLS else (CELLS[kind], 1 + (kind == "repeated empty"))

    def _text_cell(self, kind):
        draw, text = self.draw, self.draw.word()
        paragraphs, typed, taken = self._paragraphs(text), ' office:value-type="string"', 1
        covered = ""
        match kind:
            case "untyped":
                typed = ""
            case "string value":
                text = " ".join(text.split())
                typed += f" office:string-value={quoteattr(text)}"
                paragraphs = f"<text:p>{escape(text)}</text:p>"
            case "repeated text":
                typed += ' table:number-columns-repeated="2"'
                taken = 2
            case "comment":
                said = "<office:annotation><dc:creator>a</dc:creator><text:p>ghi chú</text:p></office:annotation>"
                paragraphs = said + paragraphs
            case "merged":
                typed += ' table:number-columns-spanned="2" table:number-rows-spanned="1"'
                inside = draw.one_of("", "<text:p>khuất</text:p>")
                covered = f'<table:covered-table-cell office:value-type="string">{inside}</table:covered-table-cell>'
                taken = 2
        return f"<table:table-cell{typed}>{paragraphs}</table:table-cell>{covered}", taken

    def _paragraphs(self, text):
        """Return a text in the elements that may hold it: spaces that count have an element of their own."""
        return "".join(f"<text:p>{self._line(line)}</text:p>" for line in text.split("\n"))

    def _line(self, line):
        draw = self.draw
        line = line.strip()
        form = draw.one_of("plain", "span", "spans", "link", "CDATA", "comment in text", "space", "tab", "line break")
        draw.used.add(form)
        first, space, rest = (escape(part) for part in line.partition(" "))
        match form:
            case "span":
                return f"<text:span>{first}{space}{rest}</text:span>"
            case "spans":
                return f"<text:span>{first}</text:span>{space}<text:span>{rest}</text:span>"
            case "link":
                return f'<text:a xlink:href="http://x.invalid">{first}{space}{rest}</text:a>'
            case "CDATA":
                return f"<![CDATA[{line}]]>"
            case "comment in text":
                return f"{first}{space}<!-- x -->{rest}"
            case "space" if space:
                return first + draw.one_of("<text:s/>", '<text:s text:c="2"/>') + rest
            case "tab" if space:
                return f"{first}<text:tab/>{rest}"
            case "line break" if space:
                return f"{first}<text:line-break/>{rest}"
            case _:
                return f"{first}{space}{rest}"
