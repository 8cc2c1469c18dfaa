"""Workbooks (.xlsx) put together at random from what the format allows, written by hand and by no library."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from drawing import Drawing

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/>'
    '<xf numFmtId="170" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>'
)

CELLS = {
    "shared": '<c{where} t="s"><v>{place}</v></c>',
    "leading zeros": '<c{where} t="s"><v>00{place}</v></c>',
    "number in spaces": '<c{where} t="s"><v> {place} </v></c>',
    "inline": '<c{where} t="inlineStr"><is>{text}</is></c>',
    "number": "<c{where}><v>7.5</v></c>",
    "number with exponent": "<c{where}><v>1E3</v></c>",
    "value in spaces": "<c{where}><v> 8 </v></c>",
    "date": '<c{where} s="1"><v>44651</v></c>',
    "ISO date": '<c{where} s="1" t="d"><v>2022-03-31</v></c>',
    "number as text": '<c{where} s="2"><v>123</v></c>',
    "percent": '<c{where} s="3"><v>0.25</v></c>',
    "text of a number": '<c{where} t="str"><v>0123</v></c>',
    "text of no formula": '<c{where} t="str"><v>{text}</v></c>',
    "formula": '<c{where} t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
    "formula without value": "<c{where}><f>1+1</f></c>",
    "true": '<c{where} t="b"><v>1</v></c>',
    "false": '<c{where} t="b"><v>0</v></c>',
    "error": '<c{where} t="e"><v>#N/A</v></c>',
    "no value": '<c{where} t="s"><v></v></c>',
    "empty": "<c{where}/>",
}


def compose(seed):
    """Return the bytes of a workbook, and the names of what is in it."""
    book = _Book(Drawing(seed))
    return book.data(), book.draw.used


def _letters(column):
    return chr(ord("A") + column)


class _Book:
    def __init__(self, draw):
        self.draw = draw
        self.texts = []
        self.prefix = "x:" if draw.may("prefix", 0.08) else ""
        self.is_strict = draw.may("strict", 0.08)

    def data(self):
        draw = self.draw
        names = ["Công chức đầu mối", "Báo cáo", "Trang 3"][: draw.one_of(1, 2, 3)]
        sheets = [self._sheet() for _ in names]
        states = [' state="hidden"' if number and draw.may("hidden sheet") else "" for number, _ in enumerate(names)]
        parts = [f"worksheets/sheet{number}.xml" for number in range(1, len(names) + 1)]
        if draw.may("parts elsewhere", 0.05):
            parts = [f"x/trang{number}.xml" for number in range(1, len(names) + 1)]
        listed = "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{state}/>'
            for number, (name, state) in enumerate(zip(names, states, strict=True), 1)
        )
        target = draw.one_of("{}", "/xl/{}", "../xl/{}", "worksheets/../{}")
        draw.used.add(f"target {target}")
        relations = [(number, "worksheet", target.format(part)) for number, part in enumerate(parts, 1)]
        relations += [(90, "styles", "styles.xml"), (91, "sharedStrings", "sharedStrings.xml")]
        written = {
            "[Content_Types].xml": self._types(parts),
            "_rels/.rels": self._relations([(1, "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": self._relations(relations),
            "xl/styles.xml": _STYLES,
            "xl/sharedStrings.xml": self._shared(),
        } | {f"xl/{part}": sheet for part, sheet in zip(parts, sheets, strict=True)}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", draw.one_of(zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)) as archive:
            for name, xml in written.items():
                archive.writestr(name, self._encoded(name, xml))
        return stream.getvalue()

    def _encoded(self, name, xml):
        is_ours = name.startswith("xl/") and not name.endswith(".rels")
        if self.is_strict and name.startswith("xl/"):
            xml = xml.replace(_MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            xml = xml.replace(_RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        if self.prefix and is_ours:
            xml = xml.replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"')
            xml = re.sub(r"<(/?)([a-z][a-zA-Z]*)(?=[\s/>])", rf"<\1{self.prefix}\2", xml)
        if is_ours and self.draw.may("spread over lines", 0.1):
            xml = re.sub(r">(?=</?(?:\w:)?(?:row|c|v|is|si|t|r|sheetData|sheet|f)[ />])(?<!t>)", ">\n    ", xml)
        if is_ours and self.draw.may("UTF-16", 0.06):
            return f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
        if is_ours and self.draw.may("references", 0.06):
            return f'<?xml version="1.0" encoding="US-ASCII"?>{xml}'.encode("ascii", "xmlcharrefreplace")
        head = self.draw.one_of(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "", "\ufeff", "<?xml version='1.0'?>"
        )
        return f"{head}{xml}".encode()

    @staticmethod
    def _relations(found):
        kind = f"{_RELATIONS}/"
        listed = (
            f'<Relationship Id="rId{number}" Type="{kind}{name}" Target="{target}"/>' for number, name, target in found
        )
        return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(listed)}</Relationships>'

    @staticmethod
    def _types(parts):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        named = [
            ("xl/workbook.xml", "sheet.main"),
            ("xl/styles.xml", "styles"),
            ("xl/sharedStrings.xml", "sharedStrings"),
        ]
        named += [(f"xl/{part}", "worksheet") for part in parts]
        listed = "".join(f'<Override PartName="/{part}" ContentType="{kind}.{name}+xml"/>' for part, name in named)
        return (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f"{listed}</Types>"
        )

    def _shared(self):
        draw = self.draw
        items = "".join(f"<si>{self._text(text)}</si>" for text in self.texts)
        count = draw.one_of("", ' count="1" uniqueCount="1"', ' count="999" uniqueCount="999"')
        return f'<sst xmlns="{_MAIN}"{count}>{items}</sst>'

    def _text(self, text):
        """Return a text as one run or several, with what may stand beside it."""
        draw, kept = self.draw, ' xml:space="preserve"'
        form = draw.one_of("plain", "rich", "phonetic", "CDATA", "comment", "instruction")
        draw.used.add(form)
        middle = len(text) // 2
        first, rest = escape(text[:middle]), escape(text[middle:])
        match form:
            case "rich":
                return f"<r><rPr><b/></rPr><t{kept}>{first}</t></r><r><t{kept}>{rest}</t></r>"
            case "phonetic":
                return f'<t{kept}>{first}{rest}</t><rPh sb="0" eb="1"><t>phiên âm</t></rPh><phoneticPr fontId="1"/>'
            case "CDATA":
                return f"<t{kept}>{first}<![CDATA[{text[middle:]}]]></t>"
            case "comment":
                return f"<t{kept}>{first}<!-- x -->{rest}</t>"
            case "instruction":
                return f"<t{kept}>{first}<?x y?>{rest}</t>"
            case _:
                return f"<t{kept}>{first}{rest}</t>"

    def _sheet(self):
        draw = self.draw
        rows, number = [], 0
        address = draw.one_of("full", "full", "none on cells", "none", "small")
        draw.used.add(f"address {address}")
        width = draw.random.randint(1, 6)
        for _ in range(draw.random.randint(1, 8)):
            number += 1 if address == "none" else draw.one_of(1, 2, 5)
            rows.append(self._row(number, width, address))
        if address in ("full", "small") and draw.may("rows out of order", 0.05):
            rows.reverse()
        body = "".join(rows)
        columns = draw.one_of("", '<cols><col min="2" max="3" width="9" hidden="1"/></cols>')
        data = self._data(rows, body, is_addressed=address in ("full", "small"))
        merged = '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>' if draw.may("merge", 0.2) else ""
        dimension = draw.one_of("", '<dimension ref="A1"/>', '<dimension ref="A1:XFD9"/>')
        return (
            f'<worksheet xmlns="{_MAIN}" xmlns:mc="{_COMPATIBILITY}" xmlns:z="urn:z">{dimension}{columns}{data}{merged}'
            f"</worksheet>"
        )

    def _data(self, rows, body, *, is_addressed):
        draw = self.draw
        if len(rows) > 1 and is_addressed and draw.may("two sheetData", 0.05):
            half = len(rows) // 2
            return f"<sheetData>{''.join(rows[:half])}</sheetData><sheetData>{''.join(rows[half:])}</sheetData>"
        if draw.may("alternatives around the sheet", 0.05):
            other = draw.one_of("<sheetData/>", "")
            return (
                f'<mc:AlternateContent><mc:Choice Requires="z">{other}</mc:Choice><mc:Fallback><sheetData>{body}'
                "</sheetData></mc:Fallback></mc:AlternateContent>"
            )
        if draw.may("alternatives around a row", 0.05):
            body = (
                f'<mc:AlternateContent><mc:Choice Requires="z"/><mc:Fallback>{rows[0]}</mc:Fallback>'
                f"</mc:AlternateContent>{''.join(rows[1:])}"
            )
        return f"<sheetData>{body}</sheetData>"

    def _row(self, number, width, address):
        draw = self.draw
        cells = []
        for column in range(width):
            if address in ("full", "small") and draw.may("gap", 0.1):
                continue
            name = f"{_letters(column)}{number}"
            where = f' r="{name.lower() if address == "small" else name}"' if address in ("full", "small") else ""
            cells.append(self._cell(where))
        hidden = ' hidden="1"' if draw.may("hidden row", 0.1) else ""
        spans = draw.one_of("", ' spans="1:1"')
        where = "" if address == "none" else f' r="{number}"'
        return f"<row{where}{spans}{hidden}>{draw.one_of('', chr(10)).join(cells)}</row>"

    def _cell(self, where):
        text = self.draw.word()
        kind = self.draw.one_of("shared", "inline", *CELLS)
        self.draw.used.add(kind)
        place = len(self.texts)
        if "{place" in CELLS[kind]:
            self.texts.append(text)
        content = self._text(text) if kind == "inline" else escape(text)
        return CELLS[kind].format(where=where, text=content, place=place)
