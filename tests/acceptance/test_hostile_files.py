"""Files that are broken, disguised or made to harm: one message each, and everything else is read."""

import io
import json
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
from functools import cache

import docx
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet

from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

SPECIAL = {
    "pipe.xlsx": "not_a_file",
    "zeros.csv": "linked_file",
    "loop.xlsx": "not_found",
    "gone.csv": "not_found",
    "memory.csv": "linked_file",
    "circle": "linked_folder",
}
"""What is no file of the folder, with the reason: links are not followed out of it."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(cells=((0, 0, "Tên đơn vị"), (1, 0, "Sở A"))):
    """Return a workbook with a sheet of units."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Đơn vị")
        for cell in cells:
            sheet.write(*cell)
    return stream.getvalue()


def edited(member, edit):
    """Return the workbook with one of its parts changed."""
    return repacked(workbook(), member, edit)


def repacked(data, member, edit):
    """Return an archive with one of its parts changed."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, edit(content) if name == member else content)
    return target.getvalue()


def moved_to(place):
    """Return the workbook with its last cell in another place."""
    return edited("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="A2"', f'r="{place}"'.encode()))


def zipped(**members):
    """Return an archive that is no workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


UNPACKED = 80_000_000


@cache
def bomb():
    """Return a workbook that unpacks to very much more."""
    return edited("xl/sharedStrings.xml", lambda xml: xml + b" " * (UNPACKED - len(xml)))


def lying_bomb():
    """Return the bomb that says it unpacks to little."""
    return bomb().replace(struct.pack("<I", UNPACKED), struct.pack("<I", 1000))


def echo():
    """Return a workbook in which very many cells refer to one very long text."""
    long = b"x" * 1_000_000
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(3, 3000))
    source = io.BytesIO(edited("xl/sharedStrings.xml", lambda xml: xml.replace(b"<t>", b"<t>" + long, 1)))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content.replace(b"</sheetData>", cells + b"</sheetData>"))
    return target.getvalue()


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (ord("b") + level, b"&%c;" % (ord("a") + level) * 1000) for level in range(2))
    + b"]>"
)


def laughs():
    """Return a workbook whose shared text would be a million laughs, were its entities expanded."""
    return edited(
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst", LAUGHS + b"<sst", 1).replace("Sở A".encode(), b"&c;"),
    )


def open_document(prologue, cell, *, repeated=b"1"):
    """Return an open document with one row, repeated, of one cell, repeated."""
    prefixes = (b"office", b"table", b"text")
    names = b" ".join(b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name) for name in prefixes)
    content = b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8"?>' + prologue + b"<office:document-content " + names + b">",
            b'<office:body><office:spreadsheet><table:table table:name="S">',
            b'<table:table-row table:number-rows-repeated="' + repeated + b'">',
            b'<table:table-cell office:value-type="string" table:number-columns-repeated="16384">' + cell,
            b"</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>",
            b"</office:document-content>",
        )
    )
    stream = io.BytesIO()
    OpenDocumentSpreadsheet().write(stream)
    return repacked(stream.getvalue(), "content.xml", lambda _: content)


def word(prologue, body):
    """Return a document of one paragraph."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    start = (
        b'<?xml version="1.0"?>' + prologue + b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml'
    )
    content = start + b'/2006/main"><w:body><w:p><w:r><w:t>' + body + b"</w:t></w:r></w:p></w:body></w:document>"
    return repacked(stream.getvalue(), "word/document.xml", lambda _: content)


def nested():
    """Return an archive within an archive, forty deep."""
    data = workbook()
    for _ in range(40):
        data = zipped(**{"a.zip": data})
    return data


def far_xls():
    """Return an old workbook with cells in its first and last rows and columns."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "Tên đơn vị")
    sheet.write(65_535, 255, "x")
    book.save(stream)
    return stream.getvalue()


