"""Numbers and letters of provisions as they are cited: read, in order, and written."""

import re
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import CitationError

Number = int | str
"""A number as it is cited: whole, or with the letter of what was put in later, such as "1a"."""

POINT_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters that official texts number points with, in their order; some go on with f, j, w, z, aa, bb."""

_ALPHABET: Final = "abcdđefghijklmnopqrstuvwxyz"
INSERTED: Final = re.compile(r"(?P<whole>[1-9][0-9]{0,2})(?P<letter>[a-zđ])")
POINT: Final = re.compile(r"(?P<letters>(?P<letter>[a-zđ])(?P=letter)?)(?P<number>[1-9][0-9]?)?")
MAX_NUMBER: Final = 999
NUMBER: Final = r"[0-9]{1,4}[a-zđ]?"


def read_number(text: str) -> Number:
    """Read a number as it is cited, "12" or "12a"; raises CitationError for any other text."""
    letter = text.lstrip("0123456789")
    digits = text.removesuffix(letter)
    if not re.fullmatch(NUMBER, text) or (letter and not 1 <= int(digits) <= MAX_NUMBER):
        raise CitationError(both("{text!r} is not a number from 1 to {most}").format(text=text, most=MAX_NUMBER))
    whole = int(digits)
    return f"{whole}{letter}" if letter else whole


def split_number(number: Number) -> tuple[int, str]:
    """Return the whole number and the letter of a number, such as 12 and "a"; the letter is "" where it has none."""
    if isinstance(number, int):
        return number, ""
    found = INSERTED.fullmatch(number)
    assert found is not None, "a provision has sound numbers"
    return int(found["whole"]), found["letter"]


def number_order(number: Number) -> float:
    """Return a number that sorts as a cited one is printed and equals it where it is whole: 12.01 for "12a"."""
    whole, letter = split_number(number)
    return whole + (_ALPHABET.index(letter) + 1) / 100 if letter else whole


def padded_number(number: Number) -> str:
    """Return a number with two digits at least, as names of files have it: "05", "05a", "120"."""
    whole, letter = split_number(number)
    return f"{whole:02}{letter}"


def point_order(point: str) -> tuple[int, int, int]:
    """Return how a point sorts: how many letters, which letter from 1, and the number after it or 0."""
    found = POINT.fullmatch(point)
    assert found is not None, "a provision has sound points"
    return len(found["letters"]), _ALPHABET.index(found["letter"]) + 1, int(found["number"] or 0)
