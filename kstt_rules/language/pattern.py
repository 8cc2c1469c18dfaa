r"""Patterns that texts are held against as a whole, in time that grows with the length of the text alone.

The language: a sign stands for itself; ``.`` for any sign, ``\d`` ``\w`` ``\s`` for a digit 0-9, a letter or digit, a
space; ``[a-z0-9]`` and ``[^…]`` for one of some signs, or of all others; ``(a|b)`` for one of several; behind any of
them ``?`` ``*`` ``+`` ``{3}`` ``{2,}`` ``{2,4}`` say how often; ``\`` takes its meaning from a sign.

A pattern becomes the automaton of its positions (Glushkov 1961), which is in a set of positions at once, so no text
makes it turn back, whatever is nested in the pattern.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from operator import or_
from typing import Final, Literal

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError

MAX_LENGTH: Final = 200
MAX_POSITIONS: Final = 500
MAX_DEPTH: Final = 20
_MOST_PARTS: Final = 10 * MAX_POSITIONS
_STEPS_KEPT: Final = 10_000
_TOO_MANY: Final = both("a pattern has fewer than {most} signs, repeated ones counted each time").format(
    most=MAX_POSITIONS
)
_TOO_LONG: Final = both("a pattern has at most {most} characters").format(most=MAX_LENGTH)
_TOO_DEEP: Final = both("brackets are nested deeper than {most} levels").format(most=MAX_DEPTH)
_FROM_TO: Final = both("write how often from the least to the most, at most {most}").format(most=MAX_POSITIONS)
_HOW_OFTEN: Final = both("write how often as {{3}}, {{2,}} or {{2,4}}").format()
_FOLLOW: Final = both("`{sign}` and `{other}` follow one another; put brackets around the first")
_MISPLACED: Final = both("`{sign}` stands wrongly here; write `\\{sign}` for the sign itself")
_NO_ESCAPE: Final = both("`\\{sign}` is not part of patterns; there are \\d \\w \\s and \\ before a sign")
_SPECIAL: Final = frozenset(r".[](){}|*+?\^$")
_QUANTIFIERS: Final = {"?": (0, 1), "*": (0, None), "+": (1, None)}

Test = Callable[[str], bool]


class PatternError(KsttError):
    """A text is not a pattern; the message says why."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign that passes a test."""

    test: Test


@dataclass(frozen=True, slots=True)
class _Several:
    """Parts one after another, or one of them."""

    how: Literal["all", "any"]
    parts: tuple["_Part", ...]


@dataclass(frozen=True, slots=True)
class _Repeated:
    """A part so many times; ``most`` None is without end."""

    part: "_Part"
    least: int
    most: int | None


_Part = _Sign | _Several | _Repeated


@dataclass(frozen=True, slots=True)
class _Piece:
    """Positions that a part may begin and end with, as bits, and whether it may be nothing."""

    first: int
    last: int
    may_be_nothing: bool


_NOTHING: Final = _Piece(0, 0, may_be_nothing=True)


class Pattern:
    """A pattern, ready to be held against texts. Raises PatternError where it is not one."""

    def __init__(self, written: str) -> None:
        self._parts = 0
        self._tests: list[Test] = []
        self._follow: list[int] = []
        whole = self._built(_Reader(written).whole())
        self._first, self._last, self._may_be_empty = whole.first, whole.last, whole.may_be_nothing
        self._steps: dict[tuple[int, str], int] = {}

    def fits(self, text: str) -> bool:
        """Tell whether a whole text is as the pattern says."""
        if not text:
            return self._may_be_empty
        places = self._passing(self._first, text[0])
        for sign in text[1:]:
            if not places:
                return False
            places = self._step(places, sign)
        return bool(places & self._last)

    def _step(self, places: int, sign: str) -> int:
        known = self._steps.get((places, sign))
        if known is None:
            reached = reduce(or_, (self._follow[place] for place in _bits(places)), 0)
            known = self._passing(reached, sign)
            if len(self._steps) >= _STEPS_KEPT:
                self._steps.clear()
            self._steps[places, sign] = known
        return known

    def _passing(self, places: int, sign: str) -> int:
        return sum(1 << place for place in _bits(places) if self._tests[place](sign))

    def _built(self, part: _Part) -> _Piece:
        self._parts += 1
        if len(self._tests) == MAX_POSITIONS or self._parts > _MOST_PARTS:
            raise PatternError(_TOO_MANY)
        match part:
            case _Sign(test=test):
                self._tests.append(test)
                self._follow.append(0)
                bit = 1 << (len(self._tests) - 1)
                return _Piece(bit, bit, may_be_nothing=False)
            case _Several(how="any", parts=parts):
                return reduce(_one_of, map(self._built, parts))
            case _Several(parts=parts):
                return reduce(self._one_after_another, map(self._built, parts), _NOTHING)
            case _Repeated(part=inner, least=least, most=most):
                pieces = [self._built(inner) for _ in range(least)]
                if most is None:
                    again = self._built(inner)
                    self._link(again.last, again.first)
                    pieces.append(_optional(again))
                else:
                    pieces += [_optional(self._built(inner)) for _ in range(most - least)]
                return reduce(self._one_after_another, pieces, _NOTHING)

    def _link(self, last: int, first: int) -> None:
        for place in _bits(last):
            self._follow[place] |= first

    def _one_after_another(self, left: _Piece, right: _Piece) -> _Piece:
        self._link(left.last, right.first)
        return _Piece(
            left.first | (right.first if left.may_be_nothing else 0),
            right.last | (left.last if right.may_be_nothing else 0),
            left.may_be_nothing and right.may_be_nothing,
        )


