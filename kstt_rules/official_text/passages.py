"""The paragraphs of a regulation's text, each placed in the article, clause, point or paragraph it belongs to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, zip_longest
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation import Part, Provision
from kstt_rules.model.citation_numbers import POINT_LETTERS, Number, point_order, read_number
from kstt_rules.official_text.crammed import taken_apart
from kstt_rules.official_text.lines import Line
from kstt_rules.official_text.markers import (
    Marker,
    follows,
    has_ended,
    heading_of,
    is_item,
    is_near,
    is_open,
    marker_of,
    roman_item,
    unreadable_marker,
)
from kstt_rules.official_text.outline import Outline, outline

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_JOINED = both("“{marker}” is read as the middle of a sentence that began in line {start}, not as a provision")
_KEPT = both("“{marker}” is not the number of a provision; the line is kept as text of what stands before it")
_APART = both("this line holds {count} provisions, which are read one by one")
_UNCLOSED = both("the quotation that begins here is not closed; its lines are read as if they were not quoted")
_BEYOND = both("“{marker}” stands after the articles have ended in line {start}, and is not read as a provision")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as it is printed: its number, such as "II", and its title, which may be empty."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One printed paragraph, from its first line on, or one table.

    ``marker`` is what numbers it, such as "1." or "a)", empty where nothing does. ``provision`` is the innermost
    one that it belongs to; None for what lies outside all articles. ``is_quoted`` tells wording that the provision
    gives to another act, ``is_table`` a table.
    """

    line: int
    marker: str
    text: str
    provision: Provision | None
    is_quoted: bool = False
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class LineRemark:
    """What was not read as it looks, with the line of the file."""

    line: int
    message: Bilingual


@dataclass(frozen=True, slots=True)
class Structure:
    """The passages of a text in their order, the chapters of the articles that stand in one, and what was doubtful.

    ``annex_line`` is where an annexed regulation begins, None without one.
    """

    passages: tuple[Passage, ...]
    chapters: dict[Provision, Chapter]
    remarks: tuple[LineRemark, ...]
    annex_line: int | None


def read_structure(lines: Sequence[Line]) -> Structure:
    """Place every line of a text.

    Articles before the heading of an annexed regulation belong to the Quyết định; without such a heading all are
    the regulation's own. No line is refused: one whose number cannot be read, or that does not look like what it
    is read as, is kept as text with a remark.
    """
    apart = [taken_apart(line, after.text if after else "") for line, after in zip_longest(lines, lines[1:])]
    whole = list(chain.from_iterable(apart))
    places = outline(whole)
    reader = _Reader(places)
    for line, pieces in zip(lines, apart, strict=True):
        if len(pieces) > 1:
            reader.remark(line.number, _APART.format(count=len(pieces)))
    for index, line in enumerate(whole):
        reader.take(index, line, whole[index + 1].text if index + 1 < len(whole) else None)
    groups = groupby(reader.passages, key=lambda passage: passage.provision)
    passages = (passage for _, group in groups for passage in _numbered(list(group)))
    annex = None if places.annex is None else whole[places.annex].number
    remarks = sorted(reader.remarks, key=lambda remark: remark.line)
    return Structure(tuple(passages), reader.chapters, tuple(remarks), annex)


def is_listed(passage: Passage) -> bool:
    """Tell whether a passage is an item of a list that no citation names, quoted, or a table."""
    return not passage.marker and (passage.is_quoted or passage.is_table or is_item(passage.text))


