"""The index of letters, a workbook for the registry of the office: which letter goes to whom, and about how much."""

from collections.abc import Sequence
from typing import BinaryIO, Final

from kstt_rules.model.letter import Letter, Letters, Matters
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.letters.naming import called
from kstt_rules.outputs.letters.request import requests
from kstt_rules.outputs.letters.sending import Sending, numbers
from kstt_rules.outputs.official_layout import numbered
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.wording import capital
from kstt_rules.outputs.workbook import Book, BookCell, Heading

_PLACE: Final = Heading(texts.PLACE, 6)
_TO: Final = (Heading(texts.LETTER_NUMBER, 13), Heading(texts.RECIPIENT, 32))
_UNIT: Final = Heading(texts.UNIT, 32)
_DISTRICT: Final = Heading(texts.DISTRICT, 18)
_FILE: Final = Heading(texts.FILE, 40)
_MORE: Final = (Heading(texts.IN_ANNEX, 40), Heading(texts.NOTE, 22))
_COUNT_WIDTH: Final = 12


def write_index(letters: Letters, sending: Sending, stream: BinaryIO) -> None:
    """Write the index: a row a letter, then whoever gets none; and on another sheet a row a body written about."""
    _Index(letters, sending).write(stream)


class _Index:
    """The index of some letters; there is no column for breaches and districts that nothing is written about."""

    def __init__(self, letters: Letters, sending: Sending) -> None:
        self._letters, self._sending = letters, sending
        self._where = [_DISTRICT, _FILE] if letters.districts else [_FILE]
        told = [part for letter in letters.written for part in letter.parts] + [*letters.unaddressed]
        kinds = (Severity.VIOLATION, Severity.REVIEW, Severity.INFO)
        self._kinds = [kind for kind in kinds if kind is not Severity.INFO or any(part.count(kind) for part in told)]
        self._counts = [
            Heading(label, _COUNT_WIDTH) for label in (*(texts.KINDS[kind] for kind in self._kinds), texts.ASKED)
        ]

    def write(self, stream: BinaryIO) -> None:
        letters, sending = self._letters, self._sending
        book = Book(stream, title=texts.INDEX_FILE.removesuffix(".xlsx"), day=sending.day, language="vi")
        told = zip(letters.written, numbers(letters.written, sending.letterhead), strict=True)
        rows = [self._letter(letter, number) for letter, number in told]
        rows += [self._unaddressed(part) for part in letters.unaddressed]
        book.table(texts.INDEX, [_PLACE, *_TO, *self._where, *self._counts, *_MORE], _numbered(rows), len(rows))
        parts = [(part, letter) for letter in letters.written for part in letter.parts]
        rows = [self._unit(part, letter.file) for part, letter in parts if part.findings or part.requests]
        book.table(texts.INDEX_BY_UNIT, [_PLACE, _UNIT, *self._where, *self._counts], _numbered(rows), len(rows))
        book.close()

    def _letter(self, letter: Letter, number: int | None) -> list[BookCell]:
        told = "" if letter.is_own else numbered(number, self._sending.letterhead.symbol).strip()
        annexed = ", ".join(called(part.unit, part.tier) for part in letter.annex)
        return [
            BookCell(told),
            BookCell(called(letter.unit, letter.tier)),
            *self._placed(letter, letter.file),
            *self._counted(letter.parts),
            BookCell(annexed),
            BookCell(texts.OWN_PAGE if letter.is_own else ""),
        ]

    def _unaddressed(self, part: Matters) -> list[BookCell]:
        name, blank = BookCell(part.unit.name), BookCell("")
        return [blank, name, *self._placed(None, ""), *self._counted([part]), blank, BookCell(texts.UNADDRESSED)]

    def _unit(self, part: Matters, file: str) -> list[BookCell]:
        name = BookCell(called(part.unit, part.tier))
        return [name, *self._placed(part, file), *self._counted([part])]

    def _placed(self, part: Matters | None, file: str) -> list[BookCell]:
        """Return the district of a body, where any has one, and the file of its letter."""
        if not self._letters.districts:
            return [BookCell(file)]
        district = None if part is None else self._letters.districts.get(part.unit)
        return [BookCell("" if district is None else capital(district.name.removeprefix("UBND "))), BookCell(file)]

    def _counted(self, parts: Sequence[Matters]) -> list[BookCell]:
        counts = [sum(part.count(kind) for part in parts) for kind in self._kinds]
        return [BookCell(count, "tally") for count in (*counts, sum(len(requests(part.requests)) for part in parts))]


def _numbered(rows: Sequence[Sequence[BookCell]]) -> list[list[BookCell]]:
    return [[BookCell(place, "total"), *row] for place, row in enumerate(rows, 1)]
