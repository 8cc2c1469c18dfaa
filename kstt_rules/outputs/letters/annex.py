"""The annexes of a letter, tables across the page: what each commune of a district has to mend, or case by case."""

from collections.abc import Iterable, Iterator
from typing import Final

from kstt_rules.model.findings import Finding
from kstt_rules.model.letter import Letter, Letterhead, Matters
from kstt_rules.outputs.letters.body import MOST_CELLS, asked_about, by_rule
from kstt_rules.outputs.letters.naming import annex_names, called, concerned, counted
from kstt_rules.outputs.letters.request import Request, cited, requests, telling_cells
from kstt_rules.outputs.letters.sending import Citing, Sending
from kstt_rules.outputs.official_layout import full_day, numbered, rule
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.texts.official import BLANK
from kstt_rules.outputs.word_document import Text, WordCell, WordDocument, text
from kstt_rules.outputs.wording import capital, places_text, quantity

_WIDTHS: Final = (11.0, 92.0, 29.0, 37.0, 48.0, 35.0)
_TITLE_RULE: Final = 40.0
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


_Row = list[WordCell]


def add_annexes(document: WordDocument, letter: Letter, sending: Sending, unit: str, number: int | None) -> None:
    """Add what a letter tells one by one, each annex on pages of its own, numbered by themselves."""
    cases, units = annex_names(letter)
    if letter.tells_cases_apart:
        rows = _case_rows(letter, sending.citing)
        _add(document, (cases, texts.CASES_TITLE.format(unit=unit)), rows, sending.letterhead, number)
    if letter.annex:
        rows = _unit_rows(letter, sending.citing)
        _add(document, (units, texts.ANNEX_TITLE.format(unit=unit)), rows, sending.letterhead, number)


def _add(
    document: WordDocument, titles: Iterable[str], rows: Iterable[_Row], letterhead: Letterhead, number: int | None
) -> None:
    document.turn_page()
    told = texts.ANNEXED_TO.format(
        number=numbered(number, letterhead.symbol),
        day=full_day(letterhead.date),
        agency=letterhead.agency or BLANK,
    )
    document.add(
        *(text("annex", title.upper()) for title in titles),
        text("annexed_to", told),
        rule(sum(_WIDTHS), _TITLE_RULE),
        text("gap"),
    )
    header = [WordCell((text("header", words),)) for words in texts.ANNEX_HEADERS]
    document.table(_WIDTHS, [header, *rows], headings=1)


def _unit_rows(letter: Letter, citing: Citing) -> Iterator[_Row]:
    for place, part in enumerate(letter.annex, 1):
        yield from _group(place, called(part.unit, part.tier), counted([part]), _lines(part, citing))


def _case_rows(letter: Letter, citing: Citing) -> Iterator[_Row]:
    """Set out the matters of the addressee by rule, each case with the unit that it is about."""
    groups = by_rule(letter.findings)
    for place, findings in enumerate(groups, 1):
        first = findings[0]
        where = cited([first.provision], citing)
        heading = texts.CASE_GROUP.format(title=first.title.vi, cited=where)
        count = texts.CASE_COUNT.format(count=quantity(len(findings), "vi"))
        names = [concerned(letter, finding) or finding.unit.name for finding in findings]
        lines = (_line(finding, name, citing) for finding, name in zip(findings, names, strict=True))
        yield from _group(place, heading, count, lines)
    if asked := requests(letter.requests):
        count = texts.CASE_COUNT.format(count=quantity(len(asked), "vi"))
        lines = (_asked(request, asked_about(request, letter), citing) for request in asked)
        yield from _group(len(groups) + 1, texts.REQUESTS, count, lines)


def _group(place: int, heading: str, counts: str, lines: Iterable[list[Text]]) -> Iterator[_Row]:
    told = texts.ANNEX_GROUP.format(place=_roman(place), heading=heading, counts=counts)
    yield [WordCell((text("cell_group", told),), span=len(_WIDTHS))]
    for number, cells in enumerate(lines, 1):
        yield [WordCell((text("cell_centred", str(number)),)), *(WordCell((cell,)) for cell in cells)]


def _lines(part: Matters, citing: Citing) -> Iterator[list[Text]]:
    for finding in part.findings:
        yield _line(finding, finding.title.vi, citing)
    for request in requests(part.requests):
        yield _asked(request, request.subject, citing)


def _line(finding: Finding, heading: str, citing: Citing) -> list[Text]:
    return _cells(
        f"{heading}: {capital(finding.message.vi)}",
        texts.KINDS[finding.severity],
        cited([finding.provision], citing),
        finding.remedy.vi,
        places_text(telling_cells(finding), "vi", limit=MOST_CELLS),
    )


def _asked(request: Request, heading: str, citing: Citing) -> list[Text]:
    return _cells(
        f"{heading}: {texts.INSUFFICIENT}",
        texts.ASKED,
        cited(request.provisions, citing),
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
