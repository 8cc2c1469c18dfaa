"""A text that names several units: "UBND huyện A và các xã B, C", "Sở Y tế; Sở Nội vụ", "từ xã B đến xã D"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.patterns import BLANKS, SOME_BLANKS
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.units.unit_names import names_district
from kstt_rules.intake.values.parsers import CellFault

UNCLEAR_UNITS: Final = "unclear_units"
"""Why a row is not read of which it is not clear whom it is about, though it says so."""

_LEVEL = r"\b(?:xã|phường|thị trấn|huyện|thành phố|thị xã|quận|sở|ban)\b"
_AND = r"(?:\s*[,;/&]\s*|\s+và\s+)"
_HEAD = re.compile(
    rf"(?P<head>(?:\b(?:UBND|ủy ban nhân dân)\s+)?(?:(?:\b(?:các|những|\d{{1,3}})\s+){{1,4}}{_LEVEL}(?:{_AND}{_LEVEL})*"
    rf"|{_LEVEL}(?:{_AND}{_LEVEL})+|{_LEVEL}(?=\s*:)))(?:\s+(?:sau|gồm))?(?:\s*[:(])?\s*",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(^|[;,\n]\s{0,50})(?:\d{1,2}[.)]|[+*•–-])\s+")
_SEPARATOR = re.compile(
    rf"({BLANKS}[;,:\n+&/()]\s*|{SOME_BLANKS}[–—-]\s+"
    rf"|{SOME_BLANKS}(?:và|cùng với|cùng|với|đến|tới|thuộc|trực thuộc|của|ở|tại|trên địa bàn)\s+)",
    re.IGNORECASE,
)
_DIVIDES = re.compile(rf"{_SEPARATOR.pattern}|{_HEAD.pattern}", re.IGNORECASE)
_LESS_THAN_NAMED = re.compile(r"\b(?:tru|khong|chua|con lai|mot so)\b")
_BEFORE_NAME = re.compile(r"^(?:(?:danh sách|công chức|cán bộ|đầu mối|từ|gồm|của|tại)\s+)+", re.IGNORECASE)
_OFFICE = re.compile(r"(?:UBND|ủy ban nhân dân)\s+", re.IGNORECASE)
_OF_PLACE: Final = frozenset({"thuộc", "trực thuộc", "của", "ở", "tại", "trên địa bàn", "("})
_RANGE: Final = frozenset({"đến", "tới"})
_OPENING: Final = frozenset({":", "("})
_BEFORE_PLACE: Final = frozenset({",", "(", "-", "–", "—"})
_CLOSE: Final = frozenset({",", ";", ":"})
_MARK: Final = "\x00"
_MOST_JOINED: Final = 5


@dataclass(frozen=True, slots=True)
class UnitList:
    """What a list of units says: those named, texts that state a scope, and a fault for all that is not understood.

    The units of a fault are those that it may be about.
    """

    units: tuple[str, ...]
    scopes: tuple[str, ...]
    faults: tuple[CellFault, ...]


@dataclass(frozen=True, slots=True)
class _ListPart:
    """A name in a list: what joins it to the one before, the levels said before the list, and whom it may mean.

    A head behind which no name stands is a part of its own that names nobody.
    """

    joint: str
    levels: tuple[str, ...]
    text: str
    found: tuple[Unit, ...] = ()
    is_head: bool = False

    @property
    def place(self) -> str | None:
        """The id of the district that it names, if it is one."""
        return self.found[0].id if self.is_district and len(self.found) == 1 else None

    @property
    def is_district(self) -> bool:
        return names_district(_OFFICE.sub("", self.text)) and not self.is_head

    @property
    def is_office(self) -> bool:
        return _OFFICE.match(self.text) is not None


def listed_units(text: str, register: Register, district: str | None = None) -> UnitList | None:
    """Return what a text says that names several units; None where it is not such a list, or names no known unit.

    ``district`` is the id of one that the list may be of. A name that several units share is that of the district
    which the list names, or in which its other units lie.
    """
    if not _DIVIDES.search(text) or _LESS_THAN_NAMED.search(fold(text)):
        return None
    parts = [*_joined([*_parts(text)], register)]
    home = _home(parts, register)
    parts = [_at_home(part, home, register) for part in parts]
    places = {part.place for at, part in enumerate(parts) if _is_place(parts, at)}
    resolved = [
        register.one_of(part.text, part.found)
        for at, part in enumerate(parts)
        if not part.is_head and not _is_place(parts, at)
    ]
    units = tuple(dict.fromkeys(unit for unit in resolved if isinstance(unit, str)))
    inside = {unit for place in places if place is not None for unit in (place, *register.below(place))}
    if not units or len(parts) < 2 or (places and not inside.issuperset(units)):
        return None
    near = home or district
    around = () if near is None else (near, *register.below(near))
    scopes = dict.fromkeys(part.text for part in parts if part.is_head)
    return UnitList(units, tuple(scopes), tuple(dict.fromkeys(_faults(parts, units, around, register))))


def _parts(text: str) -> Iterator[_ListPart]:
    """Divide a text at what stands between names; a head for several ("các xã") gives its levels to those behind."""
    lines = _LIST_MARK.sub(r"\1", "\n".join(map(clean, text.splitlines())))
    names = _BEFORE_NAME.sub("", lines)
    pieces = _HEAD.sub(lambda found: f"{_MARK}{found['head']}{_MARK}", names).split(_MARK)
    joint, levels, head = ",", (), ""
    for at, piece in enumerate(pieces):
        if at % 2:
            if head:
                yield _ListPart(joint, levels, head, is_head=True)
            levels, head = tuple(re.findall(_LEVEL, piece.casefold())), piece
            continue
        for place, word in enumerate(_SEPARATOR.split(piece)):
            if place % 2:
                joint = word.strip().casefold() or ";"
            elif name := _BEFORE_NAME.sub("", word.strip(" .")):
                yield _ListPart(joint, levels, name)
                head = ""
    if head:
        yield _ListPart(joint, levels, head, is_head=True)


def _joined(parts: Sequence[_ListPart], register: Register) -> Iterator[_ListPart]:
    """Put together what is one name ("Sở Lao động - Thương binh và Xã hội"), and find whom each may mean."""
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + _MOST_JOINED), at, -1):
            some = parts[at:end]
            name = some[0].text + "".join(_between(part.joint) + part.text for part in some[1:])
            found = _found(name, some[0].levels, register) if _may_be_one_name(some) else ()
            if found or end == at + 1:
                yield replace(some[0], text=name, found=found)
                at = end
                break


def _between(joint: str) -> str:
    return f"{joint} " if joint in _CLOSE else f" {joint} "


def _may_be_one_name(parts: Sequence[_ListPart]) -> bool:
    """Tell whether parts may be one name: a district behind a comma is a place, one behind "và" is another unit."""
    return not any(part.is_head or part.levels != parts[0].levels for part in parts) and not any(
        part.is_district and (part.is_office or part.joint not in _BEFORE_PLACE) for part in parts[1:]
    )


def _found(name: str, levels: Sequence[str], register: Register) -> tuple[Unit, ...]:
    if not any(map(str.isalpha, name)):
        return tuple(register.find(name))
    found = (register.find(f"{level} {name}") for level in levels)
    return tuple(next(filter(None, found), []) or register.find_cell(name))


def _home(parts: Sequence[_ListPart], register: Register) -> str | None:
    """Return the id of the district that a list names, else that of the one in which its certain units lie."""
    named = {part.place for part in parts if part.place is not None}
    sure = [part.found[0] for part in parts if len(part.found) == 1]
    places = named or {unit.id for own in sure for unit in register.find(own.parent or "")}
    return places.pop() if len(places) == 1 else None


def _at_home(part: _ListPart, home: str | None, register: Register) -> _ListPart:
    inside = tuple(unit for unit in part.found if home is not None and unit.id in register.below(home))
    return replace(part, found=inside) if len(part.found) > 1 and inside else part


def _is_place(parts: Sequence[_ListPart], at: int) -> bool:
    """Tell whether a district says where others lie: "các xã A, B thuộc huyện C", "xã A, huyện C"."""
    part = parts[at]
    return part.place is not None and (part.joint in _OF_PLACE or _is_behind_commune(parts, at) or _is_open(parts, at))


def _is_open(parts: Sequence[_ListPart], at: int) -> bool:
    """Tell whether a district may be listed or say where others lie: "huyện C: xã A", "UBND xã A, UBND huyện C"."""
    opens_list = at + 1 < len(parts) and parts[at + 1].joint in _OPENING
    is_last = at + 1 == len(parts)
    return parts[at].place is not None and (
        opens_list or (parts[at].is_office and is_last and _is_behind_commune(parts, at, office=True))
    )


def _is_behind_commune(parts: Sequence[_ListPart], at: int, *, office: bool = False) -> bool:
    is_of_form = parts[at].joint in _BEFORE_PLACE and parts[at].is_office == office
    return is_of_form and at > 0 and not parts[at - 1].is_district


def _faults(
    parts: Sequence[_ListPart], units: Sequence[str], around: Sequence[str], register: Register
) -> Iterator[CellFault]:
    """Yield why parts name no unit for certain, about the units that each may mean but those that are named."""
    for at, part in enumerate(parts):
        if part.place is not None and _is_open(parts, at):
            message = both("it is not clear whether the list of “{name}” itself is meant").format(name=part.text)
            yield CellFault(UNCLEAR_UNITS, message, (part.place,))
        if part.joint in _RANGE:
            others = tuple(unit for unit in around[1:] if unit not in units)
            yield CellFault(UNCLEAR_UNITS, both("it names a range of units; name each of them"), others)
        fault = None if part.is_head else register.one_of(part.text, part.found)
        if isinstance(fault, CellFault):
            may_be = (*fault.units, *(() if part.found else around))
            others = tuple(dict.fromkeys(unit for unit in may_be if unit not in units))
            message = both("“{name}” {fault}").format(name=part.text, fault=fault.message)
            yield CellFault(fault.reason, message, others)
