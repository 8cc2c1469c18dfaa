"""Terms of conditions in words, generated from their parts: nobody who reads a finding is shown the code of a rule."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, cast

from kstt_rules.base.bilingual import Bilingual, both, in_both, joined
from kstt_rules.judging.message_text import Renderer, within_sentence
from kstt_rules.language import Expr
from kstt_rules.language.evaluate_row import Row, Scene, evaluate
from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Aggregator, Function, Words
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
    Submission,
    Within,
    is_constant,
)
from kstt_rules.language.truth import FALSE, TRUE
from kstt_rules.language.values import Interval, Setting, exactly
from kstt_rules.pack import Pack

_AND, _OR = both(" and ", "conditions"), both(" or ", "conditions")
_NOTHING = Bilingual("", "")

_ALIKE: Final = {"==": both("{left} is {right}"), "!=": both("{left} is not {right}")}
_SAME, _ANOTHER = both("the same {field}"), both("another {field}")
_DAYS: Final = _ALIKE | {
    "<": both("{left} before {right}"),
    "<=": both("{left} not after {right}"),
    ">": both("{left} after {right}"),
    ">=": both("{left} not before {right}"),
}
_YEARS: Final = _DAYS | {"<=": both("{left} up to {right}"), ">=": both("{left} from {right} on")}
_NUMBERS: Final = _ALIKE | {
    "<": both("{left} less than {right}"),
    "<=": both("{left} at most {right}"),
    ">": both("{left} more than {right}"),
    ">=": both("{left} at least {right}"),
}


class TermWords:
    """Words the terms of conditions on subjects of one entity.

    With a ``setting`` what rests on the day of the audit and the parameters alone is worked out: the year 2021, not
    the year of the day of the audit less so many years. ``labels`` are words given for terms by their text.
    """

    def __init__(
        self, pack: Pack, subject: str, setting: Setting | None = None, labels: Mapping[str, Bilingual] | None = None
    ) -> None:
        self._pack = pack
        self._labels = labels or {}
        self._vocabulary = pack.vocabulary
        self._subject_name, self._subject = subject, pack.vocabulary.entity(subject)
        self._renderer = Renderer(pack.vocabulary, str)
        self._setting = setting
        self._inside = False

    def say(self, term: Expr, beside: Expr | None = None) -> Bilingual:
        """Word a term; a literal as a value of what stands ``beside`` it."""
        match term:
            case _ if term.text in self._labels:
                return self._labels[term.text]
            case Field():
                return self._field(term)
            case Aggregate():
                return self._aggregate(term)
            case ParameterName(key=key):
                return self._parameter(key)
            case Submission(function=function):
                return _filled(FUNCTIONS[function].words, *self._given(term))
            case Literal(value=value):
                return self._literal(value, beside or term)
            case AsOf():
                return both("day of the audit")
            case Compare(operator="==" | "!=", left=Field() as left, right=Field() as right) if _alike(left, right):
                return (_SAME if term.operator == "==" else _ANOTHER).format(field=self._label(left))
            case Compare(operator=operator, left=left, right=right):
                words = self._compared(left, right)[operator]
                return words.format(left=self.say(left, right), right=self.say(right, left))
            case Within(item=item, options=Literal() as options):
                return both("{left} is {right}").format(left=self.say(item), right=self.say(options, item))
            case Not(item=Within(item=Literal() as item, options=options)):
                return both("{options} without {item}").format(options=self.say(options), item=self.say(item, options))
            case Within(item=Literal() as item, options=options):
                return both("{options} with {item}").format(options=self.say(options), item=self.say(item, options))
            case Within(item=item, options=options):
                return both("{item} among {options}").format(item=self.say(item), options=self.say(options, item))
            case And(items=items):
                return joined(_AND, map(self._part, _telling(items)))
            case Or(items=(Call() as first, Compare() as second)) if _asks_of_blank(first, second):
                return both("{condition}, where it is given").format(condition=self.say(second))
            case Or(items=items):
                return joined(_OR, map(self._part, items))
            case Not(item=Call() | Submission() as item) if denied := FUNCTIONS[item.function].words_denied:
                return _filled(denied, *self._given(item))
            case Not(item=item):
                return both("not: {condition}").format(condition=self._part(item))
            case Arithmetic() | Call() if (known := self._worked_out(term)) is not None:
                return known
            case Arithmetic(operator=operator, left=left, right=right):
                return joined(f" {operator} ", (self.say(left), self.say(right)))
            case Call(function=function):
                return _filled(_words_of(FUNCTIONS[function], term), *self._given(term))

    def _worked_out(self, term: Expr) -> Bilingual | None:
        """Return the value of what rests on no row, where it is known."""
        if self._setting is None or not is_constant(term):
            return None
        value = evaluate(term, Scene(cast("Row", None), self._setting))  # nothing in the term asks for a row
        if not isinstance(value, Interval) or not value.exact:
            return None
        return in_both(lambda language: self._renderer.value(term, value, language))

    def _part(self, condition: Expr) -> Bilingual:
        said = self.say(condition)
        match condition:
            case Or(items=(Call() as first, Compare() as second)) if _asks_of_blank(first, second):
                return said
            case And() | Or():
                return joined("", ("(", said, ")"))
            case _:
                return said

    def _compared(self, left: Expr, right: Expr) -> Mapping[str, Bilingual]:
        """Return how to say each comparison of two terms."""
        if left.type.kind == "date":
            return _DAYS
        if left.type.kind == "number":
            return _YEARS if any(map(self._is_of_time, (left, right))) else _NUMBERS
        return _ALIKE

    def _is_of_time(self, term: Expr) -> bool:
        match term:
            case Field():
                return self._vocabulary.entity(term.entity).fields[term.name].year
            case Call(function=function):
                return FUNCTIONS[function].of_time
            case _:
                return False

    def _field(self, field: Field) -> Bilingual:
        """Name a field: of the subject within a relation as the one in question, of a unit with that unit's role."""
        label = self._label(field)
        if not field.steps:
            own = self._inside and not field.related
            return both("{field} in question").format(field=label) if own else label
        led = None if field.related else self._subject.fields.get(field.steps[-1])
        of = (led or self._vocabulary.entity(field.entity)).label.bilingual
        if of == self._vocabulary.entity(field.entity).label.bilingual:
            return label
        return both("{field} ({entity})").format(field=label, entity=of)

    def _label(self, field: Field) -> Bilingual:
        return self._vocabulary.entity(field.entity).fields[field.name].label.bilingual

    def _given(self, term: Call | Submission) -> list[Bilingual]:
        """Word the arguments of a call; of a submission the dataset, or the column of it."""
        if isinstance(term, Call):
            return [self.say(argument) for argument in term.arguments]
        entity = self._vocabulary.entity(term.entity)
        whole = entity.label.bilingual
        if term.name is None:
            return [whole]
        field = entity.fields[term.name].label.bilingual
        return [both("column “{field}” ({entity})").format(field=field, entity=whole)]

    def _aggregate(self, term: Aggregate) -> Bilingual:
        self._inside = True
        where = _NOTHING if term.condition is None else joined("", (" (", self._condition(term.condition), ")"))
        value = _NOTHING if term.value is None else self.say(term.value)
        self._inside = False
        return _filled(_words_of(AGGREGATES[term.function], term), rows=self._rows(term), where=where, value=value)

    def _rows(self, term: Aggregate) -> Bilingual:
        """Name the rows of a relation, and whose they are where it is not one of the subject itself."""
        named = []
        for entity, name, relation in self._vocabulary.on_the_way(self._subject_name, term.relation):
            if relation is None:
                named.append(self._vocabulary.entity(entity).fields[name].label.bilingual)
            else:
                named.append((relation.label or self._vocabulary.entity(relation.entity).label).bilingual)
        return joined(both(" of ", "relations"), reversed(named))

    def _condition(self, condition: Expr) -> Bilingual:
        if isinstance(condition, And):
            return joined("; ", map(self._part, _telling(condition.items)))
        return self.say(condition)

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
        words = [in_both(partial(self._renderer.value, beside, item)) for item in values]
        if beside.type.kind == "period":
            words = [Bilingual(within_sentence(text.vi), within_sentence(text.en)) for text in words]
        return joined(_OR, words)


