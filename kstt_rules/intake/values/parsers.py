"""Cells to values, each kind by a parser of its own. What cannot be read is a CellFault that says what is allowed."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from math import isfinite
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.base.kept import made_once
from kstt_rules.base.patterns import BLANKS
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.files.cells import MARK
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.report_calendar import PERIOD_EXAMPLES, USUAL_KINDS, Period, PeriodError, PeriodKind
from kstt_rules.model.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a cell has no value: a reason as one word, and what is wrong or allowed.

    ``units`` are the ids of the units that the cell may mean, ``candidates`` all values that it may, where they are
    known, and ``records`` how many records it may hold at most.
    """

    reason: str
    message: Bilingual
    units: tuple[str, ...] = ()
    candidates: tuple[Any, ...] = ()
    records: int = 1


Parser = Callable[[str | float], Any]
"""Takes a cell that is not empty; returns a value, None for a sign that stands for nothing, or a CellFault."""

_NOTHING = re.compile(r"[-–—_.…/\s]*")
_MAX_INTEGER: Final = 2**53

SERIAL_DAY_ZERO: Final = date(1899, 12, 30)
"""The day that spreadsheets number 0."""
_SERIALS: Final = range((date(1990, 1, 1) - SERIAL_DAY_ZERO).days, (date(2101, 1, 1) - SERIAL_DAY_ZERO).days)
_YEARS: Final = range(1900, 2101)

_TIME = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:z|[ap]m|[+-]\d{2}:?\d{2}))?)?"
_WEEKDAY = re.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|t[2-7]|cn)\b[,.]? *(?=\d|ngày)")
_CLOCK_FIRST = re.compile(r"\d{1,2}(?::\d{2}(?::\d{2})?|h\d{0,2}|g\d{0,2}),? (?=\d|ngày)")
_NO_DAY = re.compile(r"0?0:00(?::00)?|0?0/0?0/0000|30/12/1899|1899-12-30")

_SERIAL_TEXT = re.compile(r"\d{5}")
_DAY_FIRST = re.compile(rf"(?:ngày )?(?P<day>\d{{1,2}}) ?([/.-]) ?(?P<month>\d{{1,2}}) ?\2 ?(?P<year>\d{{4}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([/.-])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}")
_NO_YEAR = re.compile(r"(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2}")
_SHORT_YEAR = re.compile(r"(?:ngày )?\d{1,2} ?([/.-]) ?\d{1,2} ?\1 ?\d{2}")
_IN_WORDS = re.compile(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>\d{4})")

_CURRENCY = re.compile(rf"{BLANKS}(?:đồng|vnđ|vnd|đ)\.?$")
_SPACED_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+")
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")
_EITHER_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")

_TRUE: Final = frozenset({"co", "x", "v", "yes", "y", "true", "dung", "1", "da", "roi"})
_FALSE: Final = frozenset({"khong", "ko", "no", "n", "false", "sai", "0", "chua"})
_TICKS: Final = frozenset("✓✔☑☒✅🗸√üþ")
"""Signs of a tick and of a box that is ticked; the last two are a tick in the font Wingdings."""
_EMPTY_BOXES: Final = frozenset("☐□")