def _one_of(left: _Piece, right: _Piece) -> _Piece:
    return _Piece(left.first | right.first, left.last | right.last, left.may_be_nothing or right.may_be_nothing)


def _optional(piece: _Piece) -> _Piece:
    return _Piece(piece.first, piece.last, may_be_nothing=True)


def _bits(places: int) -> Iterator[int]:
    while places:
        lowest = places & -places
        yield lowest.bit_length() - 1
        places ^= lowest


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, written: str) -> None:
        if len(written) > MAX_LENGTH:
            raise PatternError(_TOO_LONG)
        self._signs = written
        self._at = 0
        self._depth = 0

    def whole(self) -> _Part:
        part = self._alternatives()
        if self._at < len(self._signs):
            raise PatternError(both("`)` closes nothing"))
        return part

    def _next(self) -> str:
        return self._signs[self._at : self._at + 1]

    def _take(self) -> str:
        sign = self._next()
        self._at += 1
        return sign

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self._next() == "|":
            self._take()
            parts.append(self._sequence())
        return _Several("any", tuple(parts))

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._next() and self._next() not in "|)":
            parts.append(self._often(self._one()))
        return _Several("all", tuple(parts))

    def _often(self, part: _Part) -> _Part:
        sign = self._next()
        if sign in _QUANTIFIERS:
            self._take()
            repeated = _Repeated(part, *_QUANTIFIERS[sign])
        elif sign == "{":
            self._take()
            repeated = _Repeated(part, *self._numbers())
        else:
            return part
        if self._next() and self._next() in "?*+{":
            raise PatternError(_FOLLOW.format(sign=sign, other=self._next()))
        return repeated

    def _numbers(self) -> tuple[int, int | None]:
        written, closed, _ = self._signs[self._at :].partition("}")
        self._at += len(written) + 1
        least, comma, most = written.partition(",")
        numbers = [number for number in (least, most) if number]
        if not closed or not least or not all(number.isdecimal() and number.isascii() for number in numbers):
            raise PatternError(_HOW_OFTEN)
        low = int(least)
        high = low if not comma else int(most) if most else None
        if max(low, high or 0) > MAX_POSITIONS or (high is not None and high < low):
            raise PatternError(_FROM_TO)
        return low, high

    def _one(self) -> _Part:
        match self._take():
            case "(":
                return self._group()
            case "[":
                return _Sign(self._set())
            case ".":
                return _Sign(lambda _: True)
            case "\\":
                return _Sign(self._escaped())
            case sign if sign in _SPECIAL:
                raise PatternError(_MISPLACED.format(sign=sign))
            case sign:
                return _Sign(_is(sign))

    def _group(self) -> _Part:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise PatternError(_TOO_DEEP)
        if self._next() == "?":
            raise PatternError(both("`(?` is not part of patterns"))
        part = self._alternatives()
        if self._take() != ")":
            raise PatternError(both("`(` is not closed"))
        self._depth -= 1
        return part

    def _escaped(self) -> Test:
        match self._take():
            case "d":
                return lambda sign: sign in "0123456789"
            case "w":
                return str.isalnum
            case "s":
                return str.isspace
            case sign if sign and not sign.isalnum():
                return _is(sign)
            case sign:
                raise PatternError(_NO_ESCAPE.format(sign=sign))

    def _set(self) -> Test:
        is_other = self._next() == "^"
        if is_other:
            self._take()
        tests: list[Test] = []
        while self._next() != "]" or not tests:
            tests.append(self._range())
        self._take()
        if is_other:
            return lambda sign: not any(test(sign) for test in tests)
        return lambda sign: any(test(sign) for test in tests)

    def _range(self) -> Test:
        sign = self._take()
        if sign in ("", "[", "]"):
            raise PatternError(both("`[` is not closed, or holds nothing, or another `[`"))
        if sign == "\\":
            return self._escaped()
        if self._next() != "-" or self._signs[self._at + 1 : self._at + 2] in ("]", ""):
            return _is(sign)
        self._take()
        end = self._take()
        if end in "\\[" or end < sign:
            raise PatternError(both("`{sign}-{end}` is not a range").format(sign=sign, end=end))
        return lambda other: sign <= other <= end


def _is(sign: str) -> Test:
    return lambda other: other == sign


@lru_cache(256)
def pattern(written: str) -> Pattern:
    """Return a pattern by its text, read once."""
    return Pattern(written)


def pattern_fault(written: str) -> Bilingual | None:
    """Say why a text is not a pattern, None if it is one."""
    try:
        pattern(written)
    except PatternError as error:
        return error.message
    return None
