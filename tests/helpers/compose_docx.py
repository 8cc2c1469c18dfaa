"""Word documents put together at random from what the format allows, written by hand and by no library."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from drawing import Drawing

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:zz="urn:zz" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_KIND}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxml'
    'formats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
_RUN = r"<w:r>(?:(?!</?w:r>).)*?<w:t[ >](?:(?!</?w:r>).)*</w:r>"
_CHANGE = 'w:id="{}" w:author="a" w:date="2022-01-01T00:00:00Z"'
UNSHOWN = "§§"
"""Stands for what Word does not show: deleted, moved away, hidden."""
WORDS = [
    "Đơn vị", "Họ và tên", "Chức vụ", "Sở Y tế", "Nguyễn Thị Ánh", "Phó Giám đốc", "x", "Quý I/2022", "31/03/2022",
    "12", "A & B <C>", "số 5, đường 3", "a;b", "100%",
]  # fmt: skip

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_CODE = "<w:r><w:instrText> MERGEFIELD n </w:instrText></w:r>"
_OTHERWISE = '<mc:AlternateContent><mc:Choice Requires="zz"/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
RUNS = {
    "bare run": "{run}",
    "two runs": "{half}{other_half}",
    "inserted": "<w:ins {change}>{run}</w:ins>",
    "moved": "<w:moveTo {change}>{run}</w:moveTo>",
    "link": '<w:hyperlink w:anchor="a">{run}</w:hyperlink>',
    "smart tag": '<w:smartTag w:uri="u" w:element="e">{run}</w:smartTag>',
    "custom element": '<w:customXml w:uri="u" w:element="e">{run}</w:customXml>',
    "simple field": '<w:fldSimple w:instr=" MERGEFIELD n ">{run}</w:fldSimple>',
    "field": f"{_FIELD.format('begin')}{_CODE}{_FIELD.format('separate')}{{run}}{_FIELD.format('end')}",
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>",
    "control that asks": "{run}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent></w:sdtContent></w:sdt>",
    "deleted beside": f"{{run}}<w:del {{change}}><w:r><w:delText>{UNSHOWN}</w:delText></w:r></w:del>",
    "moved from beside": f"{{run}}<w:moveFrom {{change}}><w:r><w:t>{UNSHOWN}</w:t></w:r></w:moveFrom>",
    "hidden beside": f"{{run}}<w:r><w:rPr><w:vanish/></w:rPr><w:t>{UNSHOWN}</w:t></w:r>",
    "tab": "{first}<w:r><w:tab/></w:r>{rest}",
    "break": '<w:r><w:t>{word}</w:t><w:br/><w:t xml:space="preserve"> {words}</w:t></w:r>',
    "bookmark": '<w:bookmarkStart w:id="{number}" w:name="b{number}"/>{run}<w:bookmarkEnd w:id="{number}"/>',
    "page mark": "<w:r><w:lastRenderedPageBreak/></w:r>{run}",
    "proof mark": '<w:proofErr w:type="spellStart"/>{run}<w:proofErr w:type="spellEnd"/>',
    "alternative": f"<w:r>{_OTHERWISE.format('<w:t>{text}</w:t>')}</w:r>",
    "alternative run": _OTHERWISE.format("{run}"),
    "direction": '<w:dir w:val="ltr">{run}</w:dir>',
}
"""How the text of a paragraph may stand in it."""


def compose(seed):
    """Return the bytes of a document, and the names of what is in it."""
    document = _Document(Drawing(seed))
    return document.data(), document.draw.used


class _Document:
    """A document; each text in its cells ends with a number of its own, so that none is taken for another."""

    def __init__(self, draw):
        self.draw = draw
        self._number = 0

    def data(self):
        draw = self.draw
        parts = [self._paragraph("Danh sách")]
        for _ in range(draw.one_of(1, 2, 3)):
            parts += [self._around_table(self._table()), self._paragraph("Ghi chú")]
        xml = f"<w:document {_SPACES}><w:body>{''.join(parts)}<w:sectPr/></w:body></w:document>"
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in _PARTS.items():
                archive.writestr(name, content)
            archive.writestr("word/document.xml", self._encoded(xml))
        return stream.getvalue()

    def _encoded(self, xml):
        if self.draw.may("other prefix", 0.05):
            xml = re.sub(r"(?<=[</ ])w:|(?<=xmlns:)w(?==)", lambda found: found[0].replace("w", "ns0"), xml)
        if self.draw.may("UTF-16", 0.06):
            return f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
        if self.draw.may("references", 0.06):
            return f'<?xml version="1.0" encoding="US-ASCII"?>{xml}'.encode("ascii", "xmlcharrefreplace")
        return (self.draw.one_of('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', "") + xml).encode()

    def _change(self):
        self._number += 1
        return _CHANGE.format(self._number)

    def _around_table(self, xml):
        form = self.draw.one_of("bare table", "table in a control", "table in a custom element")
        self.draw.used.add(form)
        match form:
            case "table in a control":
                return _control(xml)
            case "table in a custom element":
                return f'<w:customXml w:element="e">{xml}</w:customXml>'
            case _:
                return xml

    def _table(self, depth=0):
        draw, width = self.draw, self.draw.random.randint(2, 4)
        rows = [self._row(width, depth) for _ in range(draw.random.randint(1, 5))]
        return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, width, depth):
        draw, cells, left = self.draw, [], width
        while left:
            span = 2 if left > 1 and draw.may("merged across", 0.08) else 1
            cells.append(self._cell(span, depth))
            left -= span
        form = draw.one_of(
            "bare row", "bare row", "row in a control", "row added", "row deleted", "header row", "rows in one control"
        )
        draw.used.add(form)
        inside = "".join(cells)
        match form:
            case "row in a control":
                return _control(f"<w:tr>{inside}</w:tr>")
            case "rows in one control":
                return _control(f"<w:tr>{inside}</w:tr>{self._row(width, depth)}")
            case "row added":
                return f"<w:tr><w:trPr><w:ins {self._change()}/></w:trPr>{self._inserted(inside)}</w:tr>"
            case "row deleted":
                return f"<w:tr><w:trPr><w:del {self._change()}/></w:trPr>{self._deleted(inside)}</w:tr>"
            case "header row":
                return f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{inside}</w:tr>"
            case _:
                return f"<w:tr>{inside}</w:tr>"

    def _inserted(self, cells):
        return re.sub(_RUN, lambda found: f"<w:ins {self._change()}>{found[0]}</w:ins>", cells)

    def _deleted(self, cells):
        def delete(_):
            return f"<w:del {self._change()}><w:r><w:delText>{UNSHOWN}</w:delText></w:r></w:del>"

        return re.sub(_RUN, delete, cells)

    def _cell(self, span, depth):
        draw = self.draw
        properties = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' if span > 1 else ""
        form = draw.one_of(
            "bare cell",
            "bare cell",
            "cell in a control",
            "two paragraphs",
            "empty cell",
            "control in a cell",
            "table in a cell",
        )
        draw.used.add(form)
        match form:
            case "cell in a control":
                return _control(f"<w:tc>{properties}{self._paragraph()}</w:tc>")
            case "two paragraphs":
                return f"<w:tc>{properties}{self._paragraph()}{self._paragraph()}</w:tc>"
            case "empty cell":
                return f"<w:tc>{properties}<w:p/></w:tc>"
            case "control in a cell":
                return f"<w:tc>{properties}{_control(self._paragraph())}</w:tc>"
            case "table in a cell" if not depth:
                return f"<w:tc>{properties}{self._paragraph()}{self._table(depth + 1)}<w:p/></w:tc>"
            case _:
                return f"<w:tc>{properties}{self._paragraph()}</w:tc>"

    def _paragraph(self, text=None):
        if text is None:
            self._number += 1
            text = f"{self.draw.random.choice(WORDS)} {self._number}"
        form = self.draw.one_of(*RUNS)
        self.draw.used.add(form)
        first, _, rest = text.partition(" ")
        half = len(text) // 2
        content = RUNS[form].format(
            run=_run(text),
            first=_run(first),
            rest=_run(rest),
            text=escape(text),
            word=escape(first),
            words=escape(rest),
            half=_run(text[:half]),
            other_half=_run(text[half:]),
            number=self._number,
            change=self._change(),
        )
        return f"<w:p>{content}</w:p>"


def _run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _control(xml):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
