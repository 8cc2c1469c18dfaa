"""Binary workbooks (.xlsb) put together at random from what the format allows, record by record."""

import io
import zipfile
from struct import pack

from drawing import Drawing

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.ms-excel"
_FIRST_STYLE, _DAY, _TEXT_STYLE, _PERCENT = range(4)
_ERRORS = (0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A)


def record(kind, content=b""):
    """Return a record: the bytes of its number and length have seven bits each."""
    return _number(kind) + _number(len(content)) + content


def text(words):
    """Return a text with its length."""
    data = words.encode("utf-16-le")
    return pack("<I", len(data) // 2) + data


def _number(value):
    data = b""
    while value > 127:
        data += bytes([value & 127 | 128])
        value >>= 7
    return data + bytes([value])


def row(number, flags=0):
    """Return the record that begins a row; 0x10 among its flags hides it."""
    return record(0, pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))


def cell(kind, column, content=b"", style=0):
    """Return a record of a cell."""
    return record(kind, pack("<II", column, style) + content)


def formula(kind, column, result):
    """Return a cell whose formula is its result: of a text 8, a number 9, yes or no 10, an error 11."""
    token = {8: b"\x17" + result[:2] + result[4:], 9: b"\x1f" + result, 10: b"\x1d" + result, 11: b"\x1c" + result}[
        kind
    ]
    return cell(kind, column, result + pack("<HI", 0, len(token)) + token + pack("<I", 0))


def workbook(sheets, texts, *, date_1904=False, hidden=()):
    """Return the bytes of a workbook: names of sheets with the records of their rows and those beside them."""
    listed = b"".join(
        record(156, pack("<II", at in hidden, at + 1) + text(f"rId{at + 1}") + text(name))
        for at, name in enumerate(sheets)
    )
    book = record(131) + record(153, pack("<II", date_1904, 0) + text("")) + record(143) + listed
    parts = {f"xl/worksheets/sheet{at}.bin": _sheet(*rows) for at, rows in enumerate(sheets.values(), 1)}
    shared = record(159, pack("<II", len(texts), len(texts))) + b"".join(
        record(19, b"\0" + text(words)) for words in texts
    )
    relations = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)]
    relations += [("rId90", "styles", "styles.bin"), ("rId91", "sharedStrings", "sharedStrings.bin")]
    written = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": book + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": _relations(relations),
        "xl/styles.bin": _styles(),
        "xl/sharedStrings.bin": shared + record(160),
    } | parts
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _sheet(rows, before=b"", behind=b""):
    size = record(148, pack("<IIII", 0, 0, 0, 0))
    return record(129) + size + before + record(145) + rows + record(146) + behind + record(130)


def _styles():
    formats = record(615, pack("<I", 1)) + record(44, pack("<H", 170) + text("dd/mm/yyyy")) + record(616)
    font = pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + bytes([3, 0, 0, 0, 0, 0, 0, 255]) + b"\2" + text("Arial")
    fonts = record(611, pack("<I", 1)) + record(43, font) + record(612)
    styles = b"".join(record(47, pack("<5HBBHH", 0, kind, 0, 0, 0, 0, 0, 0, 1)) for kind in (0, 170, 49, 9))
    cells = record(617, pack("<I", 4)) + styles + record(618)
    return record(278) + formats + fonts + cells + record(279)


def _relations(found):
    listed = "".join(f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{to}"/>' for key, kind, to in found)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _types(parts):
    named = [
        ("xl/workbook.bin", "sheet.binary.macroEnabled.main"),
        ("xl/styles.bin", "styles"),
        ("xl/sharedStrings.bin", "sharedStrings"),
        *((part, "worksheet") for part in parts),
    ]
    listed = "".join(f'<Override PartName="/{part}" ContentType="{_KIND}.{name}"/>' for part, name in named)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="{_KIND}"/>{listed}</Types>'
    )


def compose(seed):
    """Return the bytes of a workbook, and the names of what is in it."""
    draw, texts = Drawing(seed), []
    names = ["Công chức đầu mối", "Báo cáo", "Trang 3"][: draw.one_of(1, 2, 3)]
    sheets = {name: _drawn_sheet(draw, texts) for name in names}
    hidden = {at for at, _ in enumerate(names) if at and draw.may("hidden sheet")}
    return workbook(sheets, texts, hidden=hidden), draw.used


def _drawn_sheet(draw, texts):
    width, number, rows = draw.random.randint(1, 6), -1, b""
    for _ in range(draw.random.randint(1, 8)):
        number += draw.one_of(1, 2, 5)
        rows += row(number, 0x10 if draw.may("hidden row", 0.1) else 0)
        for column in range(width):
            rows += _drawn_cell(draw, texts, column)
    columns = record(60, pack("<IIIIH", 1, 2, 2304, 0, 1)) if draw.may("hidden columns", 0.1) else b""
    before = record(390) + columns + record(391) if columns else b""
    merged = record(177, pack("<I", 1)) + record(176, pack("<IIII", 1, 1, 0, 1)) + record(178)
    return rows, before, merged if draw.may("merge", 0.2) else b""


def _drawn_cell(draw, texts, column):
    kinds = {
        "shared": lambda: cell(7, column, pack("<I", _placed(texts, draw.word()))),
        "text in the cell": lambda: cell(6, column, text(draw.word())),
        "rich text in the cell": lambda: cell(62, column, b"\0" + text(draw.word())),
        "whole number": lambda: cell(2, column, pack("<i", draw.random.randint(-9, 9999) << 2 | 2)),
        "hundredths": lambda: cell(2, column, pack("<i", draw.random.randint(1, 9999) << 2 | 3)),
        "number": lambda: cell(5, column, pack("<d", 7.5)),
        "day": lambda: cell(5, column, pack("<d", 44651), _DAY),
        "day as a whole number": lambda: cell(2, column, pack("<i", 44651 << 2 | 2), _DAY),
        "number as text": lambda: cell(5, column, pack("<d", 123), _TEXT_STYLE),
        "percent": lambda: cell(5, column, pack("<d", 0.25), _PERCENT),
        "yes or no": lambda: cell(4, column, bytes([draw.one_of(0, 1)])),
        "error": lambda: cell(3, column, bytes([draw.random.choice(_ERRORS)])),
        "computed text": lambda: formula(8, column, text(draw.word())),
        "computed number": lambda: formula(9, column, pack("<d", 2)),
        "computed yes or no": lambda: formula(10, column, b"\1"),
        "computed error": lambda: formula(11, column, bytes([draw.random.choice(_ERRORS)])),
        "empty": lambda: cell(1, column),
        "none": lambda: b"",
    }
    name = draw.one_of(*kinds)
    draw.used.add(name)
    return kinds[name]()


def _placed(texts, words):
    texts.append(words)
    return len(texts) - 1
