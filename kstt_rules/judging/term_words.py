"""Terms of conditions in words, generated from their parts: nobody who reads a finding is shown the code of a rule."""

from datetime import date
from typing import Any, Final

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, both, joined
from kstt_rules.judging.message_text import Renderer
from kstt_rules.language import Expr
from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Words
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    AsOf,
    Call,
    Compare,
    Constant,
    Field,
    Literal,
    Not,
    Or,
    ParameterName,
    Within,
)
from kstt_rules.language.truth import FALSE, TRUE
from kstt_rules.language.values import exactly
from kstt_rules.pack import Pack

_SIGNS: Final = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
_AND, _OR = both(" and ", "conditions"), both(" or ", "conditions")
_NOTHING = Bilingual("", "")


class TermWords:
    """Words the terms of conditions on subjects of one entity."""

    def __init__(self, pack: Pack, subject: str) -> None:
        self._pack = pack
        self._vocabulary = pack.vocabulary
        self._subject = pack.vocabulary.entity(subject)
        self._renderer = Renderer(pack.vocabulary, str)

    def say(self, term: Expr, beside: Expr | None = None) -> Bilingual:
        """Word a term; a literal as a value of what stands ``beside`` it."""
        match term:
            case Field():
                return self._field(term)
            case Aggregate():
                return self._aggregate(term)
            case ParameterName(key=key):
                return self._parameter(key)
            case Literal(value=value):
                return self._literal(value, beside or term)
            case AsOf():
                return both("day of the audit")
            case Compare(operator=operator, left=left, right=right):
                return joined(f" {_SIGNS.get(operator, operator)} ", (self.say(left, right), self.say(right, left)))
            case Within(item=item, options=options):
                return both("{item} among {options}").format(item=self.say(item), options=self.say(options, item))
            case And(items=items):
                return joined(_AND, map(self._part, items))
            case Or(items=items):
                return joined(_OR, map(self._part, items))
            case Not(item=Call(function=function, arguments=(argument,))) if FUNCTIONS[function].of_blanks:
                return both("{term} is given").format(term=self.say(argument))
            case Not(item=item):
                return both("not: {condition}").format(condition=self._part(item))
            case Arithmetic(operator=operator, left=left, right=right):
                return joined(f" {operator} ", (self.say(left), self.say(right)))
            case Call(function=function, arguments=arguments):
                given = [self.say(argument) for argument in arguments]
                return _filled(FUNCTIONS[function].words, *given)

    def _part(self, condition: Expr) -> Bilingual:
        said = self.say(condition)
        return joined("", ("(", said, ")")) if isinstance(condition, (And, Or)) else said

    def _field(self, field: Field) -> Bilingual:
        """Name a field; of another row than the related one, with what it is of: the unit's role, or its dataset."""
        label = self._vocabulary.entity(field.entity).fields[field.name].label.bilingual
        if field.related and not field.steps:
            return label
        step = field.steps[-1] if field.steps else ""
        led = None if field.related else self._subject.fields.get(step)
        of = (led or self._vocabulary.entity(field.entity)).label.bilingual
        return both("{field} ({entity})").format(field=label, entity=of)

    def _aggregate(self, term: Aggregate) -> Bilingual:
        where = _NOTHING if term.condition is None else joined("", (" (", self._condition(term.condition), ")"))
        rows = self._subject.relations[term.relation].label or self._vocabulary.entity(term.entity).label
        value = _NOTHING if term.value is None else self.say(term.value)
        return _filled(AGGREGATES[term.function].words, rows=rows.bilingual, where=where, value=value)

    def _condition(self, condition: Expr) -> Bilingual:
        return joined("; ", map(self._part, condition.items)) if isinstance(condition, And) else self.say(condition)

    def _parameter(self, key: str) -> Bilingual:
        if key in self._pack.parameters:
            return self._pack.parameters[key].label
        return self._pack.readings[key.partition(".")[2]].label

    def _literal(self, value: Constant, beside: Expr) -> Bilingual:
        if isinstance(beside, ParameterName) and (reading := self._pack.readings.get(beside.key.partition(".")[2])):
            return joined(
                ", ", (reading.options[str(item)] for item in (value if isinstance(value, tuple) else (value,)))
            )
        values = [_evaluated(item) for item in (value if isinstance(value, tuple) else (value,))]
        return Bilingual(
            *(", ".join(self._renderer.value(beside, item, language) for item in values) for language in LANGUAGES)
        )


def _evaluated(value: Constant) -> Any:
    match value:
        case bool():
            return TRUE if value else FALSE
        case int() | float():
            return exactly(value)
        case date():
            return exactly(value.toordinal())
        case _:
            return value


def _filled(words: Words, *given: Bilingual, **named: Bilingual) -> Bilingual:
    return Bilingual(*words).format(*given, **named)
