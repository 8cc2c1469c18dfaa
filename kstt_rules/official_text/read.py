"""The official text of a regulation, read from the user's own file so that findings can quote what they cite."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError
from kstt_rules.model.citation import Provision
from kstt_rules.official_text.lines import read_lines
from kstt_rules.official_text.outline import annex_kind
from kstt_rules.official_text.passages import Chapter, LineRemark, Passage, read_structure
from kstt_rules.official_text.references import (
    ExternalReference,
    InternalReference,
    external_references,
    internal_references,
)

BLANK: Final = r"[\s.…_]*+"
"""What stands where a number or a day is still to be filled in."""

_OWN: Final = r"(?:\b[Ss]ố ?:|kèm theo Quyết định số)"
_SIGN: Final = r"[A-ZĐ][A-Za-zĐđ0-9]*"
_NUMBER = re.compile(rf"{_OWN}{BLANK}(?P<digits>[0-9]*){BLANK}(?P<symbol>/(?:[0-9]{{4}}/)?{_SIGN}(?: ?[-–] ?{_SIGN})*)")
_DATE = re.compile(rf"(?:,|{_OWN}.*) ngày (?P<day>[0-9]{{1,2}}) tháng (?P<month>[0-9]{{1,2}}) năm (?P<year>[0-9]{{4}})")
_YEAR = re.compile(rf"(?:{_OWN}{BLANK}[0-9]*{BLANK}/|, ngày .*năm )(?P<year>[0-9]{{4}})\b")
_DOCUMENT_HEADING = re.compile(
    r"(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|CHỈ THỊ|BỘ LUẬT|LUẬT|PHÁP LỆNH|LỆNH|QUY CHẾ|QUY ĐỊNH)"
)
_IN_FORCE = re.compile(
    r"(?:Thông tư|Quyết định|Quy chế|Nghị quyết|Nghị định|Luật) này có hiệu lực(?: thi hành)?,?(?: kể)? từ ngày "
    r"(?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2}) năm (?P<year>[0-9]{4})"
)
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_BASIS = "Căn cứ"
_AFTER_TITLE = (_BASIS, "(", "Chương", "CHƯƠNG", "Mục", "MỤC", "Phần", "PHẦN")


@dataclass(frozen=True, slots=True)
class TextProvision:
    """A provision as printed: its own words, for one with others below it those that lead to them.

    ``text`` is verbatim in NFC with single spaces, a line for each paragraph, without what numbers it; for an
    article it begins with the title. ``line`` is where the provision begins in the file, from 1.
    """

    provision: Provision
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its title, empty where it has none, and the chapter it stands in."""

    provision: Provision
    title: str
    chapter: Chapter | None


@dataclass(frozen=True, slots=True)
class RegulationText:
    """A regulation as its official text has it; ``number`` and ``date`` are None where they are blank.

    ``blank_number`` is a number without its first digits, such as …/2021/QĐ-UBND, None where the text prints none.

    ``year`` is that of the number or date, also where the rest of them is blank. ``effective_from`` is the one day from
    which it says that it is in force, None where it names none or several.

    ``passages`` are all paragraphs in their order; ``provisions`` hold every article, clause, point and numbered
    paragraph (đoạn) in the order of citation; ``internal`` and ``external`` what the text refers to; ``remarks``
    the lines that were not read as they look.
    """

    title: str
    issuer: str | None
    number: str | None
    blank_number: str | None
    effective_from: date | None
    date: date | None
    year: int | None
    articles: tuple[Article, ...]
    provisions: tuple[TextProvision, ...]
    passages: tuple[Passage, ...]
    internal: tuple[InternalReference, ...]
    external: tuple[ExternalReference, ...]
    remarks: tuple[LineRemark, ...]

    def text_of(self, provision: Provision) -> str | None:
        """Return the words of a provision with all that it contains, a line for each paragraph, or None.

        What stands below it keeps its number, such as "a)"; the provision's own is left out.
        """
        within = self.passages_of(provision)
        if not within:
            return None
        first, *rest = within
        return "\n".join([first.text, *(f"{passage.marker} {passage.text}".strip() for passage in rest)]).strip()

    def line_of(self, provision: Provision) -> int | None:
        """Return the line in which a provision begins, or None where the text does not have it."""
        return next((each.line for each in self.provisions if each.provision == provision), None)

    def passages_of(self, provision: Provision) -> tuple[Passage, ...]:
        """Return the paragraphs of a provision and of all that it contains."""
        return tuple(
            passage
            for passage in self.passages
            if passage.provision is not None and provision.contains(passage.provision)
        )


