"""Word documents read back, for the tests of what writes them."""

from io import BytesIO

import docx
from docx.oxml.ns import qn


def opened(write):
    """Return the document that a function writes to a stream."""
    stream = BytesIO()
    write(stream)
    return docx.Document(stream)


def blocks(document):
    """Return the paragraphs and the tables of a document in their order."""
    return list(document.iter_inner_content())


def words(document):
    """Return every paragraph of a document, those in tables too, as text in its order."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return ["".join(part.text or "" for part in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


def grid(table):
    """Return the texts of the cells of a table, a wide cell once."""
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def looks(document):
    """Return the style of each paragraph that says something, by what it says."""
    return {
        paragraph.text: paragraph.style
        for block in blocks(document)
        for paragraph in (
            [block] if hasattr(block, "runs") else [p for row in block.rows for c in row.cells for p in c.paragraphs]
        )
        if paragraph.text
    }
