"""Provisions of a regulation: read as people cite them, in order, and written as each output needs them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import total_ordering
from typing import Final, Literal, Self
from unicodedata import normalize

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import CitationError
from kstt_rules.base.text_keys import D_LOOKALIKES

Part = Literal["quy_che", "quyet_dinh"]

POINT_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters that official texts number points with, in their order."""

_MAX_NUMBER = 999
_MAX_LENGTH = 400
_NO_PROVISION: Final = both("{text!r} names no provision: {reason}. Allowed are forms such as {forms}")
_FORMS: Final = (
    '"điểm a khoản 1 Điều 5", "đoạn 2 điểm a khoản 3 Điều 6", "5.1.a", "art_5__cl_1__pnt_a", "Điều 2 Quyết định"'
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Provision:
    """One place in the regulation: an article, or a clause, point or paragraph (đoạn) within it.

    Numbers run from 1 to 999, and ``point`` is one lower-case letter of POINT_LETTERS. Levels may be left out
    (a point directly under an article). ``part`` tells the annexed Quy chế from the Quyết định that issues
    it, since both have an Điều 1. Provisions sort as they are printed: the Quyết định first, each before what
    it contains. Raises CitationError when a field is out of range.
    """

    article: int
    clause: int | None = None
    point: str | None = None
    paragraph: int | None = None
    part: Part = field(default="quy_che", kw_only=True)

    def __post_init__(self) -> None:
        for name, number in (("Điều", self.article), ("khoản", self.clause), ("đoạn", self.paragraph)):
            if number is not None and not 1 <= number <= _MAX_NUMBER:
                raise CitationError(
                    both("{name} {number} is not between 1 and {most}").format(
                        name=name, number=number, most=_MAX_NUMBER
                    )
                )
        if self.point is not None and (len(self.point) != 1 or self.point not in POINT_LETTERS):
            raise CitationError(
                both("điểm {point} is none of {letters}").format(point=self.point, letters=" ".join(POINT_LETTERS))
            )

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Provision):
            return NotImplemented
        return _position(self) < _position(other)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a citation in any of the forms that people and this program write.

        Labels may be Vietnamese or English, in any order, case and Unicode form, with or without commas:
        "điểm a khoản 1 Điều 5", "Article 5, Clause 1, Point a"; or short: "5.1.a", "6.3.a đoạn 2", "QĐ.2";
        or an Akoma Ntoso id: "art_5__cl_1__pnt_a". "Quyết định" or "Quy chế" before or after sets the part;
        a decision's number that follows is not compared with anything. Raises CitationError for all else.
        """
        try:
            place, part = _split_part(_fold(text))
            levels = _levels(place)
            return cls(
                article=_number(levels["article"]),
                clause=_optional_number(levels.get("clause")),
                point=levels.get("point"),
                paragraph=_optional_number(levels.get("paragraph")),
                part=part,
            )
        except CitationError as reason:
            raise CitationError(_NO_PROVISION.format(text=text[:80], reason=reason.message, forms=_FORMS)) from None

    @property
    def vi(self) -> str:
        """The citation as most official texts write it: "điểm a khoản 1 Điều 5"."""
        return _vietnamese(self, ("đoạn ", "điểm ", "khoản ", "Điều "))

    @property
    def vi_capitalised(self) -> str:
        """The citation as some official letters write it: "Điểm a Khoản 1 Điều 5"."""
        return _vietnamese(self, ("Đoạn ", "Điểm ", "Khoản ", "Điều "))

    @property
    def en(self) -> str:
        """The citation in English: "Article 5, Clause 1, Point a"."""
        levels = _join(", ", ("Article ", "Clause ", "Point ", "Paragraph "), _values(self))
        return levels if self.part == "quy_che" else f"{levels} of the Decision"

    @property
    def id(self) -> str:
        """The ASCII identifier in Akoma Ntoso style: "art_5__cl_1__pnt_a", with "dd" for đ."""
        levels = _join("__", ("art_", "cl_", "pnt_", "para_"), _values(self)).replace("đ", "dd")
        return levels if self.part == "quy_che" else f"qd__{levels}"

    @property
    def key(self) -> str:
        """The short form that rule ids and evidence sheets use: "5.1.a", "6.3.a.đ2", "QĐ.2"."""
        levels = _join(".", ("", "", "", "đ"), _values(self))
        return levels if self.part == "quy_che" else f"QĐ.{levels}"

    @property
    def parent(self) -> "Provision | None":
        """The provision that directly contains this one; None for an article."""
        if self.paragraph is not None:
            return replace(self, paragraph=None)
        if self.point is not None:
            return replace(self, point=None)
        if self.clause is not None:
            return replace(self, clause=None)
        return None

    def contains(self, other: "Provision") -> bool:
        """Tell whether ``other`` is this provision or lies within it."""
        return other == self or (other.parent is not None and self.contains(other.parent))


def _position(provision: Provision) -> tuple[bool, int, int, int, int]:
    point = POINT_LETTERS.index(provision.point) + 1 if provision.point else 0
    return (
        provision.part == "quy_che",
        provision.article,
        provision.clause or 0,
        point,
        provision.paragraph or 0,
    )


def _values(provision: Provision) -> tuple[int | str | None, ...]:
    return (provision.article, provision.clause, provision.point, provision.paragraph)


def _join(separator: str, labels: Sequence[str], values: Sequence[int | str | None]) -> str:
    pairs = zip(labels, values, strict=True)
    return separator.join(f"{label}{value}" for label, value in pairs if value is not None)


def _vietnamese(provision: Provision, labels: Sequence[str]) -> str:
    levels = _join(" ", labels, _values(provision)[::-1])
    return levels if provision.part == "quy_che" else f"{levels} Quyết định"


_TITLE_TAIL = r"(?!.*\ (?:điều|khoản|điểm|đoạn)\ ).*"
_PART_BEFORE = re.compile(r"(?P<decision>qd__(?=art_)|(?:quyết định|qđ)[\s.,:]*)|quy chế[\s.,:]*")
_PART_AFTER = re.compile(
    rf"""[\s,;]+(?:của\ |of\ the\ )?(?:
        (?P<decision>(?:quyết\ định|qđ)(?:\ này|\ số\b{_TITLE_TAIL}|\ [0-9]\S*/{_TITLE_TAIL})?|decision)
        |quy\ chế(?:\ này|\ (?:ban\ hành\ )?kèm\ theo\ {_TITLE_TAIL})?|regulation
    )$""",
    re.VERBOSE,
)
_NUMBER = r"[0-9]{1,4}"
_ID = re.compile(
    rf"art_(?P<article>{_NUMBER})(?:__cl_(?P<clause>{_NUMBER}))?"
    rf"(?:__pnt_(?P<point>dd|[a-z]))?(?:__para_(?P<paragraph>{_NUMBER}))?"
)
_SHORT = re.compile(
    rf"(?P<article>{_NUMBER})(?:\.(?P<clause>{_NUMBER}))?"
    rf"(?:\.(?P<point>[^\W\d_])\)?)?(?:(?:\.đ|,? đ(?:oạn|ọan) )(?P<paragraph>{_NUMBER}))?"
)
_LEVEL_BY_LABEL: Final = {
    "điều": "article",
    "article": "article",
    "khoản": "clause",
    "khỏan": "clause",  # the tone on the other vowel, as some keyboards set it
    "clause": "clause",
    "điểm": "point",
    "point": "point",
    "đoạn": "paragraph",
    "đọan": "paragraph",
    "paragraph": "paragraph",
}
_LABELLED = re.compile(rf"(?:của )?(?P<label>{'|'.join(_LEVEL_BY_LABEL)})\s*(?P<value>[^\s.,;]+?)\)?(?:[\s.,;]+|$)")


def _fold(text: str) -> str:
    if len(text) > _MAX_LENGTH:
        raise CitationError(both("it is longer than {most} characters").format(most=_MAX_LENGTH))
    lower = normalize("NFC", text.casefold()).translate(D_LOOKALIKES)
    return " ".join(lower.split()).strip(" .,;:")


def _split_part(text: str) -> tuple[str, Part]:
    before, after = _PART_BEFORE.match(text), _PART_AFTER.search(text)
    decision = {found["decision"] is not None for found in (before, after) if found}
    if len(decision) > 1:
        raise CitationError(both("it names both the Quyết định and the Quy chế"))
    place = text[before.end() if before else 0 : after.start() if after else None]
    return place, "quyet_dinh" if True in decision else "quy_che"


def _levels(place: str) -> Mapping[str, str | None]:
    if found := _ID.fullmatch(place):
        levels = found.groupdict()
        return levels | {"point": "đ"} if levels["point"] == "dd" else levels
    if found := _SHORT.fullmatch(place):
        return found.groupdict()
    return _labelled_levels(place)


def _labelled_levels(place: str) -> Mapping[str, str | None]:
    levels: dict[str, str | None] = {"article": None}
    position = 0
    while position < len(place):
        found = _LABELLED.match(place, position)
        if found is None:
            raise CitationError(both("{text!r} is not understood").format(text=place[position : position + 40]))
        level = _LEVEL_BY_LABEL[found["label"]]
        if levels.get(level):
            raise CitationError(both("{label} stands twice").format(label=found["label"]))
        levels[level] = found["value"]
        position = found.end()
    return levels


def _number(text: str | None) -> int:
    if text is None:
        raise CitationError(both("it names no Điều"))
    if not re.fullmatch(_NUMBER, text):
        raise CitationError(both("{text!r} is not a number from 1 to {most}").format(text=text, most=_MAX_NUMBER))
    return int(text)


def _optional_number(text: str | None) -> int | None:
    return None if text is None else _number(text)