def locked_xls():
    """Return an old workbook whose first record after the beginning says that a password locks it."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("S").write(0, 0, "x")
    book.save(stream)
    written_by, locked_by = struct.pack("<HH", 0x5C, 112), struct.pack("<HH", 0x2F, 112)
    return stream.getvalue().replace(written_by, locked_by, 1)


def locked_ods():
    """Return an open document whose manifest says that its content is encrypted."""
    manifest = (
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    )
    document = repacked(open_document(b"", b""), "content.xml", lambda _: random.Random(5).randbytes(500))
    return repacked(
        document, "META-INF/manifest.xml", lambda xml: xml.replace(b"</manifest:manifest>", manifest + b"</")
    )


DEEP_TABLES = b"<w:tbl><w:tr><w:tc>" * 3000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 3000

HOSTILE = {
    "locked.xls": (locked_xls, {"password"}),
    "locked.ods": (locked_ods, {"password"}),
    "nested.xlsx": (nested, {"not_a_workbook"}),
    "far-cell.xls": (far_xls, {"too_large", "crashed"}),
    "deep.docx": (lambda: word(b"", b"</w:t></w:r></w:p>" + DEEP_TABLES + b"<w:p><w:r><w:t>"), {"damaged"}),
    "deep.xls": (lambda: b"<table><tr><td>" * 20_000, {"web_page"}),
    "truncated.xlsx": (lambda: workbook()[:3000], {"damaged"}),
    "random.xlsx": (lambda: random.Random(1).randbytes(5000), {"not_a_workbook"}),
    "random-zip.xlsx": (lambda: b"PK\x03\x04" + random.Random(2).randbytes(5000), {"damaged"}),
    "random.csv": (lambda: random.Random(3).randbytes(5000), {"not_a_workbook"}),
    "bomb.xlsx": (bomb, {"too_large"}),
    "lying-bomb.xlsx": (lying_bomb, {"too_large", "damaged", "crashed"}),
    "echo.xlsx": (echo, {"too_large", "crashed"}),
    "far-cell.xlsx": (lambda: moved_to("XFD1048576"), {"too_large", "crashed"}),
    "farther-cell.xlsx": (lambda: moved_to("ZZZZ999999"), {"too_large", "crashed"}),
    "farthest-cell.xlsx": (lambda: moved_to("ZZZZZZZZZZ99999999999"), {"damaged", "crashed"}),
    "bad-xml.xlsx": (lambda: edited("xl/worksheets/sheet1.xml", lambda xml: xml[:-40] + b"<<<"), {"damaged"}),
    "encrypted.xlsx": (lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512), {"password"}),
    "ole.xls": (lambda: OLE + random.Random(4).randbytes(5000), {"damaged", "crashed"}),
    "page.xls": (lambda: b"<html><p>S\xe1\xbb\x9f A</p></html>", {"web_page"}),
    "tables.xls": (lambda: b"<table>" * 20_000 + b"<tr><td rowspan=9999 colspan=9999>x" * 10, {"too_large"}),
    "laughs.xlsx": (laughs, {"damaged"}),
    "laughs.ods": (lambda: open_document(LAUGHS, b"<text:p>&c;</text:p>"), {"damaged"}),
    "echo.ods": (
        lambda: open_document(b"", b"<text:p>x</text:p>", repeated=b"1048576"),
        {"too_large", "damaged", "crashed"},
    ),
    "laughs.docx": (lambda: word(LAUGHS, b"&c;"), {"no_table"}),
    "bomb.docx": (lambda: word(b"", b" " * UNPACKED), {"too_large"}),
    "bad.docx": (lambda: word(b"", b"<w:p>"), {"damaged"}),
    "xml.xls": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', {"web_page"}),
    "letter.xlsx": (lambda: zipped(word__document="<w:document/>"), {"not_a_workbook"}),
    "scan.xlsx": (lambda: b"%PDF-1.7\n\x00\x01\xff", {"not_a_workbook"}),
    "empty.xlsx": (lambda: b"", {"empty_file"}),
    "blank.csv": (lambda: b" \r\n", {"empty_file"}),
}
"""What makes each file, only where it is needed: some take long; and the reasons that may be told of it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of all these files, with good ones before, between and after them."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in HOSTILE.items():
        (folder / name).write_bytes(content())
    for name in ("a.xlsx", "m.xlsx", "z.xlsx"):
        (folder / name).write_bytes(workbook(((0, 0, "Tên đơn vị"), (1, 0, f"Sở {name[0]}"))))
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "loop.xlsx").symlink_to(folder / "loop.xlsx")
    (folder / "gone.csv").symlink_to(folder / "nowhere.csv")
    (folder / "memory.csv").symlink_to("/proc/self/mem")
    (folder / "zeros.csv").symlink_to("/dev/zero")
    (folder / "circle").symlink_to(folder)
    return folder


