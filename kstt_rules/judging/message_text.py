"""Values and messages in words: what an expression's value looks like in a Vietnamese or an English sentence."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from math import inf, isfinite
from typing import Any

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.base.cell_address import MAX_ROW
from kstt_rules.base.labelled import Labelled, label_of
from kstt_rules.language import Expr
from kstt_rules.language.evaluate_row import Scene, evaluate, is_blank
from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Counting, Distinct
from kstt_rules.language.nodes import Aggregate, Call, Field, ParameterName
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.values import CodeTable, Interval, as_day
from kstt_rules.model.findings import Value
from kstt_rules.model.report_calendar import Period
from kstt_rules.model.vocabulary import UNREAD, Vocabulary
from kstt_rules.pack import Lacking, Message

_UNKNOWN = both("unknown", "rendering")
_NONE = both("none", "rendering")
_YES, _NO = both("yes"), both("no")
_FROM_TO = both("from {low} to {high}")
_AT_LEAST = both("at least {low}")
_AT_MOST = both("at most {high}")

_CODES = frozenset({"choice", "choices", "unit", "period", "provision"})
"""The kinds of value that stand for something with another name."""

_ENDS = ".!?"
"""What ends a sentence, so that the next word has a capital."""


def _is_of_nobody(expr: Expr, scene: Scene) -> bool:
    """Say whether a term asks something of rows of which there are surely none."""
    if not isinstance(expr, Aggregate) or expr.value is None:
        return False
    return is_blank(expr, scene) == TRUE


class Renderer:
    """Fills in message templates for one subject after another; ``unit_name`` gives a unit's name by its id."""

    def __init__(self, vocabulary: Vocabulary, unit_name: Callable[[str], str]) -> None:
        self._vocabulary = vocabulary
        self._unit_name = unit_name
        self._labelled: dict[tuple[str, str | None, str], Labelled] = {}

    def message(self, message: Message, scene: Scene) -> Bilingual:
        """Fill in a message in both languages."""
        values: dict[str, Any] = {}
        return Bilingual(self._fill(message, scene, "vi", values), self._fill(message, scene, "en", values))

    def _fill(self, message: Message, scene: Scene, language: Language, values: dict[str, Any]) -> str:
        """Fill in a message; ``values`` keeps those of the expressions, which are the same in both languages."""
        parts = message[language]
        text = ""
        for part in parts:
            if isinstance(part, str):
                text += part
                continue
            if isinstance(part, Lacking):
                text += self._lacking(part, scene, language)
                continue
            if part.text not in values:
                values[part.text] = _NONE if _is_of_nobody(part, scene) else evaluate(part, scene)
            said = self.value(part, values[part.text], language)
            is_name_within = part.type.kind == "period" and text.strip()[-1:] not in _ENDS
            text += within_sentence(said) if is_name_within else said
        return text

    def _lacking(self, part: Lacking, scene: Scene, language: Language) -> str:
        """Name the fields that say no; of what is not known nothing is said."""
        denied = [field for field in part.fields if evaluate(field, scene) == FALSE]
        return "; ".join(self._label(field)[language] for field in denied) or _NONE[language]

    def _label(self, field: Field) -> Bilingual:
        return self._vocabulary.entity(field.entity).fields[field.name].label.bilingual

    def labelled(self, expr: Expr, value: Any) -> Value:
        """Return the value of a term, a code with what it stands for; several are joined."""
        if expr.type.kind not in _CODES or not isinstance(value, (str, tuple)):
            return value  # type: ignore[no-any-return]
        code = value if isinstance(value, str) else ", ".join(value)
        key = (expr.type.kind, expr.type.of, code)
        if key not in self._labelled:
            words = Bilingual(self.value(expr, value, "vi"), self.value(expr, value, "en"))
            self._labelled[key] = Labelled(code, words)
        return self._labelled[key]

    def value(self, expr: Expr, value: Any, language: Language) -> str:
        """Put an evaluated expression in words; missing data are called unknown."""
        if value is None or (expr.type.kind == "boolean" and value == UNKNOWN):
            return _UNKNOWN[language]
        if isinstance(value, Bilingual):
            return value[language]
        if isinstance(value, Interval):
            if _is_quantity(expr):
                return _quantity(value, language, of_rows=isinstance(expr, Aggregate))
            return _number(value, language, is_date=expr.type.kind == "date")
        match expr.type.kind:
            case "boolean":
                return (_YES if value == TRUE else _NO)[language]
            case "choice" | "choices":
                values = value if isinstance(value, tuple) else (value,)
                return ", ".join(self._choice(expr, item, language) for item in values)
            case "unit":
                return self._unit_name(value)
            case "period":
                return period_words(value)[language]
            case "provision":
                return self._vocabulary.provision(value).label[language]
            case _:
                if isinstance(value, tuple):  # a body's name stands for each of the forms in which sheets name it
                    return ", ".join(
                        dict.fromkeys(
                            label_of(item)[language] if isinstance(item, str) else str(item) for item in value
                        )
                    )
                return ", ".join(map(str, value)) if isinstance(value, CodeTable) else str(value)

    def _choice(self, expr: Expr, value: str, language: Language) -> str:
        if value == UNREAD:
            return _UNKNOWN[language]
        labels = self._vocabulary.choices.get(expr.type.of or "", {})
        return labels[value].label.bilingual[language] if value in labels else value


