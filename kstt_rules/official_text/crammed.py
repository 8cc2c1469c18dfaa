"""Lines that hold several provisions, as texts do that lost their line ends, taken apart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation_numbers import POINT_LETTERS, read_number, split_number
from kstt_rules.official_text.lines import Line
from kstt_rules.official_text.markers import Marker, marker_of

_ENDED: Final = r"(?<=[.;:]) "
_CITES_NONE: Final = r"(?<!điểm )(?<!khoản )(?<!Điểm )(?<!Khoản )(?<!và )(?<!, )"


def taken_apart(line: Line, after: str) -> list[Line]:
    """Return the lines of the provisions that one line holds, itself alone where it holds one.

    Further ones count on from the first, and two at least of a new row begin with a capital or a small letter in
    brackets after the end of a sentence. ``after`` is the next line: what begins there is not sought here.
    """
    first = marker_of(line.text)
    if line.is_table or first is None:
        return [line]
    return [replace(line, text=text) for text in _apart(line.text, first, after)]


def _apart(text: str, first: Marker, after: str) -> list[str]:
    pieces = _cut(text, _next_of(first, after))
    if len(pieces) > 1:
        return [piece for each in pieces if (marker := marker_of(each)) for piece in _apart(each, marker, after)]
    return _below(text, first, after)


def _next_of(first: Marker, after: str) -> str | None:
    """Return the pattern of the marker that comes next after a line's own, unless the next line begins with it."""
    if first.level == "point":
        place = POINT_LETTERS.find(first.number)
        following = POINT_LETTERS[place + 1 : place + 2] if place >= 0 else ""
        pattern = rf"{following}\) \S" if following else None
    else:
        try:
            whole = split_number(read_number(first.number))[0] + 1
        except CitationError:
            return None
        pattern = rf"Điều {whole}[.:] [^\W\d_]" if first.level == "article" else rf"{whole}\. [^\W\d_a-zđ]"
    return None if pattern is None or re.match(pattern, after) else pattern


def _cut(text: str, pattern: str | None) -> list[str]:
    found = None if pattern is None else re.search(rf"{_ENDED}(?={pattern})", text)
    return [text] if found is None else [text[: found.start()], text[found.end() :]]


def _below(text: str, first: Marker, after: str) -> list[str]:
    """Cut off the row of clauses or points that begins within a line, where its first two are both there."""
    start = len(first.marker)
    for one, two in _rows(first):
        found = re.search(rf" {_CITES_NONE}(?={one})", text[start:])
        if found is None or re.match(one, after):
            continue
        head, rest = text[: start + found.start()], text[start + found.end() :]
        if len(_cut(rest, two)) > 1 and (marker := marker_of(rest)):
            return [head, *_apart(rest, marker, "")]
    return [text]


def _rows(first: Marker) -> Iterator[tuple[str, str]]:
    if first.level == "article":
        yield r"1\. [^\W\d_a-zđ]", r"2\. [^\W\d_a-zđ]"
    if first.level != "point":
        yield r"a\) \S", r"b\) \S"
