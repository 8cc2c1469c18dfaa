"""Provisions of a regulation: read as people cite them, in order, and written as each output needs them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import total_ordering
from typing import Any, Final, Literal, Self
from unicodedata import normalize

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.base.text_keys import D_LOOKALIKES
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.citation_numbers import (
    INSERTED,
    MAX_NUMBER,
    NUMBER,
    POINT,
    POINT_LETTERS,
    Number,
    number_order,
    point_order,
    read_number,
)

Part = Literal["quy_che", "quyet_dinh"]

_MAX_LENGTH = 400
_NO_PROVISION: Final = both("{text!r} names no provision: {reason}. Allowed are forms such as {forms}")
_FORMS: Final = (
    '"điểm a khoản 1 Điều 5", "đoạn 2 điểm a khoản 3 Điều 6", "5.1.a", "art_5__cl_1__pnt_a", "Điều 2 Quyết định"'
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Provision:
    """One place in the regulation: an article, or a clause, point or paragraph (đoạn) within it.

    Numbers run from 1 to 999; those of articles and clauses may have one letter ("12a"), which sorts after the
    bare number. ``point`` is a lower-case letter, alone or twice ("aa", after "z"), and may have a number ("a1",
    after "a"). Levels may be left out (a point directly under an article). ``part`` tells the annexed Quy chế
    from the Quyết định that issues it, since both have an Điều 1. Provisions sort as they are printed: the
    Quyết định first, each before what it contains. Where the pack has a ``form`` of its own, the fields hold the values
    of its levels, from the outermost in. Raises CitationError when a field is out of range.
    """

    article: Number
    clause: Number | None = None
    point: str | None = None
    paragraph: int | None = None
    part: Part = field(default="quy_che", kw_only=True)
    form: CitationForm | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if self.form is not None:
            self.form.check(_values(self))
            return
        for name, number in (("Điều", self.article), ("khoản", self.clause), ("đoạn", self.paragraph)):
            if isinstance(number, str) and (name == "đoạn" or not INSERTED.fullmatch(number)):
                raise CitationError(
                    both("{name} {number} is not a number such as 1 or 1a").format(name=name, number=number)
                )
            if isinstance(number, int) and not 1 <= number <= MAX_NUMBER:
                raise CitationError(
                    both("{name} {number} is not between 1 and {most}").format(
                        name=name, number=number, most=MAX_NUMBER
                    )
                )
        if self.point is not None and not POINT.fullmatch(self.point):
            raise CitationError(both("điểm {point} is not a letter such as a, đ, aa or a1").format(point=self.point))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Provision):
            return NotImplemented
        return _position(self) < _position(other)

    @classmethod
    def parse(cls, text: str, form: CitationForm | None = None) -> Self:
        """Read a citation in any of the forms that people and this program write, or of a ``form`` of its own.

        Labels may be Vietnamese or English, in any order, case and Unicode form, with or without commas:
        "điểm a khoản 1 Điều 5", "Article 5, Clause 1, Point a"; or short: "5.1.a", "6.3.a đoạn 2", "QĐ.2";
        or an Akoma Ntoso id: "art_5__cl_1__pnt_a"; what was put in later too: "điểm a1 khoản 1a Điều 12a".
        "Quyết định" or "Quy chế" before or after sets the part; a decision's number that
        follows is not compared with anything. Raises CitationError for all else.
        """
        if form is not None:
            values: Any = form.read(text)  # a third or fourth level may be numbered otherwise than points and đoạn
            return cls(*values, form=form)
        try:
            place, part = _split_part(_fold(text))
            levels = _levels(place)
            return cls(
                article=_number(levels["article"]),
                clause=_optional_number(levels.get("clause")),
                point=levels.get("point"),
                paragraph=_paragraph(levels.get("paragraph")),
                part=part,
            )
        except CitationError as reason:
            raise CitationError(_NO_PROVISION.format(text=text[:80], reason=reason.message, forms=_FORMS)) from None

    @property
    def vi(self) -> str:
        """The citation as most official texts write it: "điểm a khoản 1 Điều 5"."""
        if self.form is not None:
            return self.form.written("vi", _values(self))
        return _vietnamese(self, ("đoạn ", "điểm ", "khoản ", "Điều "))

    @property
    def vi_capitalised(self) -> str:
        """The citation as some official letters write it: "Điểm a Khoản 1 Điều 5"."""
        if self.form is not None:
            return self.vi
        return _vietnamese(self, ("Đoạn ", "Điểm ", "Khoản ", "Điều "))

    @property
    def en(self) -> str:
        """The citation in English: "Article 5, Clause 1, Point a"."""
        if self.form is not None:
            return self.form.written("en", _values(self))
        levels = _join(", ", ("Article ", "Clause ", "Point ", "Paragraph "), _values(self))
        return levels if self.part == "quy_che" else f"{levels} of the Decision"

    @property
    def label(self) -> Bilingual:
        """The citation in both languages."""
        return Bilingual(self.vi, self.en)

    @property
    def id(self) -> str:
        """The ASCII identifier in Akoma Ntoso style: "art_5__cl_1__pnt_a", with "dd" for đ and "a_a" for aa."""
        if self.form is not None:
            return self.form.id_of(_values(self))
        article, clause, point, paragraph = _values(self)
        if point is not None:
            point = re.sub(r"([a-zđ])(?=[a-zđ])", r"\1_", str(point))
        levels = _join("__", ("art_", "cl_", "pnt_", "para_"), (article, clause, point, paragraph)).replace("đ", "dd")
        return levels if self.part == "quy_che" else f"qd__{levels}"

    @property
    def key(self) -> str:
        """The short form that rule ids and evidence sheets use: "5.1.a", "6.3.a.đ2", "QĐ.2".

        Điểm đ1 is "5.1.đ_1", since "5.1.đ1" is a paragraph.
        """
        if self.form is not None:
            return self.form.key_of(_values(self))
        article, clause, point, paragraph = _values(self)
        if point is not None:  # ".đ1" is the first paragraph
            point = re.sub(r"^đ(?=[0-9])", "đ_", str(point))
        levels = _join(".", ("", "", "", "đ"), (article, clause, point, paragraph))
        return levels if self.part == "quy_che" else f"QĐ.{levels}"

    @property
    def is_plain(self) -> bool:
        """Tell whether its numbers are whole and its point is one of POINT_LETTERS, as most provisions are."""
        whole = self.form is None and isinstance(self.article, int) and not isinstance(self.clause, str)
        return whole and (self.point is None or (len(self.point) == 1 and self.point in POINT_LETTERS))

    @property
    def top(self) -> "Provision":
        """The outermost provision that contains this one, such as its article."""
        above = self.parent
        return self if above is None else above.top

    @property
    def parent(self) -> "Provision | None":
        """The provision that directly contains this one; None for an article."""
        if self.form is not None and not self.form.may_lack_last(_values(self)):
            return None
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


def _position(provision: Provision) -> tuple[Any, ...]:
    if provision.form is not None:
        return provision.form.position(_values(provision))
    return (
        provision.part == "quy_che",
        number_order(provision.article),
        number_order(provision.clause or 0),
        point_order(provision.point) if provision.point else (0, 0, 0),
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
    rf"""(?<![\s,;])[\s,;]+(?:của\ |of\ the\ )?(?:
        (?P<decision>(?:quyết\ định|qđ)(?:\ này|\ số\b{_TITLE_TAIL}|\ [0-9][^\s/]*/{_TITLE_TAIL})?|decision)
        |quy\ chế(?:\ này|\ (?:ban\ hành\ )?kèm\ theo\ {_TITLE_TAIL})?|regulation
    )$""",
    re.VERBOSE,
)
_ID_LETTER = "(?:dd|[a-z])"
_ID_NUMBER = f"[0-9]{{1,4}}{_ID_LETTER}?"
_ID = re.compile(
    rf"art_(?P<article>{_ID_NUMBER})(?:__cl_(?P<clause>{_ID_NUMBER}))?"
    rf"(?:__pnt_(?P<point>{_ID_LETTER}(?:_{_ID_LETTER})?[0-9]{{0,2}}))?(?:__para_(?P<paragraph>[0-9]{{1,4}}))?"
)
_SHORT = re.compile(
    rf"(?P<article>{NUMBER})(?:\.(?P<clause>{NUMBER}))?"
    r"(?:\.(?P<point>(?!đ[0-9])[^\W\d_]{1,2}(?:_?[0-9]{1,2})?)\)?)?"
    r"(?:(?:\.đ|,? đ(?:oạn|ọan) )(?P<paragraph>[0-9]{1,4}))?"
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
        return {name: value and value.replace("dd", "đ").replace("_", "") for name, value in found.groupdict().items()}
    if found := _SHORT.fullmatch(place):
        return {name: value and value.replace("_", "") for name, value in found.groupdict().items()}
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


def _number(text: str | None) -> Number:
    if text is None:
        raise CitationError(both("it names no Điều"))
    return read_number(text)


def _optional_number(text: str | None) -> Number | None:
    return None if text is None else _number(text)


def _paragraph(text: str | None) -> int | None:
    number = _optional_number(text)
    if isinstance(number, str):
        raise CitationError(both("{text!r} is not a number from 1 to {most}").format(text=number, most=MAX_NUMBER))
    return number
