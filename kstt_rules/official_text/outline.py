"""The parts of a text, found before it is read: quoted wording, headings, the annex, where the articles end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation_numbers import Number, read_number
from kstt_rules.official_text.lines import Line
from kstt_rules.official_text.markers import (
    follows,
    heading_of,
    is_appendix,
    is_closing,
    is_footnote,
    is_open,
    marker_of,
)

_KIND: Final = "quy chế|quy định|điều lệ|nội quy|chương trình|quy trình|kế hoạch|phương án|đề án"
_ANNEX_NOTE = re.compile(r"\((?:[Bb]an hành )?[Kk]èm theo .*")
_ANNEX_ALONE = re.compile(rf"(?P<kind>{_KIND}) ?:?", re.IGNORECASE)
_ANNEX_WITH_NAME = re.compile(rf"(?P<kind>{_KIND.upper()}) ?:? (?P<name>.+)")
_LAST_QUOTE = re.compile(r"[”\"][.;,]*(?:\./\.)?$")
_END: Final = "./."
_TITLE_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class Outline:
    """Places in a sequence of lines, by index.

    ``quoted`` lines are wording that an act gives to another; ``unclosed`` open a quotation that never ends.
    ``annex`` is where the annexed regulation begins, ``ends`` where what follows stands outside all articles (up to
    the annex, or for good), and ``asides`` are footnotes within the text.
    """

    quoted: frozenset[int]
    unclosed: tuple[int, ...]
    headings: frozenset[int]
    annex: int | None
    ends: frozenset[int]
    asides: frozenset[int]


def outline(lines: Sequence[Line]) -> Outline:
    """Find the parts of a text by how its lines begin and which articles come before and after them."""
    quoted, unclosed = _quotations(lines)
    articles = _Articles(lines, quoted)
    headings = frozenset(index for index in range(len(lines)) if index not in quoted and _is_heading(lines, index))
    annexes = [index for index in _annexes(lines, articles, headings) if index not in quoted]
    annex = annexes[0] if annexes else None
    articles.part_at(annex)
    second = [index for index in annexes[1:] if articles.are_before(index)]
    ends, asides = set(second[:1]), set()
    for index, line in enumerate(lines):
        if index in quoted or line.is_table or not articles.are_before(index + 1):
            continue
        if is_closing(line.text) or is_appendix(line.text) or is_footnote(line.text):  # none of these is an article
            if not articles.go_on_after(index):
                ends.add(index)
            elif is_footnote(line.text):
                asides.add(index)
        elif line.text.endswith(_END) and _is_last(lines, articles, index):
            ends.add(index + 1)
    return Outline(quoted, unclosed, headings, annex, frozenset(ends), frozenset(asides))


def annex_kind(text: str) -> tuple[str, str] | None:
    """Return the kind of an annexed regulation and the name beside it, by the line that heads it, or None."""
    if found := _ANNEX_ALONE.fullmatch(text):
        return (found["kind"], "") if found["kind"].isupper() or found["kind"][1:].islower() else None
    if (found := _ANNEX_WITH_NAME.fullmatch(text)) and text.isupper():
        return found["kind"], found["name"]
    return None


class _Articles:
    """Which lines begin an article, and what number each bears."""

    def __init__(self, lines: Sequence[Line], quoted: frozenset[int]) -> None:
        found = [(index, number) for index in range(len(lines)) if (number := _article(lines, index)) is not None]
        kept = [(index, number) for index, number in found if index not in quoted]
        self.places = [index for index, _ in kept]
        self._numbers = [number for _, number in kept]
        self._annex = len(lines) + 1

    def part_at(self, annex: int | None) -> None:
        """Say where the annex begins: articles on both sides of it are two rows."""
        self._annex = self._annex if annex is None else annex

    def number_before(self, index: int) -> Number | None:
        """Return the number of the last article before a line, in the same part."""
        place = bisect_left(self.places, index) - 1
        if place < 0 or (self.places[place] < self._annex <= index):
            return None
        return self._numbers[place]

    def number_after(self, index: int) -> Number | None:
        """Return the number of the first article after a line, in the same part."""
        place = bisect_right(self.places, index)
        if place == len(self.places) or index < self._annex <= self.places[place]:
            return None
        return self._numbers[place]

    def are_before(self, index: int) -> bool:
        return self.number_before(index) is not None

    def go_on_after(self, index: int) -> bool:
        """Tell whether the next article bears the next number, so that the articles have not ended here."""
        before, after = self.number_before(index), self.number_after(index)
        return before is not None and after is not None and follows(before, after)


def _article(lines: Sequence[Line], index: int) -> Number | None:
    if lines[index].is_table or (index and is_open(lines[index - 1].text)):
        return None
    found = marker_of(lines[index].text)
    if found is None or found.level != "article":
        return None
    try:
        return read_number(found.number)
    except CitationError:
        return None


def _quotations(lines: Sequence[Line]) -> tuple[frozenset[int], tuple[int, ...]]:
    """Find the lines that are quoted, from one that opens a quotation to the one that closes it.

    A line that begins outside a quotation and opens one within it is not quoted itself.
    """
    quoted: set[int] = set()
    unclosed: list[int] = []
    index = 0
    while index < len(lines):
        begins = _begins_quoted(lines, index)
        end = _quotation_end(lines, index) if begins or _opens_within(lines[index].text) else None
        if end is not None:
            quoted.update(range(index if begins else index + 1, end + 1))
            index = end
        elif begins or _opens_within(lines[index].text):
            unclosed.append(index)
        index += 1
    return frozenset(quoted), tuple(unclosed)


def _begins_quoted(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if not index or not text.startswith(("“", '"')):
        return False
    if not lines[index - 1].text.endswith((":", "”", '"')) and marker_of(text[1:]) is None:
        return False
    return _depth(text) > 0 or _LAST_QUOTE.search(text) is not None  # “Cây” at the head of a sentence quotes nothing


def _opens_within(text: str) -> bool:
    place = max(text.rfind(": “"), text.rfind(': "'))
    return place > 0 and _depth(text[place:]) > 0


def _quotation_end(lines: Sequence[Line], start: int) -> int | None:
    """Return the line that closes what a line opens: where as many quotation marks are closed as were opened."""
    depth, first_close = 0, None
    for index in range(start, len(lines)):
        text = lines[index].text
        depth += _depth(text)
        closes = _LAST_QUOTE.search(text) is not None
        if closes and depth <= 0 and not (index == start and text in ("“", '"')):
            return index
        if closes and first_close is None:
            first_close = index
    return first_close


def _depth(text: str) -> int:
    """Return how many quotations a line opens more than it closes; an odd straight mark opens or closes one."""
    straight = 0
    if text.count('"') % 2:
        straight = 1 if text.lstrip(": ").startswith('"') else -1
    return text.count("“") - text.count("”") + straight


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Tell a heading from a line that begins like one: titles at most lie between it and an article."""
    if heading_of(lines[index].text) is None or (index and is_open(lines[index - 1].text)):
        return False
    for line in lines[index + 1 : index + 1 + _TITLE_LINES]:
        found = marker_of(line.text)
        if found is not None and not line.is_table:
            return found.level == "article"
    return len(lines) <= index + 1 + _TITLE_LINES


