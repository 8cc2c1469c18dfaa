"""The lines of a regulation's text, from a plain-text or a Word file, with what cannot be seen made uniform."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from unicodedata import normalize

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError, reason
from kstt_rules.base.text_keys import D_LOOKALIKES
from kstt_rules.official_text.word import WordTable, word_lines

MAX_BYTES: Final = 20_000_000

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_END = re.compile(r"\r\n?|\n")
_PAGE_NUMBER = re.compile(r"(?:trang )?(?:[0-9]{1,3}(?:/[0-9]{1,3})?)?", re.IGNORECASE)
_PAGE_LAYOUT = re.compile(r"điều [0-9]+[.:]|số ?:|cộng h[òo]a xã|nơi nhận|(?:tm|kt|tl)\. ", re.IGNORECASE)
_RULING: Final = "-–_* "


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something, with its 1-based number in the file.

    A table of a Word file is one (``is_table``): a row on each line of its text, cells between bars.
    """

    number: int
    text: str
    is_table: bool = False


def read_lines(path: Path) -> list[Line]:
    """Read the lines of a .txt file in UTF-8 or a .docx file, without blank lines and page numbers.

    The text is NFC with single spaces, the letter Đ and no invisible characters. In a Word file each
    paragraph, and each line within one, counts as a line; a table that holds data is one Line. Raises InputError
    for what cannot be read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(both("{path}: the file is larger than {most:,} bytes").format(path=path, most=MAX_BYTES))
        raw = _raw_lines(path)
    except OSError as error:
        raise InputError(both("{path}: cannot be read: {reason}").format(path=path, reason=reason(error))) from error
    return [line for line in _numbered(raw) if line.is_table or not _PAGE_NUMBER.fullmatch(line.text.strip(_RULING))]


def _numbered(raw: Iterable[str | WordTable]) -> Iterator[Line]:
    number = 1
    for block in raw:
        texts = [block] if isinstance(block, str) else [text for row in block for cell in row for text in cell]
        if isinstance(block, str) or not _holds_data(block):
            yield from (Line(place, plain(text)) for place, text in enumerate(texts, number))
        else:
            rows = (" | ".join(plain(" ".join(cell)) for cell in row) for row in block)
            yield Line(number, "\n".join(rows), is_table=True)
        number += len(texts)


def _holds_data(table: WordTable) -> bool:
    """Tell a table of data from one that only lays out a page, such as a letterhead or signatures."""
    texts = [plain(text) for row in table for cell in row for text in cell]
    several = len(table) > 1 and max(map(len, table)) > 1
    return several and not any(map(_PAGE_LAYOUT.match, texts))


def plain(text: str) -> str:
    """Return text as NFC with single spaces, the letter Đ for its look-alikes, and nothing invisible.

    Two apostrophes, as some texts quote with, become one quotation mark.
    """
    seen = normalize("NFC", _INVISIBLE.sub("", text)).translate(D_LOOKALIKES)
    return " ".join(seen.replace("''", '"').split())


def _raw_lines(path: Path) -> Sequence[str | WordTable]:
    match path.suffix.lower():
        case ".txt":
            return _text_lines(path)
        case ".docx":
            return word_lines(path, most_bytes=MAX_BYTES)
        case _:
            raise InputError(both("{path}: give the text of a regulation as .txt (UTF-8) or .docx").format(path=path))


def _text_lines(path: Path) -> list[str]:
    try:
        return _LINE_END.split(path.read_bytes().decode())
    except UnicodeDecodeError as error:
        raise InputError(both("{path}: this is not UTF-8 text; save it as UTF-8 or .docx").format(path=path)) from error