class _Reader:
    """Goes down a text and knows at each paragraph in which provision it stands."""

    def __init__(self, places: Outline) -> None:
        self.passages: list[Passage] = []
        self.chapters: dict[Provision, Chapter] = {}
        self.remarks: list[LineRemark] = []
        self._outline = places
        self._part: Part = "quy_che" if places.annex is None else "quyet_dinh"
        self._place: Provision | None = None
        self._article: Number | None = None
        self._chapter: Chapter | None = None
        self._titling = False
        self._ended: int | None = None
        self._told = False
        self._after: str | None = None
        self._clause: Number | None = None
        self._roman = self._bracketed = 0

    def remark(self, line: int, message: Bilingual) -> None:
        self.remarks.append(LineRemark(line, message))

    def take(self, index: int, line: Line, after: str | None) -> None:
        """Place a line, by what it begins with, where it stands in the outline and what comes ``after`` it."""
        self._after = after
        if index in self._outline.unclosed:
            self.remark(line.number, _UNCLOSED)
        if index == self._outline.annex:
            self._part, self._chapter, self._article, self._ended = "quy_che", None, None, None
            self._told = False
            self._leave(line)
        elif self._ended is not None or index in self._outline.ends:
            self._stay_outside(index, line)
        elif index in self._outline.quoted or line.is_table:
            self._add(line, "", line.text, self._place, is_quoted=not line.is_table)
        elif index in self._outline.asides:
            self.passages.append(Passage(line.number, "", line.text, None))
        elif index in self._outline.headings:
            self._begin_heading(line)
        elif self._goes_on(line):
            self.passages[-1] = replace(self.passages[-1], text=f"{self.passages[-1].text} {line.text}".strip())
        else:
            self._begin(line)

    def _stay_outside(self, index: int, line: Line) -> None:
        if self._ended is None:
            self._ended = line.number
            self._titling = False
            self._clause = self._place.clause if self._place else None
            self._place = None
        found = None if line.is_table or index in self._outline.quoted else marker_of(line.text)
        if found is not None and not self._told and self._may_be_lost(found):
            self.remark(line.number, _BEYOND.format(marker=found.marker, start=self._ended))
            self._told = True
        if self.passages and _is_broken(self.passages[-1], line):
            self.passages[-1] = replace(self.passages[-1], text=f"{self.passages[-1].text} {line.text}")
        else:
            self._add(line, "", line.text, None)

    def _may_be_lost(self, found: Marker) -> bool:
        """Tell whether what stands after the articles looks like one, or like the next clause of the last one."""
        if found.level == "article":
            return not found.is_bare
        return found.level == "clause" and self._clause is not None and self._follows(self._clause, found)

    def _begin(self, line: Line) -> None:
        """Begin a paragraph, with the provision that its number names."""
        found = marker_of(line.text)
        if found is not None and found.level == "article":
            self._begin_article(line, found)
        elif self._place is None:
            self._leave(line)
        elif found is None or self._is_item(found):
            self._text(line, self._place)
        else:
            self._begin_below(line, found, self._place)

    def _begin_article(self, line: Line, found: Marker) -> None:
        try:
            number = read_number(found.number)
            article = Provision(number, part=self._part)
        except CitationError:
            self._keep(line, found.marker)
            return
        if found.is_bare and not follows(self._article, number):
            self._keep(line, found.marker)
            return
        if self._chapter is not None:
            self.chapters[article] = self._chapter
        self._titling, self._article = False, number
        self._add(line, found.marker, found.text, article)

    def _begin_below(self, line: Line, found: Marker, place: Provision) -> None:
        try:
            if found.level == "clause":
                below = Provision(place.article, read_number(found.number), part=place.part)
            else:
                below = Provision(place.article, place.clause, found.number, part=place.part)
        except CitationError:
            self._keep(line, found.marker)
            return
        self._roman = self._bracketed = 0
        self._add(line, found.marker, found.text, below)

    def _begin_heading(self, line: Line) -> None:
        found = heading_of(line.text)
        assert found is not None, "the outline lists headings alone"
        self._place = None
        self._titling = found.level == "chương"
        if self._titling:
            self._chapter = Chapter(found.number, found.title)
        self.passages.append(Passage(line.number, "", line.text, None))

    def _leave(self, line: Line) -> None:
        if self._titling and self._chapter is not None:
            self._chapter = replace(self._chapter, title=f"{self._chapter.title} {line.text}".strip())
        self._add(line, "", line.text, None)

    def _text(self, line: Line, place: Provision) -> None:
        roman = roman_item(line.text)
        marker = None if roman else unreadable_marker(line.text)
        if marker is not None:
            self._keep(line, marker)
            return
        self._roman = _ROMAN.get(roman or "", self._roman)
        self._add(line, "", line.text, place)

    def _keep(self, line: Line, marker: str) -> None:
        """Keep a line whose number cannot be read as text of what stands before it."""
        self.remark(line.number, _KEPT.format(marker=marker))
        self._add(line, "", line.text, self._place)

    def _add(self, line: Line, marker: str, text: str, place: Provision | None, *, is_quoted: bool = False) -> None:
        self._place = place
        self.passages.append(Passage(line.number, marker, text, place, is_quoted, line.is_table))

    def _is_item(self, found: Marker) -> bool:
        """Tell an item of a list within a point, "i)" or "1)", from the next point or clause."""
        place = self._place
        assert place is not None, "items stand within provisions"
        if found.level == "point" and found.number in _ROMAN:
            counts_on = _ROMAN[found.number] in (1, self._roman + 1)
            if _is_next_letter(place.point, found.number):  # "i" after "h", unless "ii" follows it
                return counts_on and self._after is not None and self._after.startswith(f"{found.number}i")
            return counts_on
        if found.level == "clause" and found.closes == ")" and place.point is not None and found.number.isdecimal():
            number = int(found.number)
            if number == self._bracketed + 1 and (number == 1 or self._bracketed):
                self._bracketed = number
                return True
        return False

    def _goes_on(self, line: Line) -> bool:
        """Tell whether a line goes on with the paragraph before it, which a line end broke."""
        if not self.passages or self.passages[-1].is_table or self.passages[-1].is_quoted:
            return False
        last = self.passages[-1]
        before, found = f"{last.marker} {last.text}".strip(), marker_of(line.text)
        if _is_broken(last, line):
            return True
        if last.provision is None or has_ended(before):
            return False
        is_next = found is not None and self._is_next(found)
        if not is_open(before) and (found is None or is_next or self._may_follow(last, found)):
            return False
        if found is not None and not (found.is_bare or (is_open(before) and not is_next)):
            self.remark(line.number, _JOINED.format(marker=found.marker, start=last.line))
        return True

    def _is_next(self, found: Marker) -> bool:
        """Tell whether a marker bears the very next number of its row."""
        place = self._place
        assert place is not None, "only within a provision"
        if found.level == "point":
            return _is_next_letter(place.point, found.number)
        return self._follows(self._article if found.level == "article" else place.clause, found)

    @staticmethod
    def _follows(last: Number | None, found: Marker) -> bool:
        try:
            return follows(last, read_number(found.number))
        except CitationError:
            return False

    def _may_follow(self, last: Passage, found: Marker) -> bool:
        """Tell whether a marker may be a new provision after a line that has not ended."""
        place = self._place
        assert place is not None, "only within a provision"
        is_title = bool(last.marker) and last.provision is not None and last.provision.parent is None
        if found.level == "article":
            return is_title and not found.is_bare
        before = place.point if found.level == "point" else place.clause
        return is_title or is_near(found.level, None if before is None else str(before), found.number)


def _is_broken(last: Passage, line: Line) -> bool:
    """Tell whether a line goes on in lower case, without a number, after one that has not ended."""
    before = f"{last.marker} {last.text}".strip()
    if last.is_table or last.is_quoted or not line.text[0].islower() or before[-1] in ".;:":
        return False
    return marker_of(line.text) is None and roman_item(line.text) is None


def _is_next_letter(last: str | None, letter: str) -> bool:
    """Tell whether a point bears the next letter, official or not: "e" after "đ", "g" or "f" after "e"."""
    start = point_order(last) if last else (1, 0, 0)
    end = point_order(letter)
    skipped = [each for each in POINT_LETTERS if start < point_order(each) < end]
    return end[0] == start[0] and end > start and not skipped


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
        number += passage is not first and not is_listed(passage)
        yield replace(passage, provision=replace(first.provision, paragraph=number or None))


def _has_paragraphs(first: Passage, rest: Iterable[Passage]) -> bool:
    point = first.provision is not None and first.provision.point is not None
    rest = list(rest)
    return point and not any(passage.marker for passage in rest) and not all(map(is_listed, rest))