def test_each_hostile_file_is_one_reject_and_the_others_are_read(folder):
    """Each message says why in two languages; no row of a good file is lost."""
    dossier = read_dossier([folder], base_vocabulary())
    reasons = {reject.file: reject.reason for reject in dossier.rejects}
    assert len(reasons) == len(dossier.rejects)
    expected = {name: allowed for name, (_, allowed) in HOSTILE.items()}
    expected |= {name: {reason} for name, reason in SPECIAL.items()}
    assert {name: (reason, reason in expected[name]) for name, reason in reasons.items()} == {
        name: (reasons[name], True) for name in expected
    }
    assert all(reject.sheet is None and reject.message.vi and reject.message.en for reject in dossier.rejects)
    assert dossier.tables["unit"].frame["id"].tolist() == ["so-a", "so-m", "so-z"]
    read = {file.file: (file.read, file.accepted) for file in dossier.inputs if file.read}
    assert read == {"a.xlsx": (2, 1), "m.xlsx": (2, 1), "z.xlsx": (2, 1)}


def test_a_cell_far_below_the_table_does_no_harm(tmp_path):
    """A stray cell in the last row of a sheet leaves the table as it is."""
    (tmp_path / "a.xlsx").write_bytes(workbook(((0, 0, "Tên đơn vị"), (1, 0, "Sở A"), (1_048_575, 1, "lạc"))))
    dossier = read_dossier([tmp_path], base_vocabulary())
    assert dossier.tables["unit"].frame["name"].tolist() == ["Sở A"]
    assert [(file.read, file.accepted, file.ignored) for file in dossier.inputs] == [(3, 1, 2)]


def test_wrong_dimensions_of_a_sheet_do_no_harm(tmp_path):
    """What a sheet says of its own size is not believed."""
    (tmp_path / "a.xlsx").write_bytes(
        edited("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:A2"', b'ref="A1:ZZZZ999999"'))
    )
    assert len(read_dossier([tmp_path], base_vocabulary()).tables["unit"]) == 1


def test_a_search_for_formulas_stays_short(tmp_path):
    """Whatever is never closed; and what is no cell overwrites none."""
    unclosed = b"<!--" + b'<c r="A1" ><f>' * 60_000 + b"<row " * 60_000 + b"-->"
    (tmp_path / "a.xlsx").write_bytes(
        edited("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + unclosed))
    )
    started = time.monotonic()
    assert len(read_dossier([tmp_path], base_vocabulary()).tables["unit"]) == 1
    assert time.monotonic() - started < 10


WITH_PEAK = """
import resource, sys
from kstt_rules.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
"""A command in a process of its own, which then says how much memory its readers took at most, in kB."""


def test_the_audit_goes_on_and_the_exit_code_tells(folder, tmp_path):
    """Results of the other files name each that was not read; the first are told at once, without a traceback."""
    arguments = ["audit", str(folder), "--as-of", "2022-03-31", "-o", str(tmp_path / "result.json")]
    done = subprocess.run([sys.executable, "-c", WITH_PEAK, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert {file["file"] for file in result["inputs"] if file["rows"]["accepted"]} == {"a.xlsx", "m.xlsx", "z.xlsx"}
    assert {reject["file"] for reject in result["rejects"]} == {*HOSTILE, *SPECIAL}
    told = [line.split(": ")[1] for line in done.stderr.splitlines()]
    assert len(told) > 1
    assert {*told[:-1]} < {*HOSTILE, *SPECIAL}
    assert int(done.stdout.splitlines()[-1]) < 1_000_000
