"""Tables in plain text: the encoding and the separator that a file was written with, and errors written as text."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset("\t\n\x0b\x0c\r")
_LONGEST_FIELD = 1_000_000
# Signs that stand behind a letter in text for the fonts of TCVN3 and VNI, and never in the Windows code page.
_FONT_TEXT = re.compile(rb"[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbe]|[AEOaeo][\xc4\xc5\xcf\xd6\xd8\xe4\xe5\xef\xf6\xf8]")

_ERROR_TEXT = re.compile(r"#(?:N/A|(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC)!|NAME\?|##+)")


def decoded(data: bytes) -> str | None:
    """Return the text of a file, or None where it is none in an encoding that is used in Viet Nam."""
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", _code_page(data)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        is_text = not any(letter < " " and letter not in _TEXT_CONTROLS for letter in set(text))
        return text if is_text else None
    return None


def rows(text: str) -> Iterator[list[Any]]:
    """Yield the rows of a table in text, errors that stand in it marked. Raises csv.Error."""
    csv.field_size_limit(_LONGEST_FIELD)
    found = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    yield from with_errors(found) if "#" in text else found


def with_errors(rows: Iterable[list[str]]) -> Iterator[list[Any]]:
    """Make a pair of E and the text of what a spreadsheet program wrote for an error, or for a value too wide."""
    for row in rows:
        yield [("E", cell) if cell[:1] == "#" and _ERROR_TEXT.fullmatch(cell.strip()) else cell for cell in row]


def _code_page(data: bytes) -> str:
    return "latin-1" if _FONT_TEXT.search(data) else "cp1258"


def _delimiter(text: str) -> str:
    """Choose what splits the first lines into most fields; the comma when nothing splits them."""
    lines = text[:50_000].splitlines()[:20]
    return max(",;\t", key=lambda sign: sum(map(len, csv.reader(lines, delimiter=sign))))
