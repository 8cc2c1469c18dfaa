"""The paragraphs of a regulation's text, each placed in the article, clause, point or paragraph it belongs to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation import Part, Provision, read_number
from kstt_rules.official_text.lines import Line

ANNEX_HEADING: Final = re.compile(r"QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY")

_ARTICLE = re.compile(r"(?P<marker>điều (?P<number>[0-9]+[a-zđ]?) ?(?:[.:]|$)) ?(?P<text>.*)", re.IGNORECASE)
_HEADING = re.compile(r"(?P<level>(?i:chương|mục|phần)) (?P<number>[IVXLC]+|[0-9]+)\b[.:]? ?(?P<text>.*)")
_CLAUSE = re.compile(r"(?P<marker>(?P<number>[0-9]{1,3}[a-zđ]?) ?[.)])(?!\d) ?(?P<text>.*)")
_POINT = re.compile(r"(?P<marker>(?P<letter>[a-zđ][0-9]?) ?(?:\)|\.(?!\S))) ?(?P<text>.*)")
_BULLET = re.compile(r"[-–+*•] ?\S")
_CLOSING = re.compile(r"(?i:nơi nhận) ?(?::|$)|(?:TM|KT|TL|TUQ)\.|(?:PHÓ )?CHỦ TỊCH$")
_END = "./."


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as it is printed: its number, such as "II", and its title, which may be empty."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One printed paragraph, from its first line on.

    ``marker`` is what numbers it, such as "1." or "a)", empty where nothing does. ``provision`` is the innermost
    one that it belongs to; None for what lies outside all articles.
    """

    line: int
    marker: str
    text: str
    provision: Provision | None


@dataclass(frozen=True, slots=True)
class Structure:
    """The passages of a text in their order, and the chapters of the articles that stand in one."""

    passages: tuple[Passage, ...]
    chapters: dict[Provision, Chapter]


def read_structure(lines: Sequence[Line]) -> Structure:
    """Place every line of a text.

    Articles before the heading of an annexed Quy chế belong to the Quyết định; without such a heading all are
    the regulation's own. Raises CitationError, with the line, for a number that no citation can carry.
    """
    paragraphs = list(_paragraphs(lines))
    reader = _PassageReader("quyet_dinh" if any(_is_annex(line.text) for line in paragraphs) else "quy_che")
    for paragraph in paragraphs:
        try:
            reader.take(paragraph)
        except CitationError as error:
            raise CitationError(
                both("line {number}: {error}").format(number=paragraph.number, error=error.message)
            ) from error
    groups = groupby(reader.passages, key=lambda passage: passage.provision)
    passages = (passage for _, group in groups for passage in _numbered(list(group)))
    return Structure(tuple(passages), reader.chapters)


def is_bullet(passage: Passage) -> bool:
    """Tell whether a passage is an item of a list that has no numbers."""
    return not passage.marker and _BULLET.match(passage.text) is not None


def _paragraphs(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the lines of paragraphs that were broken: those that go on in lower case after an open end."""
    current: Line | None = None
    for line in lines:
        if current is not None and _goes_on(current.text, line.text):
            current = replace(current, text=f"{current.text} {line.text}")
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _goes_on(before: str, text: str) -> bool:
    return text[0].islower() and before[-1] not in ".;:" and not _POINT.match(text) and not _ARTICLE.match(text)


def _is_annex(text: str) -> bool:
    return ANNEX_HEADING.fullmatch(text) is not None


class _PassageReader:
    """Goes down a text and knows at each paragraph in which provision it stands."""

    def __init__(self, part: Part) -> None:
        self.passages: list[Passage] = []
        self.chapters: dict[Provision, Chapter] = {}
        self._part = part
        self._place: Provision | None = None
        self._chapter: Chapter | None = None
        self._titling = False

    def take(self, line: Line) -> None:
        if found := _ARTICLE.fullmatch(line.text):
            self._begin_article(line, found)
        elif _is_annex(line.text) and not self._titling:
            self._part, self._chapter = "quy_che", None
            self._leave(line)
        elif found := _HEADING.fullmatch(line.text):
            self._begin_heading(line, found)
        elif self._place is None or _CLOSING.match(line.text):
            self._leave(line)
        else:
            self._within(line, self._place)
        if line.text.endswith(_END):
            self._place = None

    def _begin_article(self, line: Line, found: re.Match[str]) -> None:
        article = Provision(read_number(found["number"].casefold()), part=self._part)
        if self._chapter is not None:
            self.chapters[article] = self._chapter
        self._titling = False
        self._add(line, found["marker"], found["text"], article)

    def _begin_heading(self, line: Line, found: re.Match[str]) -> None:
        self._place = None
        self._titling = found["level"].casefold() == "chương"
        if self._titling:
            self._chapter = Chapter(found["number"], found["text"])
        self.passages.append(Passage(line.number, "", line.text, None))

    def _leave(self, line: Line) -> None:
        if self._titling and self._chapter is not None:
            self._chapter = replace(self._chapter, title=f"{self._chapter.title} {line.text}".strip())
        self._place = None
        self.passages.append(Passage(line.number, "", line.text, None))

    def _within(self, line: Line, place: Provision) -> None:
        if found := _CLAUSE.fullmatch(line.text):
            clause = read_number(found["number"])
            self._add(line, found["marker"], found["text"], Provision(place.article, clause, part=place.part))
        elif found := _POINT.fullmatch(line.text):
            point = Provision(place.article, place.clause, found["letter"], part=place.part)
            self._add(line, found["marker"], found["text"], point)
        else:
            self._add(line, "", line.text, place)

    def _add(self, line: Line, marker: str, text: str, place: Provision) -> None:
        self._place = place
        self.passages.append(Passage(line.number, marker, text, place))


def _numbered(group: list[Passage]) -> Iterator[Passage]:
    """Number the paragraphs (đoạn) of a point that has two or more of them, or none beside its heading.

    What stands after the letter is the first of them, unless it is a heading or leads to what follows.
    """
    first, *rest = group
    if not _has_paragraphs(first, rest):
        yield from group
        return
    assert first.provision is not None, "only a point has numbered paragraphs"
    number = 1 if first.text.endswith((".", ";")) else 0
    for passage in group:
        number += passage is not first and not is_bullet(passage)
        yield replace(passage, provision=replace(first.provision, paragraph=number or None))


def _has_paragraphs(first: Passage, rest: list[Passage]) -> bool:
    point = first.provision is not None and first.provision.point is not None
    return point and not any(passage.marker for passage in rest) and not all(map(is_bullet, rest))
