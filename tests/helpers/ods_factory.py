"""An .ods as an office submits it, and the same with marks."""

import io

from annotated_factory import SHEET, about, annotated
from odf import opendocument, style, table, text
from odfdo import Document


def spreadsheet():
    """Return an .ods with repeated rows and cells, merged cells, a style, a note and a picture."""
    document = opendocument.OpenDocumentSpreadsheet()
    bold = style.Style(name="dam", family="table-cell")
    bold.addElement(style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    sheet = table.Table(name=SHEET)
    for repeated, cells in ((1, ["Tiêu đề"]), (3, ["Sở Y tế", "Lan"]), (1, ["Sở Nội vụ", "Mai"])):
        row = table.TableRow(numberrowsrepeated=repeated) if repeated > 1 else table.TableRow()
        for content in cells:
            cell = table.TableCell(valuetype="string", stylename=bold)
            cell.addElement(text.P(text=content))
            row.addElement(cell)
        row.addElement(table.TableCell(numbercolumnsrepeated=5))
        sheet.addElement(row)
    merged = table.TableRow()
    merged.addElement(table.TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1))
    merged.addElement(table.CoveredTableCell())
    sheet.addElement(merged)
    document.spreadsheet.addElement(sheet)
    document.addPicture("x.png", mediatype="image/png", content=b"\x89PNG")
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


ODS = spreadsheet()


def ods(folder, *findings, data=ODS, **changes):
    """Return the marked .ods as odfdo reads it."""
    data = annotated(folder, data, name="so.ods", findings=findings, **changes)
    return data, Document(io.BytesIO(data)).body.tables


def about_ods(*cells, **changes):
    return about(*cells, file="so.ods", **changes)