def _alike(left: Field, right: Field) -> bool:
    """Say whether two terms are the same field, one of them of the subject and the other of a row beside it."""
    return (left.entity, left.name) == (right.entity, right.name) and left.related != right.related


def _asks_of_blank(call: Call, comparison: Compare) -> bool:
    """Say whether a call asks for the blank that a comparison beside it would stumble over."""
    asked = call.arguments[0].text
    return FUNCTIONS[call.function].of_blanks and asked in {comparison.left.text, comparison.right.text}


def _telling(items: Sequence[Expr]) -> list[Expr]:
    """Leave out that a value is given where another of the conditions says what it is."""
    said = [item for item in items if isinstance(item, Compare)]
    return [
        item
        for item in items
        if not (
            isinstance(item, Not)
            and isinstance(item.item, Call)
            and any(_asks_of_blank(item.item, other) for other in said)
        )
    ]


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


def _words_of(entry: Function | Aggregator, term: Call | Aggregate) -> Words:
    """Return the words of an entry of the tables, where it has them those for a day."""
    of_days = getattr(entry, "words_of_days", None)
    return entry.words if of_days is None or term.type.kind != "date" else of_days


def _filled(words: Words, *given: Bilingual, **named: Bilingual) -> Bilingual:
    return Bilingual(*words).format(*given, **named)
