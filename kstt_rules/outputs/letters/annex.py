"""The annex of a letter: what each unit within a district has to mend or to supply, as a table across the page."""

from collections.abc import Iterator
from typing import Final

from kstt_rules.model.findings import Finding
from kstt_rules.model.letter import Letter, Matters
from kstt_rules.outputs.letters.body import MOST_CELLS
from kstt_rules.outputs.letters.naming import called, counted
from kstt_rules.outputs.letters.request import Request, cited, requests, telling_cells
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.outputs.official_layout import full_day, numbered, rule
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.texts.official import BLANK
from kstt_rules.outputs.word_document import Text, WordCell, WordDocument, text
from kstt_rules.outputs.wording import capital, places_text

_WIDTHS: Final = (11.0, 92.0, 29.0, 37.0, 48.0, 35.0)
_TITLE_RULE: Final = 40.0
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def add_annex(document: WordDocument, letter: Letter, sending: Sending, unit: str, number: int | None) -> None:
    """Add the annex of a letter on pages of its own, numbered by themselves."""
    document.turn_page()
    letterhead = sending.letterhead
    document.add(
        text("annex", texts.ANNEX.upper()),
        text("annex", texts.ANNEX_TITLE.format(unit=unit).upper()),
        text(
            "annexed_to",
            texts.ANNEXED_TO.format(
                number=numbered(number, letterhead.symbol),
                day=full_day(letterhead.date),
                agency=letterhead.agency or BLANK,
            ),
        ),
        rule(sum(_WIDTHS), _TITLE_RULE),
        text("gap"),
    )
    header = [WordCell((text("header", words),)) for words in texts.ANNEX_HEADERS]
    document.table(_WIDTHS, [header, *_rows(letter, sending)], headings=1)


def _rows(letter: Letter, sending: Sending) -> Iterator[list[WordCell]]:
    for place, part in enumerate(letter.annex, 1):
        told = texts.ANNEX_GROUP.format(place=_roman(place), unit=called(part.unit, part.tier), counts=counted([part]))
        yield [WordCell((text("cell_group", told),), span=len(_WIDTHS))]
        for number, cells in enumerate(_lines(part, capitalised=sending.capitalised), 1):
            yield [WordCell((text("cell_centred", str(number)),)), *(WordCell((cell,)) for cell in cells)]


def _lines(part: Matters, *, capitalised: bool) -> Iterator[list[Text]]:
    for finding in part.findings:
        yield _line(finding, capitalised=capitalised)
    for request in requests(part.requests):
        yield _asked(request, capitalised=capitalised)


def _line(finding: Finding, *, capitalised: bool) -> list[Text]:
    return _cells(
        f"{finding.title.vi}: {capital(finding.message.vi)}",
        texts.KINDS[finding.severity],
        cited([finding.provision], capitalised=capitalised),
        finding.remedy.vi,
        places_text(telling_cells(finding), "vi", limit=MOST_CELLS),
    )


def _asked(request: Request, *, capitalised: bool) -> list[Text]:
    return _cells(
        f"{request.subject}: {texts.INSUFFICIENT}",
        texts.ASKED,
        cited(request.provisions, capitalised=capitalised),
        request.remedy,
        places_text(request.cells, "vi", limit=MOST_CELLS),
    )


def _cells(*words: str) -> list[Text]:
    return [text("cell", word) for word in words]


def _roman(number: int) -> str:
    """Write a number as sections are numbered: IV for 4."""
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