def _annexes(lines: Sequence[Line], articles: _Articles, headings: frozenset[int]) -> Iterator[int]:
    """Find the lines that head an annexed regulation: its articles count anew."""
    titles = set(_chapter_titles(lines, headings))
    for index, line in enumerate(lines):
        is_note = _ANNEX_NOTE.match(line.text) is not None
        is_note = is_note and not any(is_appendix(each.text) for each in lines[max(index - 4, 0) : index])
        if line.is_table or index in titles or not (is_note or annex_kind(line.text)):
            continue
        if (index and is_open(lines[index - 1].text)) or not articles.are_before(index):
            continue
        after = articles.number_after(index)
        alone = _ANNEX_ALONE.fullmatch(line.text) is not None and line.text.isupper()
        if after == 1 or (alone and not articles.go_on_after(index)):
            yield index


def _chapter_titles(lines: Sequence[Line], headings: Iterable[int]) -> Iterator[int]:
    """List the lines in capitals that follow the heading of a chapter."""
    for heading in headings:
        for index in range(heading + 1, len(lines)):
            if not lines[index].text.isupper() or marker_of(lines[index].text):
                break
            yield index


def _is_last(lines: Sequence[Line], articles: _Articles, index: int) -> bool:
    """Tell whether "./." ends the articles: no further one follows, nor a clause in the very next line."""
    after = lines[index + 1 : index + 2]
    return not articles.go_on_after(index) and not any(marker_of(line.text) for line in after if not line.is_table)
