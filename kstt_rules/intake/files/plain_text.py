"""Tables in plain text: the encoding and the separator that a file was written with, and errors written as text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kstt_rules.intake.files.child_cells import ERROR_TEXT
from kstt_rules.intake.files.uneven_rows import Doubts, unlike_others, unsure

_TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\x0b\x0c\r")
_SIGNS_A_CONTROL = 100
"""How many signs a text has for each control character in it, which is not shown; other files have fewer."""
_LONGEST_FIELD = 1_000_000
_MOST_OPEN_QUOTES = 1_000
_LINES_LOOKED_AT = 50
_SIGNS_LOOKED_AT = 50_000
# Signs that stand behind a letter in text for the fonts of TCVN3 and VNI, and never in the Windows code page.
_FONT_TEXT = re.compile(rb"[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbe]|[AEOaeo][\xc4\xc5\xcf\xd6\xd8\xe4\xe5\xef\xf6\xf8]")


def decoded(data: bytes) -> str | None:
    """Return the text of a file, or None where it is not text in an encoding that is used in Viet Nam."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                continue
            text = data.decode(encoding, "replace")  # it breaks off within a letter
        controls = _CONTROLS.intersection(set(text))
        if sum(map(text.count, controls)) * _SIGNS_A_CONTROL > len(text):
            return None
        return text.translate(dict.fromkeys(map(ord, controls))) if controls else text
    return None


def _encodings(data: bytes) -> Iterator[str]:
    """Yield the encodings that a text may have, in the order in which they are tried."""
    if data.startswith(_UTF_16):
        yield "utf-16"
        return
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves = data[start:_SIGNS_LOOKED_AT:2]
        if len(data) % 2 == 0 and halves.count(0) * 2 > len(halves):
            yield encoding
            return
    yield "utf-8-sig"
    yield _code_page(data)


def rows(text: str, doubts: Doubts) -> Iterator[list[Any]]:
    """Yield the rows of a table in text, errors that stand in it marked; raises csv.Error.

    ``doubts`` gets the numbers of rows by what is odd about them: "open_quote", a quote that is not closed where it
    should be, which is read as if it did not stand there, so that it takes in no row below; "long_row", more fields
    than all rows above, so that nobody can say which of them is which; "cut_row", a last row that ends too early.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(text)
    found = (
        _quoted(text, delimiter, doubts.setdefault("open_quote", []))
        if '"' in text
        else csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    )
    width = _usual_width(text[:_SIGNS_LOOKED_AT].splitlines()[:-1] or [text], delimiter)
    found = unlike_others(found, width, doubts, is_ended=text.endswith(("\n", "\r")))
    yield from with_errors(found) if "#" in text else found


class _Lines(Iterator[str]):
    """The lines of a text, to be read again from any of them."""

    def __init__(self, text: str) -> None:
        self.all = list(io.StringIO(text, newline=""))
        self.at = 0

    def __next__(self) -> str:
        if self.at == len(self.all):
            raise StopIteration
        self.at += 1
        return self.all[self.at - 1]


def _quoted(text: str, delimiter: str, open_quotes: list[int]) -> Iterator[list[Any]]:
    lines = _Lines(text)
    width = _usual_width(lines.all, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)  # a quote may stand behind spaces
    number = 0
    while lines.at < len(lines.all):
        start, number = lines.at, number + 1
        row = _next(reader)
        if row is None or _swallows(
            row, lines.all[start : lines.at], width, delimiter, is_last=lines.at == len(lines.all)
        ):
            if len(open_quotes) == _MOST_OPEN_QUOTES:
                raise csv.Error("too many quotes that are not closed")
            open_quotes.append(number)
            lines.at = start + 1
            row = _bare(lines.all[start], delimiter, width)
        yield row


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(reader)
    except csv.Error:  # a quote has taken in more than a field may hold
        return None


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    """Return how many fields most of the first lines without quotes have, 0 where there are none."""
    widths = Counter(len(_fields(line, delimiter)) for line in lines[:_LINES_LOOKED_AT] if '"' not in line)
    return widths.most_common(1)[0][0] if widths else 0


def _swallows(row: Sequence[str], lines: Sequence[str], width: int, delimiter: str, *, is_last: bool) -> bool:
    """Tell whether a quote in a row takes in what does not belong to its field: fields or whole lines.

    It does where it is not closed or closed amid a text, where each of the lines is a row by itself, and where the
    first of them is one and all together are not.
    """
    is_odd = is_last and sum(line.count('"') for line in lines) % 2 == 1
    if len(lines) == 1:
        return is_odd and len(row) != width
    are_whole = [len(_fields(line, delimiter)) == width > 1 for line in lines]
    return is_odd or all(are_whole) or (are_whole[0] and len(row) != width) or not _is_strict(lines, delimiter)


def _is_strict(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether every quote that closes stands at the end of its field."""
    try:
        next(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error:
        return False
    return True


def _bare(line: str, delimiter: str, width: int) -> list[Any]:
    """Return the fields of a line without its quotes; unsure ones where they are not as many as in other lines."""
    fields = [field.strip().strip('"') for field in _fields(line, delimiter)]
    return fields if len(fields) == width else unsure(fields)


def _fields(line: str, delimiter: str) -> list[str]:
    return line.rstrip("\r\n").split(delimiter)


def with_errors(rows: Iterable[list[str]]) -> Iterator[list[Any]]:
    """Make a pair of E and the text of what a spreadsheet program wrote for an error, or for a value too wide."""
    for row in rows:
        yield [("E", cell) if cell[:1] == "#" and ERROR_TEXT.fullmatch(cell.strip()) else cell for cell in row]


def _code_page(data: bytes) -> str:
    return "latin-1" if _FONT_TEXT.search(data) else "cp1258"


def delimiter_of(path: Path) -> str:
    """Return what parts the fields of a file in plain text; empty for a file of another kind."""
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        return ""
    text = decoded(path.read_bytes())
    return "" if text is None or text.lstrip().startswith("<") else _delimiter(text)


def _delimiter(text: str) -> str:
    """Choose what splits the first lines into most fields; the comma when nothing splits them."""
    lines = text[:_SIGNS_LOOKED_AT].splitlines()[:20]
    by_line = [[line] for line in lines]  # one by one, so that no open quote takes in the lines below it
    return max(
        ",;\t|",
        key=lambda sign: sum(
            len(row) for line in by_line for row in csv.reader(line, delimiter=sign, skipinitialspace=True)
        ),
    )
