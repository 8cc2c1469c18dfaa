"""What a regulation's text refers to: its own provisions, and decrees, circulars and the like by their numbers."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation import Part, Provision
from kstt_rules.model.citation_numbers import Number, read_number
from kstt_rules.official_text.passages import Passage

_SEPARATOR: Final = r" ?(?:[,;]|và|hoặc|đến) ?"
# A further number is cited only where no noun follows it: "Điều 5, 15 ngày" cites one article.
_CITED: Final = r"\b(?= ?(?:[,;:.)]|$|(?:và|hoặc|đến|của|này)\b|[Đđ]iều|[Kk]h[oỏ]|Quy))"
_NUMBERS: Final = rf"[0-9]{{1,3}}[a-zđ]?\b(?:{_SEPARATOR}[0-9]{{1,3}}[a-zđ]?{_CITED})*"
_TWICE: Final = "|".join(letter * 2 for letter in "abcdđefghijklmnopqrstuvwxyz")
_LETTER: Final = rf"(?:{_TWICE}|[a-zđ])(?:[1-9][0-9]?)?\b"
_LETTERS: Final = rf"{_LETTER}(?:{_SEPARATOR}{_LETTER})*"
_STEP: Final = rf"(?:[Đđ]iểm {_LETTERS}|(?:[Kk]hoản|[Kk]hỏan) (?:này\b|{_NUMBERS})|[Đđ]iều (?:này\b|{_NUMBERS}))"
_CHAIN = re.compile(rf"\b{_STEP}(?:[,;]? (?:(?:và|hoặc|đến|của|tại|các|từ) )*{_STEP})*")
_STEPS = re.compile(_STEP)
_VALUE = re.compile(rf"(?<![0-9])[0-9]+[a-zđ]?\b|\b{_LETTER}")
_NEAR: Final = 60
_AMENDS = re.compile(
    r"^(?i:sửa đổi|bổ sung|bãi bỏ|thay thế|thay cụm từ|bỏ cụm từ|đính chính)\b"
    r"|^(?>.*?\b(?:được|bị) (?:sửa đổi|bổ sung|thay thế|bãi bỏ)\b).*:$"
)
_BEFORE = re.compile(r"/[A-ZĐ0-9-]+(?: ngày [0-9/]+)?,? ?\(?(?:tại |ở )?$")
_AFTER = re.compile(
    r",? ?(?:của |tại |trong )?"
    r"(?:(?P<own>Quy chế|Quy định|Quyết định) này|Hiến|Bộ luật|Luật|Pháp|Ngh|Thông tư|Quy|Chỉ thị)"
)

_SIGN: Final = r"[A-ZĐ][A-Za-zĐđ0-9]*"
_DOCUMENT = re.compile(
    r"(?<![0-9/])(?P<number>[0-9]{1,5})/(?:(?P<year>[0-9]{4})/(?=[A-ZĐ]+ ?[-–]|QH[0-9]|UBTVQH[0-9])|(?=[A-ZĐ]+[-–]))"
    rf"(?P<symbol>{_SIGN}(?: ?[-–] ?{_SIGN})*)"
    r"(?: ngày (?P<day>[0-9]{1,2})(?:[/-]| tháng )(?P<month>[0-9]{1,2})(?:[/-]| năm )(?P<in_year>[0-9]{4}))?"
)


_Place = tuple[Number | None, Number | None, str | None]


@dataclass(frozen=True, slots=True)
class InternalReference:
    """A provision that the text names, at a line, and the provision in which it does."""

    target: Provision
    source: Provision
    line: int


@dataclass(frozen=True, slots=True)
class ExternalReference:
    """A document cited by number, year and symbol, such as 63, 2010 and NĐ-CP, with its date where one stands.

    ``year`` is None for one without it in its number, such as 1255/QĐ-TTg; ``source`` is None in the preamble.
    """

    number: int
    year: int | None
    symbol: str
    date: date | None
    source: Provision | None
    line: int

    @property
    def name(self) -> str:
        """The document as it is cited: 63/2010/NĐ-CP."""
        year = "" if self.year is None else f"{self.year}/"
        return f"{self.number:02}/{year}{self.symbol}"

    @property
    def kind(self) -> str:
        """The kind of document by its symbol: NĐ for a decree, TT for a circular."""
        return self.symbol.partition("-")[0]


def internal_references(passages: Iterable[Passage]) -> Iterator[InternalReference]:
    """Find the provisions of the same text that its articles name; those of other documents are left out."""
    for passage in passages:
        if passage.provision is None or passage.is_quoted:
            continue
        for chain in _CHAIN.finditer(passage.text):
            start, end = chain.span()
            before, after = passage.text[:start][-_NEAR:], passage.text[end : end + _NEAR]
            part = _part_named(before, after, passage.provision.part)
            if part is not None:
                for target in _targets(chain[0], passage.provision, part):
                    if _AMENDS.search(passage.text) and target.article != passage.provision.article:
                        continue  # it names what it changes, in another act
                    yield InternalReference(target, passage.provision, passage.line)


def external_references(passages: Iterable[Passage]) -> Iterator[ExternalReference]:
    """Find the documents that the text cites by number, year and symbol."""
    for passage in passages:
        for found in _DOCUMENT.finditer(passage.text):
            yield ExternalReference(
                number=int(found["number"]),
                year=None if found["year"] is None else int(found["year"]),
                symbol=found["symbol"].replace(" ", "").replace("–", "-"),
                date=_date(found),
                source=passage.provision,
                line=passage.line,
            )


def without_references(text: str) -> str:
    """Return text without citations of provisions and documents, whose numbers state nothing themselves."""
    return _CHAIN.sub(" ", _DOCUMENT.sub(" ", text))


def _part_named(before: str, after: str, own: Part) -> Part | None:
    """Return the part that a citation between two texts points into; None where it is of another document."""
    if _BEFORE.search(before):
        return None
    found = _AFTER.match(after)
    if found is None:
        return own
    if found["own"] is None:
        return None
    return "quyet_dinh" if found["own"] == "Quyết định" else "quy_che"


def _targets(chain: str, source: Provision, part: Part) -> Iterator[Provision]:
    """Read a chain from its end, where the article stands, to the clauses and points named before it.

    What names neither an article nor "khoản này" is unclear and left out.
    """
    article: Number | None = None
    clause: Number | None = None
    places: list[_Place]
    for step in reversed(_STEPS.findall(chain)):
        label, _, rest = step.partition(" ")
        values = _VALUE.findall(rest)
        match label.casefold():
            case "điều":
                articles = [read_number(value) for value in values] or [source.article]
                places = [(value, None, None) for value in articles]
                article, clause = articles[0], None
            case "điểm":
                places = [(article, clause, value) for value in values]
            case _ if values:
                places = [(article, read_number(value), None) for value in values]
                clause = read_number(values[0])
            case _:
                places = []
                article, clause = source.article, source.clause
        yield from _provisions(places, part)


def _provisions(places: Iterable[_Place], part: Part) -> Iterator[Provision]:
    for article, clause, point in places:
        with suppress(CitationError):  # "Điều 0" names nothing
            if article is not None:
                yield Provision(article, clause, point, part=part)


def _date(found: re.Match[str]) -> date | None:
    if found["day"] is None:
        return None
    try:
        return date(int(found["in_year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