_BORN = r"(?:(?:sinh năm|sinh|năm sinh|sn|ns)[.: ]*)?"
_YEAR_IN_TEXT = re.compile(
    rf"(?:{_BORN}|năm )(?:ngày )?(?:(?:\d{{1,2}} ?[/.-] ?)?\d{{1,2}} ?[/.-] ?)?(?P<year>19\d\d|20\d\d)[.,]?"
    r"(?: ?\([^()]*\))?",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(rf" ?(?:\( ?{_BORN}(19\d\d|20\d\d) ?\)|[-–—,] ?{_BORN}(19\d\d|20\d\d))$", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(?:\d{1,2} ?[.)/:-]|[-–—+*•·]) ?(?=[^\W\d_])")
_EMOJI_SIGN: Final = "\ufe0f"

_PHONE_WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")

_BAD_INTEGER = CellFault("bad_integer", both("is not a whole number"))
_BAD_YEAR = CellFault("bad_year", both("is not a year of four digits, such as 1980"))
_BAD_NUMBER = CellFault("bad_number", both("is not a number, such as 1.500.000"))
_AMBIGUOUS_NUMBER = CellFault(
    "ambiguous_number",
    both("the comma may mean thousands or decimals; write 1.500, 1500 or 1,5"),
)
_BAD_BOOLEAN = CellFault("bad_boolean", both("enter có (yes) or không (no)"))
_BAD_DATE = CellFault(
    "bad_date",
    both("is not a valid date; write day/month/year with a four-digit year, such as 31/03/2022"),
)
_NO_YEAR_IN_DATE = CellFault(
    "bad_date",
    both("the year is missing; write it out, such as 31/03/2022"),
)
_SHORT_YEAR_IN_DATE = CellFault(
    "bad_date",
    both("a two-digit year does not show the century; write four digits, such as 31/03/2022"),
)
_BAD_PERIOD = CellFault(
    "bad_period",
    both("is not a valid period; write one such as Quý I/2022, 2022-Q1, Năm 2022 or Đột xuất"),
)
_BAD_PROVISION = CellFault(
    "bad_provision",
    both("is no provision of the regulation; write one such as 6.1.a or điểm a khoản 1 Điều 6"),
)
_AMBIGUOUS_PROVISION = CellFault(
    "ambiguous_provision",
    both("a number cannot tell clause 1 from clause 10; write it as text, such as khoản 10 Điều 6"),
)


def text(cell: str | float) -> str | None:
    """Read any cell as clean text: 79123.0 is "79123", a day is dd/mm/yyyy, a lone dash or dots are nothing."""
    if not isinstance(cell, str):
        return str(int(cell)) if cell == int(cell) and abs(cell) < _MAX_INTEGER else repr(cell)
    if cell.startswith(MARK):
        kind, value = cell[1], cell[2:]
        if kind == "D":
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        return {"1": "có", "0": "không"}[value] if kind == "B" else value
    value = clean(cell)
    return None if not value[:1].isalnum() and _NOTHING.fullmatch(value) else value


def phone(cell: str | float) -> str | None:
    """Read a telephone number; one that lost its leading zero, as in a number cell, gets it back.

    Nine digits are a mobile number without it, ten digits that begin with 2 one of a landline.
    """
    value = text(cell)
    return None if value is None else phone_in(value)


def phone_in(value: str) -> str | None:
    """Do as ``phone`` with clean text."""
    value = value.removeprefix("'")
    return f"0{value}" if _PHONE_WITHOUT_ZERO.fullmatch(value) else value or None


def person_name(cell: str | float) -> str | None:
    """Read a person's name, without the number before it or the year of birth that may stand behind it."""
    value = text(cell)
    return None if value is None else person_in(value)


def person_in(value: str) -> str:
    """Do as ``person_name`` with clean text."""
    if not value[:1].isalpha():
        value = _LIST_MARK.sub("", value, count=1) or value
    return (_BIRTH_YEAR.sub("", value) or value) if _may_end_with_year(value) else value


def _may_end_with_year(name: str) -> bool:
    """Tell at a glance whether a year may stand behind a name, maybe in brackets."""
    return name.endswith(")") or name[-4:].isdecimal()


def birth_year(cell: str | float) -> float | None:
    """Read the year of birth behind a person's name: "Nguyễn Văn A (1980)", "… - 1980", "… (sinh năm 1980)"."""
    shown = str(cell).rstrip()
    found = _BIRTH_YEAR.search(text(cell) or "") if _may_end_with_year(shown) or not shown.isprintable() else None
    return float(found[1] or found[2]) if found and found.start() else None


def number(cell: str | float) -> float | CellFault | None:
    """Read a number as Vietnamese accounting writes it: a dot after thousands, a comma before decimals.

    So "1.500" is 1500 and "1,5" is 1.5. English forms are read where they are plain ("1,500,000", "1.5");
    "1,500" may be either and is a CellFault. A currency sign after it is passed over.
    """
    if not isinstance(cell, str):
        return float(cell)
    value = text(cell)
    if value is None:
        return None
    digits = _CURRENCY.sub("", value.casefold())
    sign = -1.0 if digits.startswith("-") else 1.0
    digits = digits.lstrip("-+").strip()
    if _SPACED_GROUPS.fullmatch(digits):
        digits = digits.replace(" ", "")
    if _EITHER_COMMA.fullmatch(digits):
        return _AMBIGUOUS_NUMBER
    if _DOT_GROUPS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif not _PLAIN.fullmatch(digits):
        return _BAD_NUMBER
    size = float(digits.replace(",", "."))
    return sign * size if isfinite(size) else _BAD_NUMBER


def integer(cell: str | float) -> float | CellFault | None:
    """Read a whole number, written as for ``number``."""
    value = number(cell)
    if isinstance(value, float) and not (value.is_integer() and abs(value) < _MAX_INTEGER):
        return _BAD_INTEGER
    return _BAD_INTEGER if value is _BAD_NUMBER else value


def year(cell: str | float) -> float | CellFault | None:
    """Read a year, or that of a day or month: 1980, 12/05/1980, 5/1980, "1980 (41 tuổi)", "sinh năm 1980"."""
    if not isinstance(cell, str):
        return float(cell) if cell in _YEARS else _BAD_YEAR
    value = text(cell)
    found = None if value is None else _YEAR_IN_TEXT.fullmatch(value)
    if value is None or found is None:
        return None if value is None else _BAD_YEAR
    return float(found["year"])


def boolean_parser(yes: Sequence[str] = (), no: Sequence[str] = ()) -> Parser:
    """Return a parser to yes or no: có, x, v, ✓, ☒, đã, yes, true, 1 against không, ko, chưa, no, false, 0, ☐.

    ``yes`` and ``no`` are what else stands for them in one column.
    """
    true, false = _TRUE.union(map(fold, yes)), _FALSE.union(map(fold, no))

    def boolean(cell: str | float) -> bool | CellFault | None:
        value = text(cell)
        if value is None:
            return None
        folded = fold(value)
        if value.rstrip(_EMOJI_SIGN) in _TICKS or folded in true:
            return True
        return False if folded in false or value in _EMPTY_BOXES else _BAD_BOOLEAN

    return boolean


def day(cell: str | float) -> date | CellFault | None:
    """Read a day: a date cell, its serial number (1990 to 2100) as such or as text, ISO, dd/mm/yyyy, or in words.

    Day, month and year are divided by / - or . and the day always comes first. A year of two digits is a CellFault
    whatever the other rows say: nothing in 15/3/22 makes its century certain. So is a day without a year, or one that
    is not in the calendar. A weekday, a clock time or an apostrophe before it and a full stop behind it are passed
    over; midnight alone, and the day zero of spreadsheets, are nothing.
    """
    if cell == 0:
        return None
    if not isinstance(cell, str):
        return SERIAL_DAY_ZERO + timedelta(days=int(cell)) if int(cell) in _SERIALS else _BAD_DATE
    if cell.startswith(MARK):
        if cell[2:] == SERIAL_DAY_ZERO.isoformat():
            return None
        return _checked(cell[2:].split("-")) if cell[1] == "D" else _BAD_DATE
    value = text(cell)
    if value is None:
        return None
    if _SERIAL_TEXT.fullmatch(value):
        return day(float(value))
    lower = _without_clock(value)
    if _NO_DAY.fullmatch(lower):
        return None
    found = _DAY_FIRST.fullmatch(lower) or _YEAR_FIRST.fullmatch(lower) or _IN_WORDS.fullmatch(fold(lower))
    if found:
        return _checked(found.group("year", "month", "day"))
    if _SHORT_YEAR.fullmatch(lower):
        return _SHORT_YEAR_IN_DATE
    return _NO_YEAR_IN_DATE if _NO_YEAR.fullmatch(lower) else _BAD_DATE


def day_before_month(cell: str | float) -> int | None:
    """Return the number of the day where a text writes it in figures and before the month: 15 of 15/03/2022."""
    found = None
    if isinstance(cell, str) and not cell.startswith(MARK):
        found = _DAY_FIRST.fullmatch(_without_clock(text(cell) or ""))
    return int(found["day"]) if found else None


def _without_clock(value: str) -> str:
    """Return what is written of a day without a weekday or clock time before it, and signs around it."""
    lower = value.casefold().removeprefix("'").strip(" .,;").replace("–", "-").replace("—", "-").replace("−", "-")
    return _CLOCK_FIRST.sub("", _WEEKDAY.sub("", lower, count=1), count=1)


def _checked(parts: Any) -> date | CellFault:
    year, month, of_month = map(int, parts)
    try:
        return date(year, month, of_month) if year in _YEARS else _BAD_DATE
    except ValueError:
        return _BAD_DATE


def period(cell: str | float, *, kinds: AbstractSet[PeriodKind] = USUAL_KINDS) -> str | CellFault | None:
    """Read a report period of one of these kinds as its id: "2022-Q1", "2022", "ad-hoc"; others are a CellFault."""

    def id_of(value: str) -> str:
        found = Period.parse(value)
        if found.kind not in kinds:
            raise PeriodError(_BAD_PERIOD.message)
        return found.id

    return _read(cell, id_of, _BAD_PERIOD if kinds == USUAL_KINDS else _bad_period(kinds))


def _bad_period(kinds: AbstractSet[PeriodKind]) -> CellFault:
    examples = ", ".join(example for kind, example in PERIOD_EXAMPLES.items() if kind in kinds)
    return CellFault(
        "bad_period", both("is not a valid period; write one such as {examples}").format(examples=examples)
    )


def provision(
    cell: str | float, *, listed: Collection[Provision] | None = None, form: CitationForm | None = None
) -> str | CellFault | None:
    """Read a provision as its key: "6.1.a". A number cell 6.1 may stand for 6.1 or 6.10 and is a CellFault.

    So is one that is neither ``listed`` nor contains or lies within one that is; without a list, one that is not plain,
    such as "6.1a".
    """

    def key_of(value: str) -> str:
        found = Provision.parse(value, form)
        is_known = found.is_plain if listed is None else _is_related(found, *_with_those_around(listed))
        if not is_known:
            raise CitationError(_BAD_PROVISION.message)
        return found.key

    if not isinstance(cell, str) and (text(cell) or "").endswith(".1"):
        return _AMBIGUOUS_PROVISION
    return _read(cell, key_of, _BAD_PROVISION)


def _is_related(one: Provision, listed: AbstractSet[Provision], around: AbstractSet[Provision]) -> bool:
    """Tell whether a provision is listed, contains one that is or lies within one."""
    return one in around or any(item in listed for item in _lying_in(one))


@made_once
def _with_those_around(listed: Collection[Provision]) -> tuple[AbstractSet[Provision], AbstractSet[Provision]]:
    """Return what is listed, and that with all that contains it."""
    return frozenset(listed), frozenset(around for item in listed for around in _lying_in(item))


def _lying_in(item: Provision | None) -> Iterator[Provision]:
    """Yield a provision and all that it lies in."""
    while item is not None:
        yield item
        item = item.parent


def _read(cell: str | float, parse: Callable[[str], str], bad: CellFault) -> str | CellFault | None:
    if isinstance(cell, str) and cell.startswith(MARK):
        return bad
    value = text(cell)
    try:
        return None if value is None else parse(value)
    except (PeriodError, CitationError):
        return bad


def choice_parser(choices: Mapping[str, Choice], *, several: bool = False) -> Parser:
    """Return a parser to the id of a choice, written as its id, its labels or another of its written forms.

    With ``several`` it reads a list with ; or , between, to a tuple in the vocabulary's order.
    """
    ids, fault = _ids_of(choices)

    def one(cell: str | float) -> str | CellFault | None:
        value = text(cell)
        return None if value is None else ids.get(fold(value), fault)

    def many(cell: str | float) -> tuple[str, ...] | CellFault | None:
        found = {ids.get(fold(part)) for part in re.split("[;,]", text(cell) or "") if part.strip()}
        if not found:
            return None
        return fault if None in found else tuple(name for name in choices if name in found)

    return many if several else one


@made_once
def _ids_of(choices: Mapping[str, Choice]) -> tuple[Mapping[str, str], CellFault]:
    """Return the ids of choices by their written forms, and what is wrong with a cell that holds none."""
    labels = joined(", ", [choice.label.bilingual for choice in choices.values()])
    return written_forms(choices), CellFault("bad_choice", both("choose one of: {choices}").format(choices=labels))


@made_once
def written_forms(choices: Mapping[str, Choice]) -> Mapping[str, str]:
    """Return the id of each choice by every folded form in which it may be written."""
    return {
        fold(form): name
        for name, choice in choices.items()
        for form in (*choice.written, choice.label.vi, choice.label.en, name)
    }
