"""Valid files with bytes changed at random: whatever they hold, they are read, or are one reject."""

import io
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import compose_xlsb
import docx
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from kstt_rules.intake import finish_reading
from kstt_rules.intake.files.cells import Limits
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.model.read_vocabulary import base_vocabulary

ROWS = (("Đơn vị", "Họ và tên", "Chức vụ", "Từ ngày"), ("Sở Y tế", "An", "Giám đốc", "31/03/2022"))
SEEDS = st.integers(0, 2**32)
LIMITS = Limits(seconds=10)
NIGHTLY_BATCHES = 1000
"""About ten minutes."""


def xlsx():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Công chức đầu mối")
        for row, cells in enumerate(ROWS):
            sheet.write_row(row, 0, cells)
        sheet.write_formula("E2", "=1/0", None, "#DIV/0!")
        sheet.merge_range("A4:A5", "Sở B")
    return stream.getvalue()


def xls():
    stream, book = io.BytesIO(), xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    sheet.row(2).set_cell_error(3, 0x2A)
    sheet.write(2, 4, xlwt.Formula("A1"))
    sheet.write_merge(3, 4, 0, 1, "Sở B")
    sheet.row(3).hidden = True
    book.save(stream)
    return stream.getvalue()


def ods():
    stream, document, table = io.BytesIO(), OpenDocumentSpreadsheet(), Table(name="S")
    table.addElement(TableColumn(visibility="collapse", numbercolumnsrepeated=2))
    merged = TableRow(visibility="filter")
    merged.addElement(TableCell(formula="of:=[.A1]"))
    merged.addElement(TableCell(numberrowsspanned=2, numbercolumnsspanned=3, numbercolumnsrepeated=2))
    table.addElement(merged)
    for cells in ROWS:
        row = TableRow(numberrowsrepeated=2)
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.write(stream)
    return stream.getvalue()


def fods():
    content = zipfile.ZipFile(io.BytesIO(ods())).read("content.xml").decode()
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    content = content.replace("office:document-content", "office:document")
    return content.replace("office:version", f"{kind} office:version", 1).encode()


def xlsb():
    rows = b"".join(
        compose_xlsb.row(number)
        + b"".join(compose_xlsb.cell(6, at, compose_xlsb.text(cell)) for at, cell in enumerate(cells))
        for number, cells in enumerate(ROWS)
    )
    rows += compose_xlsb.row(2, 0x10) + compose_xlsb.formula(11, 4, b"\x07")
    return compose_xlsb.workbook({"Công chức đầu mối": (rows,)}, [])


def word():
    stream, document = io.BytesIO(), docx.Document()
    table = document.add_table(2, 4)
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.save(stream)
    return stream.getvalue()


def page():
    rows = "".join(f"<tr>{''.join(f'<td rowspan=1>{cell}' for cell in cells)}" for cells in ROWS)
    return f"<html><table>{rows}</table></html>".encode()


def text():
    return "\n".join(",".join(cells) for cells in ROWS).encode()


def wide_text():
    return "\n".join("\t".join(cells) for cells in ROWS).encode("utf-16")


MAKERS = {
    "xlsx": xlsx,
    "xls": xls,
    "xlsb": xlsb,
    "ods": ods,
    "fods": fods,
    "docx": word,
    "htm.xls": page,
    "csv": text,
    "tsv": wide_text,
}


@cache
def members(kind):
    """Return the parts of a file: those of an archive, else the whole."""
    data = MAKERS[kind]()
    if not data.startswith(b"PK"):
        return None, data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist()), data


def mutated(data, rng):
    """Cut, overwrite, repeat or remove a few stretches of bytes."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        place, length = rng.randrange(len(data) + 1), rng.choice([1, 1, 2, 4, 16, 300])
        match rng.choice(["overwrite", "delete", "repeat", "digits", "cut"]):
            case "overwrite":
                data[place : place + length] = rng.randbytes(length)
            case "delete":
                del data[place : place + length]
            case "repeat":
                data[place:place] = data[place : place + length] * rng.choice([1, 50, 1000])
            case "digits":
                data[place : place + length] = b"9" * length
            case "cut":
                del data[max(place, len(data) // 2) :]
    return bytes(data)


def changed(seed):
    """Return the extension and bytes of a file, changed as a whole or inside one part of its archive."""
    rng = random.Random(seed)
    kind = rng.choice(list(MAKERS))
    parts, data = members(kind)
    if parts is None or rng.random() < 0.5:
        return kind, mutated(data, rng)
    chosen = rng.randrange(len(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(parts):
            archive.writestr(name, mutated(content, rng) if place == chosen else content)
    return kind, stream.getvalue()


def check(seeds):
    """Read files together with a good one, which must be read whatever the others are."""
    batch = [changed(seed) for seed in seeds]
    with tempfile.TemporaryDirectory() as folder:
        for place, (kind, data) in enumerate(batch):
            Path(folder, f"{place:03}.{kind}").write_bytes(data)
        Path(folder, "cong-chuc-dau-moi.csv").write_bytes(text())
        with start_reading([Path(folder)], limits=LIMITS) as reading:
            dossier = finish_reading(reading, base_vocabulary())
    assert len(dossier.inputs) == len(batch) + 1
    (good,) = (file for file in dossier.inputs if file.file == "cong-chuc-dau-moi.csv")
    assert good.read == len(ROWS)
    assert all(reject.message.vi and "Traceback" not in reject.message.en for reject in dossier.rejects)
    for file in dossier.inputs:
        assert file.read == file.accepted + file.rejected + file.ignored


@settings(max_examples=5)
@given(st.lists(SEEDS, min_size=5, max_size=20))
def test_changed_files_are_read_or_rejected(seeds):
    """No hang, no end of the parent, and the good file beside them is read."""
    check(seeds)


@pytest.mark.nightly
@settings(max_examples=NIGHTLY_BATCHES, derandomize=False)
@given(st.lists(SEEDS, min_size=10, max_size=20))
def test_very_many_changed_files_are_read_or_rejected(seeds):
    """The same for ten minutes."""
    check(seeds)