def read_regulation(path: Path) -> RegulationText:
    """Read the official text of a regulation from a .txt file in UTF-8 or a .docx file.

    Quyết định and annexed Quy chế are told apart by the heading between them. What cannot be read as it looks is
    kept with a remark. Raises InputError, with the file, for a file that cannot be read or has no article.
    """
    structure = read_structure(read_lines(path))
    passages = structure.passages
    front = list(takewhile(lambda passage: passage.provision is None, passages))
    provisions = _provisions(passages)
    if not provisions:
        raise InputError(both('{path}: no article was found; an article begins with "Điều 1."').format(path=path))
    issuer = _issuer(front)
    digits, symbol = _own_number(front)
    number = f"{digits}{symbol}" if digits else None
    return RegulationText(
        title=_title(passages, issuer, structure.annex_line),
        issuer=issuer,
        number=number,
        blank_number=None if digits or not symbol else f"…{symbol}",
        date=_own_date(front),
        year=_own_year(front),
        effective_from=_effect(passages),
        articles=_articles(provisions, passages, structure.chapters),
        provisions=provisions,
        passages=passages,
        internal=tuple(internal_references(passages)),
        external=tuple(each for each in external_references(passages) if not _is(each, number)),
        remarks=structure.remarks,
    )


def texts_by_provision(text: RegulationText) -> Mapping[Provision, str]:
    """Return the words of every provision with all that it contains, as findings quote them."""
    quotes = {each.provision: text.text_of(each.provision) for each in text.provisions}
    return {provision: quote for provision, quote in quotes.items() if quote}


def _provisions(passages: Sequence[Passage]) -> tuple[TextProvision, ...]:
    own: dict[Provision, list[str]] = {}
    lines: dict[Provision, int] = {}
    for passage in passages:
        provision = passage.provision
        if provision is not None:
            own.setdefault(provision, []).append(passage.text)
        while provision is not None:
            lines.setdefault(provision, passage.line)
            provision = provision.parent
    return tuple(
        TextProvision(provision, "\n".join(filter(None, own.get(provision, []))), lines[provision])
        for provision in sorted(lines)
    )


def _articles(
    provisions: Sequence[TextProvision], passages: Sequence[Passage], chapters: Mapping[Provision, Chapter]
) -> tuple[Article, ...]:
    """List the articles; what stands after the number is a title where more follows, else the text itself."""
    articles = []
    for provision in (each.provision for each in provisions if each.provision.parent is None):
        first, *rest = [each for each in passages if each.provision and provision.contains(each.provision)]
        articles.append(Article(provision, first.text if rest else "", chapters.get(provision)))
    return tuple(articles)


def _title(passages: Sequence[Passage], issuer: str | None, annex_line: int | None) -> str:
    """Return the title of the annexed regulation where there is one, else that of the document."""
    for place, passage in enumerate(passages):
        is_annex = passage.line == annex_line and annex_kind(passage.text) is not None
        if is_annex or (annex_line is None and _DOCUMENT_HEADING.fullmatch(passage.text)):
            kind, name = annex_kind(passage.text) or (passage.text, "")
            after = takewhile(lambda each: each.provision is None, passages[place + 1 :])
            rest = takewhile(
                lambda each: not each.startswith(_AFTER_TITLE) and each != issuer, (each.text for each in after)
            )
            return _joined(kind.capitalize(), " ".join(filter(None, (name, *rest))))
    return ""


def _joined(kind: str, name: str) -> str:
    if name[:1].isupper() and not name.isupper():
        name = name[0].lower() + name[1:]
    return f"{kind} {name}".strip()


def _issuer(front: Sequence[Passage]) -> str | None:
    """Return what stands in capitals before the first basis ("Căn cứ") of the document, or, for a law, in its head.

    What stands in capitals right below "LUẬT" is its name. A text without bases has its issuer above the state's name.
    """
    before = list(takewhile(lambda passage: not passage.text.startswith(_BASIS), front))
    if len(before) == len(front):
        return before[0].text if len(before) > 1 and before[1].text == _STATE and before[0].text.isupper() else None
    if not before or not before[-1].text.isupper():
        return None
    if len(before) > 1 and _DOCUMENT_HEADING.fullmatch(before[-2].text):
        return before[0].text if before[0].text.isupper() else None
    return before[-1].text


def _own_number(front: Sequence[Passage]) -> tuple[str, str]:
    """Return the digits of the text's own number and what follows them, both empty where there is none."""
    texts = [passage.text for passage in front]
    for text, after in zip_longest(texts, texts[1:], fillvalue=""):
        if found := _NUMBER.search(f"{text} {after}" if text.endswith(":") else text):
            symbol = found["symbol"].replace(" ", "").replace("–", "-")
            return found["digits"], symbol
    return "", ""


def _is(reference: ExternalReference, number: str | None) -> bool:
    return number is not None and reference.name.lstrip("0") == number.lstrip("0")


def _own_date(front: Sequence[Passage]) -> date | None:
    for passage in takewhile(lambda each: not each.text.startswith(_BASIS), front):
        if found := _DATE.search(passage.text):
            return _day(found)
    return None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _effect(passages: Sequence[Passage]) -> date | None:
    within = (passage.text for passage in passages if passage.provision is not None)
    days = {_day(found) for text in within for found in _IN_FORCE.finditer(text)}
    return days.pop() if len(days) == 1 else None


def _own_year(front: Sequence[Passage]) -> int | None:
    for passage in takewhile(lambda each: not each.text.startswith(_BASIS), front):
        if found := _YEAR.search(passage.text):
            return int(found["year"])
    return None