def _is_quantity(expr: Expr) -> bool:
    """Say whether a number is worked out or set, so that it counts something; a datum may be a year or a code."""
    match expr:
        case _ if expr.type.kind != "number":
            return False
        case Aggregate(function=function):
            return isinstance(AGGREGATES[function], (Counting, Distinct))
        case Call(function=function):
            return not FUNCTIONS[function].of_time
        case _:
            return isinstance(expr, ParameterName)


def _quantity(interval: Interval, language: Language, *, of_rows: bool) -> str:
    """Say how many, as clerks write it in Vietnamese: 02 for two, and none of what is counted."""
    if language == "vi" and interval.exact and 0 <= interval.low < 10 and interval.low == int(interval.low):
        return _NONE.vi if of_rows and not interval.low else f"{int(interval.low):02}"
    if of_rows and interval.high >= MAX_ROW:  # a sheet that was not read may hold as many as it has rows
        interval = Interval(interval.low, inf)
    return _number(interval, language, is_date=False)


def _number(interval: Interval, language: Language, *, is_date: bool) -> str:
    """Say a number or a day, or between which two it lies as far as that is known."""
    word = _day if is_date else _plain
    low, high = (word(bound, language) if isfinite(bound) else None for bound in (interval.low, interval.high))
    if interval.exact:
        return low or _UNKNOWN[language]
    match low, high:
        case str(), str():
            return _FROM_TO[language].format(low=low, high=high)
        case str(), None if not is_date:
            return _AT_LEAST[language].format(low=low)
        case None, str() if not is_date:
            return _AT_MOST[language].format(high=high)
        case _:
            return _UNKNOWN[language]


def _plain(number: float, language: Language) -> str:
    if number == int(number) and abs(number) < 10_000:
        return str(int(number))  # years among them
    text = f"{int(number):,}" if number == int(number) else f"{_shortened(number):,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def _shortened(number: float) -> float:
    """Leave out digits that nobody reads: a third is 0.333333."""
    return float(f"{number:.6g}") if abs(number) < 1e5 else round(number, 2)


def _day(ordinal: float, language: Language) -> str | None:
    day = as_day(ordinal)
    return None if day is None else day_words(day, language)


def day_words(day: date, language: Language) -> str:
    """Write a day as 31/03/2022 in Vietnamese and 2022-03-31 in English."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if language == "vi" else day.isoformat()


@lru_cache(1 << 10)
def period_words(code: str) -> Bilingual:
    """Name a period by its code."""
    return Period.parse(code).label


def within_sentence(text: str) -> str:
    """Return a text without its capital, as it stands within a sentence."""
    return text[:1].lower() + text[1:]
