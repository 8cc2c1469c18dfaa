"""Citations in a form of a pack's own, such as "Section 12.3", "CORE-000351" or "Mục II.3"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Any, Final, Literal
from unicodedata import normalize

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation_numbers import number_order, point_order

Numbering = Literal["number", "roman", "letter", "code"]
"""How a level is numbered: 12 or 12a, II, a or a1, a code such as 000351 or AE-7 in which no zero is lost."""

Value = int | str | None
MOST_LEVELS: Final = 4
_PART: Final = re.compile(r"\{(?P<level>[a-z][a-z0-9_]*)\}|(?P<sign>[\[\]{}])|(?P<text>[^\[\]{}]+)")
_WRITTEN: Final[Mapping[Numbering, str]] = {
    "number": r"[1-9][0-9]{0,8}[a-zđ]?",
    "roman": r"[ivxlcdm]{1,15}",
    "letter": r"([a-zđ])\1?(?:[1-9][0-9]?)?",
    "code": r"[a-z0-9]+(?:-[a-z0-9]+)*",
}
_SAMPLES: Final[Mapping[Numbering, Sequence[int | str]]] = {
    "number": (12, 3, 1, 2),
    "roman": ("II", "III", "I", "IV"),
    "letter": ("a", "b", "c", "d"),
    "code": ("000351", "AE-7", "A1", "B2"),
}
_ROMAN: Final = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NO_PROVISION: Final = both("{text!r} names no provision; write it like {forms}")
_NOT_NUMBERED: Final = both("{value!r} is not a valid {level}; write one like {sample}")

Template = tuple["str | Hole | Template", ...]
"""Texts and levels in turn; what is a tuple again falls away where a level in it is left out."""


@dataclass(frozen=True, slots=True)
class Hole:
    """The place of a level in a template, by its number from 0."""

    level: int


@dataclass(frozen=True, slots=True)
class Level:
    """One level of citations: its name, and how it is numbered."""

    id: str
    numbers: Numbering


@dataclass(frozen=True)
class CitationForm:
    """How a pack cites: one to four ``levels`` from the outermost in, and how they are written in each language.

    In ``vi`` and ``en`` each level stands once in braces; what falls away with a level that is left out stands in
    square brackets: "Section {section}[.{clause}]". A level that is in no brackets is never left out. Raises
    CitationError with what is wrong with a text.
    """

    vi: str
    en: str
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        for text in (self.vi, self.en):
            template = _parsed(text, [level.id for level in self.levels])
            found = [*_holes(template)]
            if sorted(found) != [*range(len(self.levels))]:
                raise CitationError(
                    both("{text!r} must have each of these once: {levels}").format(
                        text=text, levels=", ".join(f"{{{level.id}}}" for level in self.levels)
                    )
                )
            if 0 not in [part.level for part in template if isinstance(part, Hole)]:
                raise CitationError(
                    both("{text!r} must have {level} outside brackets").format(text=text, level=self.levels[0].id)
                )

    def check(self, values: Sequence[Value]) -> None:
        """Raise CitationError where values, one a level and None for those left out, make no citation."""
        given = [*takewhile(lambda value: value is not None, values)]
        if len(given) < self._least or any(value is not None for value in values[len(given) :]):
            raise CitationError(_NO_PROVISION.format(text=str(values), forms=self.examples))
        for level, value in zip(self.levels, given, strict=False):
            if self._value(level, str(value)) != value:
                raise CitationError(
                    _NOT_NUMBERED.format(value=value, level=level.id, sample=_SAMPLES[level.numbers][0])
                )
        if len(given) > len(self.levels):
            raise CitationError(_NO_PROVISION.format(text=str(values), forms=self.examples))

    def read(self, text: str) -> tuple[Value, ...]:
        """Return the values of a citation as it is written in either language, as a key or an id."""
        folded = " ".join(normalize("NFC", text).casefold().split())
        for found in (pattern.fullmatch(folded) for pattern in self._patterns):
            if found is not None:
                texts = [found[f"level_{index}"] for index in range(len(self.levels))]
                return tuple(self._value(*pair) for pair in zip(self.levels, texts, strict=True))
        parts = _of_id(folded, self.levels) or [part.replace("_", "-") for part in folded.split(".")]
        try:
            values = [self._value(*pair) for pair in zip(self.levels, parts, strict=False)]
            self.check(values)
        except CitationError:
            values = []
        if not self._least <= len(values) == len(parts):
            raise CitationError(_NO_PROVISION.format(text=text[:80], forms=self.examples))
        return (*values, *[None] * (len(self.levels) - len(values)))

    def written(self, language: Language, values: Sequence[Value]) -> str:
        """Return a citation in a language."""
        text = _filled(_parsed(self.vi if language == "vi" else self.en, [each.id for each in self.levels]), values)
        assert text is not None, "a provision has what is never left out"
        return text

    def key_of(self, values: Sequence[Value]) -> str:
        """Return the short form that ids of rules are made of: "12.3", "II.3", "AE_7"."""
        return ".".join(str(value).replace("-", "_") for value in values if value is not None)

    def id_of(self, values: Sequence[Value]) -> str:
        """Return the ASCII identifier: "section_12__clause_3"."""
        pairs = zip(self.levels, values, strict=False)
        return "__".join(f"{level.id}_{_in_id(level, str(value))}" for level, value in pairs if value is not None)

    def may_lack_last(self, values: Sequence[Value]) -> bool:
        """Tell whether the innermost value can be left out."""
        return sum(value is not None for value in values) > self._least

    def position(self, values: Sequence[Value]) -> tuple[tuple[Any, ...], ...]:
        """Return how a citation sorts: each before what it contains, codes with their figures by size."""
        pairs = zip(self.levels, values, strict=False)
        return tuple(() if value is None else _ORDER[level.numbers](value) for level, value in pairs)

    @property
    def examples(self) -> str:
        """How citations are written, for messages."""
        samples: list[Value] = [_SAMPLES[level.numbers][index] for index, level in enumerate(self.levels)]
        shortest = [*samples[: self._least], *[None] * (len(samples) - self._least)]
        both_ways = (self.written(language, values) for values in (samples, shortest) for language in ("vi", "en"))
        return ", ".join(f'"{text}"' for text in dict.fromkeys(both_ways))

    @cached_property
    def _least(self) -> int:
        """The number of levels that are never left out, in either language."""
        names = [level.id for level in self.levels]
        kept = [{part.level for part in _parsed(text, names) if isinstance(part, Hole)} for text in (self.vi, self.en)]
        return max(kept[0] | kept[1]) + 1

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """What a citation looks like in either language."""
        names = [level.id for level in self.levels]
        return tuple(re.compile(self._pattern(_parsed(text, names))) for text in (self.vi, self.en))

    def _pattern(self, template: Template) -> str:
        return "".join(map(self._pattern_of, template))

    def _pattern_of(self, part: "str | Hole | Template") -> str:
        match part:
            case str():
                return re.escape(" ".join(part.casefold().split(" "))).replace(r"\ ", " ?")
            case Hole(level=index):
                return f"(?P<level_{index}>{_unnumbered(self.levels[index])})"
            case _:
                return f"(?:{self._pattern(part)})?"

    def _value(self, level: Level, text: str | None) -> Value:
        """Return a value of a level as it is kept."""
        if text is None:
            return None
        folded = text.casefold()
        is_sound = re.fullmatch(_WRITTEN[level.numbers], folded) is not None
        if not is_sound or (level.numbers == "roman" and not _ROMAN.fullmatch(folded)):
            raise CitationError(_NOT_NUMBERED.format(value=text, level=level.id, sample=_SAMPLES[level.numbers][0]))
        if level.numbers == "number":
            return int(folded) if folded.isdecimal() else folded
        return folded if level.numbers == "letter" else folded.upper()


def _parsed(text: str, names: Sequence[str]) -> Template:
    """Read a template; CitationError for brackets that do not match and for levels that are not there."""
    open_groups: list[list[str | Hole | Template]] = [[]]
    for found in _PART.finditer(text):
        if found["level"] is not None:
            if found["level"] not in names:
                raise CitationError(
                    both("{text!r}: there is no level {level!r}; choose from {levels}").format(
                        text=text, level=found["level"], levels=", ".join(names)
                    )
                )
            open_groups[-1].append(Hole(names.index(found["level"])))
        elif found["text"] is not None:
            open_groups[-1].append(found["text"])
        elif found["sign"] == "[":
            open_groups.append([])
        elif found["sign"] == "]" and len(open_groups) > 1:
            group = tuple(open_groups.pop())
            open_groups[-1].append(group)
        else:
            raise CitationError(both("{text!r}: {sign!r} has no counterpart").format(text=text, sign=found["sign"]))
    if len(open_groups) > 1:
        raise CitationError(both("{text!r}: {sign!r} has no counterpart").format(text=text, sign="["))
    return tuple(open_groups[0])


def _holes(template: Template) -> Iterator[int]:
    for part in template:
        if isinstance(part, Hole):
            yield part.level
        elif isinstance(part, tuple):
            yield from _holes(part)


def _filled(template: Template, values: Sequence[Value]) -> str | None:
    """Fill in a template; None where a level in it is left out."""
    texts: list[str] = []
    for part in template:
        match part:
            case str():
                texts.append(part)
            case Hole(level=index):
                if values[index] is None:
                    return None
                texts.append(str(values[index]))
            case _:
                texts.append(_filled(part, values) or "")
    return "".join(texts)


def _unnumbered(level: Level) -> str:
    """Return the pattern of a level's numbers without groups of its own."""
    return r"[a-zđ]{1,2}(?:[1-9][0-9]?)?" if level.numbers == "letter" else _WRITTEN[level.numbers]


def _of_id(text: str, levels: Sequence[Level]) -> list[str] | None:
    """Return the values that an id names, None for a text that is no id."""
    parts = text.split("__")
    if len(parts) > len(levels) or not all(map(str.startswith, parts, (f"{level.id}_" for level in levels))):
        return None
    values = [part.removeprefix(f"{level.id}_") for part, level in zip(parts, levels, strict=False)]
    return [
        value.replace("dd", "đ").replace("_", "") if level.numbers == "letter" else value.replace("_", "-")
        for value, level in zip(values, levels, strict=False)
    ]


def _in_id(level: Level, value: str) -> str:
    if level.numbers == "letter":
        return re.sub(r"([a-zđ])(?=\1)", r"\1_", value).replace("đ", "dd")
    return value.casefold().replace("đ", "dd").replace("-", "_")


def _roman_value(text: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in text.casefold()]
    return sum(-digit if digit < max(digits[place:]) else digit for place, digit in enumerate(digits))


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)


_ORDER: Final[Mapping[Numbering, Callable[[Any], tuple[Any, ...]]]] = {
    "number": lambda value: (number_order(value),),
    "roman": lambda value: (_roman_value(value),),
    "letter": point_order,
    "code": _natural,
}
