"""What the readers found, held against what LibreOffice shows: nothing shown may be missing, and nothing be made up."""

import re
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from compose_docx import UNSHOWN

from kstt_rules.intake.files.cells import MARK

_DAY_ZERO = date(1899, 12, 30)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def sheet_differences(shown, content):
    """Yield what differs between the sheets that are shown and what was read of a file.

    A file that was refused as a whole says so to its sender: it has no difference.
    """
    if content.fault is not None:
        return
    read = {sheet.name.strip(): sheet for sheet in content.sheets}
    for sheet in shown:
        yield from _of_sheet(sheet, read.get(sheet.name.strip()))


def _of_sheet(shown, sheet):
    rows = {} if sheet is None else dict(zip(sheet.numbers, sheet.rows, strict=True))
    last = max([len(shown.rows), *rows])
    for number, cells in zip_longest(range(1, last + 1), shown.rows):
        own = rows.get(number, ())
        for column, (see, cell) in enumerate(zip_longest(cells or (), own)):
            if not is_same(see, cell, is_decoded=sheet is not None and sheet.encoding is not None):
                yield f"{shown.name}!{number},{column}: shown {see and see.text!r}, read {cell!r}"


def is_same(see, cell, *, is_decoded=False):
    """Tell whether a cell that is shown was read: a text as it stands, a value as what its format shows."""
    text = "" if see is None else squeezed(see.text)
    if not text or cell is None:
        return not text and cell is None
    if isinstance(cell, str) and cell.startswith(MARK):
        return _is_marked(text, cell[1], cell[2:])
    if isinstance(cell, str):
        words, own = text.split(), cell.split()
        return (
            is_decoded or words == own or (len(words) < len(own) and "".join(words) == "".join(own))
        )  # breaks unshown
    return not see.is_text and _may_show(text, cell)


def _is_marked(text, kind, value):
    match kind:
        case "D":
            year, month, day = map(int, value.split("-"))
            if text == str((date(year, month, day) - _DAY_ZERO).days):
                return True
            numbers = {int(number) for number in re.findall(r"\d+", text)}
            return {day, month} <= numbers and not numbers.isdisjoint({year, year % 100})
        case "B":
            return text.upper() in (("TRUE", "1") if value == "1" else ("FALSE", "0"))
        case "L":
            return text.startswith(squeezed(value.rstrip("…")))
        case "E":
            return text == squeezed(value) or text.startswith(("#", "Err:"))
        case _:
            return True  # times, numbers of days from 1904, and formulas that LibreOffice computes by itself


def _may_show(text, number):
    """Tell whether a text may show a number: to as many digits as it has, when nothing else is in it."""
    if not _NUMBER.fullmatch(text):
        return any(sign.isdigit() for sign in text)
    digits = len(text.partition(".")[2])
    return abs(float(text) - number) <= 0.500001 * 10**-digits


def squeezed(text):
    """Return a text with the space in it made one."""
    return " ".join(text.split())


def document_differences(page, content):
    """Yield the texts of cells that a document is shown with and that were not read, and what is read and not shown."""
    if content.fault is not None:
        return
    read = squeezed(" ".join(str(cell) for sheet in content.sheets for row in sheet.rows for cell in row if cell))
    for text in map(_plain, map("".join, page.cells)):
        if text not in read:
            yield f"shown {text!r}"
    shown = _plain("".join(page.words))
    for sheet in content.sheets:
        for number, row in zip(sheet.numbers, sheet.rows, strict=True):
            yield from (
                f"{sheet.name}!{number}: read {cell!r}" for cell in row if cell and squeezed(str(cell)) not in shown
            )


def _plain(text):
    """Return a text of a page without the marks of controls and fields, and without what is not shown."""
    return squeezed(re.sub(rf"""[\x00-\x08\u200d]|MERGEFIELD n|HYPERLINK "" \\+l "a"|{UNSHOWN}""", "", text))


def page_differences(shown, content):
    """Yield what differs between the one table of a page and what was read of it."""
    if content.fault is None:
        yield from sheet_differences([sheet._replace(name="Bảng 1") for sheet in shown], content)


def text_differences(shown, content):
    """Yield what differs between a table in text that is shown and what was read, but for its quotes.

    Where one is not closed LibreOffice takes in what follows and we do not: then all must be there in its order.
    """
    if content.fault is not None:
        return
    (sheet,), (read,) = shown, content.sheets
    if not read.doubts:
        rows = [[cell._replace(text=cell.text.replace('"', "")) for cell in row] for row in sheet.rows]
        own = [[cell.replace('"', "") or None if cell else cell for cell in row] for row in read.rows]
        yield from _of_sheet(sheet._replace(rows=rows), replace(read, rows=own))
        return
    texts = ("".join(cell.text for row in sheet.rows for cell in row), _joined(read))
    see, found = (re.sub(r'[\s",;]', "", text) for text in texts)
    if see != found:
        yield f"shown {see!r}, read {found!r}"


def _joined(sheet):
    return "".join(re.sub(f"^{MARK}[EU]", "", cell) for row in sheet.rows for cell in row if cell)
