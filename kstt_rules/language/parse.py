"""From the text of a condition to its checked tree: a whitelist over Python's own grammar, never evaluated."""

import ast
import math
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import KsttError
from kstt_rules.base.suggestion import unknown
from kstt_rules.language.fault_words import (
    CALL,
    NO_CONDITION,
    NO_TRUTH,
    NOT_COMPARED,
    NOT_COMPUTED,
    WRITTEN_AS,
    WRITTEN_OUT,
    not_one_of,
    not_valid,
    not_wanted,
    of_several_types,
    takes,
)
from kstt_rules.language.functions import AGGREGATES, CALLS, FUNCTIONS, VALUES, Counting, Function, WrittenValue
from kstt_rules.language.names import Scope, UnknownName
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    Call,
    Compare,
    Expr,
    Field,
    Literal,
    Not,
    Or,
    ParameterName,
    Submission,
    Within,
)
from kstt_rules.language.syntax import ExpressionError, Fault, dotted, parsed, refusal
from kstt_rules.language.types import BOOLEAN, DATE, LISTED, NUMBER, ORDERED, TEXT, Kind, ValueType, comparable
from kstt_rules.model.report_calendar import Period
from kstt_rules.model.vocabulary import Relation, Vocabulary

MAX_DEPTH = 40
MAX_INTEGER = 2**53

_WORDS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPUTED: dict[tuple[str, str, str], ValueType] = {
    **{("number", operator, "number"): NUMBER for operator in _OPERATORS.values()},
    ("date", "-", "date"): NUMBER,
    ("date", "+", "number"): DATE,
    ("date", "-", "number"): DATE,
}
Item = TypeVar("Item")

_TAKES_DATASET = both("{name}(…) takes a dataset, or a field of one")
_LIST_MISPLACED = both("a list may stand only after `in`")
_SHORT_FORMS: dict[Kind, Callable[[str, Vocabulary], str]] = {
    "provision": lambda text, vocabulary: vocabulary.provision(text).key,
    "period": lambda text, _: Period.parse(text).id,
}


def check(text: str, scope: Scope, *, want: str = "boolean") -> Expr:
    """Parse and type-check a condition (``want="boolean"``) or any expression (``want="any"``).

    Raises ExpressionError with every fault that can be told apart.
    """
    source = unicodedata.normalize("NFC", text)
    written = source.lstrip(" ")
    indent = len(source) - len(written)
    tree = parsed(written, indent)
    checker = _Checker(written, indent, scope)
    try:
        expr = checker.visit(tree)
    except _Stop:
        raise ExpressionError(checker.faults) from None
    if want == "boolean" and expr.type != BOOLEAN:
        raise ExpressionError([Fault(0, NO_CONDITION.format(type=expr.type.words))])
    return expr


class _Stop(Exception):  # noqa: N818 - not an error of its own: the faults are already noted
    """The part visited has a noted fault."""


class _Checker:
    """Turns an ``ast`` tree into nodes, noting every fault; ``relation`` is set inside a relation's arguments."""

    def __init__(self, written: str, indent: int, scope: Scope) -> None:
        self.faults: list[Fault] = []
        self._indent = indent
        self._bytes = written.encode()
        self._scope = scope
        self._relation: Relation | None = None
        self._depth = 0

    def visit(self, node: ast.expr) -> Expr:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail(node, both("nested deeper than {most} levels").format(most=MAX_DEPTH))
        try:
            match node:
                case ast.BoolOp():
                    items = tuple(self._each(node.values, self._condition))
                    return And(items, self._text(node)) if isinstance(node.op, ast.And) else Or(items, self._text(node))
                case ast.UnaryOp(op=ast.Not()):
                    return Not(self._condition(node.operand), self._text(node))
                case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as operand):
                    return self._negative(node, operand)
                case ast.BinOp() if type(node.op) in _OPERATORS:
                    return self._arithmetic(node)
                case ast.Compare():
                    return self._comparison(node)
                case ast.Constant():
                    return self._literal(node)
                case ast.Tuple() | ast.List():
                    self._fail(node, _LIST_MISPLACED)
                case ast.Name() | ast.Attribute():
                    return self._name(node)
                case ast.Call():
                    return self._call(node)
                case _:
                    self._fail(node, refusal(node))
        finally:
            self._depth -= 1

    # -- conditions

    def _condition(self, node: ast.expr) -> Expr:
        expr = self.visit(node)
        if expr.type != BOOLEAN:
            self._fail(node, NO_TRUTH.format(term=self._text(node), type=expr.type.words))
        return expr

    def _comparison(self, node: ast.Compare) -> Expr:
        sides = [node.left, *node.comparators]
        values = self._each(sides, self._side)
        links: list[Expr] = []
        for place, operator in enumerate(node.ops):
            word = _WORDS.get(type(operator))
            if word is None:
                self._fail(sides[place + 1], both("compare with == != < <= > >= in, not in"))
            links.append(self._link(sides[place + 1], word, values[place], values[place + 1]))
        return links[0] if len(links) == 1 else And(tuple(links), self._text(node))

    def _side(self, node: ast.expr) -> Expr:
        return self._options(node) if isinstance(node, (ast.Tuple, ast.List)) else self.visit(node)

    def _link(self, node: ast.expr, word: str, left: Expr, right: Expr) -> Expr:
        text = f"{left.text} {word} {right.text}"
        if word == "not in":
            return Not(self._link(node, "in", left, right), text)
        if _is_list(left) or (_is_list(right) and word != "in"):
            self._fail(node, _LIST_MISPLACED)
        if word == "in":
            return self._membership(node, left, right, text)
        if BOOLEAN in (left.type, right.type):
            self._fail(node, both("do not compare a true-or-false value; write it alone or after `not`"))
        if not comparable(left.type, right.type):
            self._fail(node, NOT_COMPARED.format(left=left.type.words, right=right.type.words))
        if word not in ("==", "!=") and left.type.kind not in ORDERED:
            self._fail(node, both("a {type} has no order; use == or !=").format(type=left.type.words))
        self._allowed(node, left.type, right)
        self._allowed(node, right.type, left)
        return Compare(word, left, right, text)

    def _membership(self, node: ast.expr, item: Expr, options: Expr, text: str) -> Expr:
        if options.type.kind == "choices":
            if not isinstance(item, Literal) or item.type.kind != "text":
                self._fail(node, both("write a text before `in {list}`").format(list=options.text))
            self._allowed(node, options.type, item)
        elif _is_list(options):
            if not comparable(item.type, options.type):
                self._fail(node, not_one_of(item.type, options))
            self._allowed(node, item.type, options)
        elif options.type.kind in ("list", "table"):
            held = TEXT if options.type.kind == "table" else LISTED[str(options.type.of)]
            if not comparable(item.type, held):
                self._fail(node, not_one_of(item.type, options))
        else:
            self._fail(
                node, both("after `in` write a list of values, a parameter that is one, or a field of several choices")
            )
        return Within(item, options, text)

    def _allowed(self, node: ast.expr, wanted: ValueType, given: Expr) -> None:
        """Refuse a literal that no value of the wanted type can equal."""
        if not isinstance(given, Literal):
            return
        for value in given.value if isinstance(given.value, tuple) else (given.value,):
            if wanted.allowed is not None and value not in wanted.allowed:
                self._fail(node, not_valid(value, wanted))
            if wanted.kind in _SHORT_FORMS:
                self._short_form(node, wanted.kind, str(value))

    def _short_form(self, node: ast.expr, kind: Kind, text: str) -> None:
        try:
            short = _SHORT_FORMS[kind](text, self._scope.vocabulary)
        except KsttError as error:
            self._fail(node, error.message)
        if short != text:
            self._fail(node, both("write this {kind} as {short!r}").format(kind=ValueType(kind).words, short=short))

    # -- values

    def _arithmetic(self, node: ast.BinOp) -> Expr:
        left, right = self._each([node.left, node.right], self.visit)
        operator = _OPERATORS[type(node.op)]
        value_type = _COMPUTED.get((left.type.kind, operator, right.type.kind))
        if value_type is not None:
            return Arithmetic(operator, left, right, value_type, self._text(node))
        self._fail(node, NOT_COMPUTED.format(left=left.type.words, operator=operator, right=right.type.words))

    def _negative(self, node: ast.UnaryOp, operand: ast.Constant) -> Expr:
        literal = self._literal(operand)
        if isinstance(literal.value, bool) or not isinstance(literal.value, (int, float)):
            self._fail(node, both("only a number can be negative"))
        return Literal(-literal.value, NUMBER, self._text(node))

    def _literal(self, node: ast.Constant) -> Literal:
        value: Any = node.value
        if isinstance(value, bool):
            return Literal(value, BOOLEAN, self._text(node))
        if isinstance(value, str):
            if not value:
                self._fail(node, both("a text cannot be empty; for a blank cell write missing(…)"))
            if any(unicodedata.category(sign) == "Cs" for sign in value):
                self._fail(node, both("a text has half of a character (a lone surrogate); no cell holds one"))
            return Literal(unicodedata.normalize("NFC", value), TEXT, self._text(node))
        if isinstance(value, int) and abs(value) <= MAX_INTEGER:
            return Literal(value, NUMBER, self._text(node))
        if isinstance(value, float) and math.isfinite(value):
            return Literal(value, NUMBER, self._text(node))
        self._fail(node, both("write a number up to 2^53, a text, True or False"))

    def _options(self, node: ast.Tuple | ast.List) -> Literal:
        items = self._each(node.elts, self.visit)
        if not items:
            self._fail(node, both("write at least one value in the list"))
        if not all(isinstance(item, Literal) and item.type == items[0].type for item in items):
            self._fail(node, both("a list holds written values of one type"))
        if items[0].type == BOOLEAN:
            self._fail(node, both("a list holds texts, numbers or dates"))
        values: Any = tuple(item.value for item in items if isinstance(item, Literal))
        return Literal(values, items[0].type, self._text(node))

    # -- names

    def _name(self, node: ast.expr) -> Expr:
        parts = dotted(node)
        if parts is None:
            self._fail(node, both("{text} is not a name of the rule language").format(text=self._text(node)))
        try:
            return self._scope.resolve(parts, self._relation)
        except UnknownName as error:
            self._fail(node, error.message)

    # -- calls

    def _call(self, node: ast.Call) -> Expr:
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            self._fail(node, both("write the arguments alone, without names or stars"))
        parts = dotted(node.func)
        if parts is not None and len(parts) > 1 and (len(parts) == 2 or parts[-1] in AGGREGATES):
            return self._aggregate(node, parts[:-1], parts[-1])
        name = self._text(node.func)
        function = FUNCTIONS.get(name)
        if function is None:
            self._fail(node, unknown(CALL, name, CALLS))
        if name in VALUES and (len(node.args) != len(function.takes) or all(map(_is_written, node.args))):
            return self._written_value(node, VALUES[name])
        if len(node.args) != len(function.takes):
            self._fail(node, takes(name, len(function.takes), len(function.takes), node))
        if function.of_blanks:
            return Call(name, (self._term(node, name),), BOOLEAN, self._text(node))
        if function.of_datasets:
            return self._submission(node, name)
        values = self._values(node, name, function)
        gives = function.gives([value.type for value in values]) if callable(function.gives) else function.gives
        return Call(name, values, gives or values[0].type, self._text(node))

    def _written_value(self, node: ast.Call, written: WrittenValue) -> Literal:
        numbers = [part.value for part in node.args if isinstance(part, ast.Constant) and type(part.value) is int]
        if len(numbers) == len(node.args):
            with suppress(TypeError, ValueError, OverflowError):
                return Literal(written.make(*numbers), written.gives, self._text(node))
        self._fail(node, WRITTEN_AS.format(type=written.gives.words, example=written.example))

    def _values(self, node: ast.Call, name: str, function: Function) -> tuple[Expr, ...]:
        def visit(place_and_argument: tuple[int, ast.expr]) -> Expr:
            place, argument = place_and_argument
            expr, kinds = self.visit(argument), function.takes[place]
            if expr.type.kind not in kinds:
                self._fail(argument, not_wanted(self._text(argument), expr.type, kinds))
            if function.last_written is not None and place == len(node.args) - 1:
                self._written(argument, expr, name, function.last_written)
            return expr

        values = tuple(self._each([*enumerate(node.args)], visit))
        if function.gives is None and len({value.type.kind for value in values}) > 1:
            self._fail(node, of_several_types(name, values))
        return values

    def _written(self, node: ast.expr, expr: Expr, name: str, fault: Callable[[Any], Bilingual | None]) -> None:
        """Refuse an argument that is not written out, or is written wrongly."""
        if not isinstance(expr, Literal):
            self._fail(node, WRITTEN_OUT.format(name=name, text=self._text(node)))
        if told := fault(expr.value):
            self._fail(node, both("{text} is not a pattern: {why}").format(text=expr.text, why=told))

    def _term(self, node: ast.Call, name: str) -> Expr:
        term = self.visit(node.args[0])
        if not isinstance(term, (Field, ParameterName, Aggregate)):
            self._fail(node, both("{name}(…) takes a field, a parameter or a relation's value").format(name=name))
        return term

    def _submission(self, node: ast.Call, name: str) -> Submission:
        argument = node.args[0]
        parts = dotted(argument)
        if parts is None:
            self._fail(argument, _TAKES_DATASET.format(name=name))
        try:
            return Submission(name, *self._scope.dataset(parts), self._text(node))
        except UnknownName as unknown:
            self._fail(argument, unknown.message)

    def _aggregate(self, node: ast.Call, path: Sequence[str], function: str) -> Aggregate:
        try:
            name, relation = self._scope.relation(path)
        except UnknownName as error:
            self._fail(node, error.message)
        if function not in AGGREGATES:
            self._fail(node, unknown(CALL, function, AGGREGATES))
        if self._relation is not None:
            self._fail(node, both("a relation inside a relation is not part of the rule language"))
        self._relation = relation
        try:
            value, condition, value_type = self._arguments(node, function)
        finally:
            self._relation = None
        return Aggregate(name, relation.entity, function, value, condition, value_type, self._text(node))

    def _arguments(self, node: ast.Call, function: str) -> tuple[Expr | None, Expr | None, ValueType]:
        """Return the value that is summed up, if the aggregate takes one, the condition on the rows, and the type."""
        entry = AGGREGATES[function]
        least, most = (int(entry.needs_condition), 1) if isinstance(entry, Counting) else (1, 2)
        if not least <= len(node.args) <= most:
            self._fail(node, takes(function, least, most, node))
        if isinstance(entry, Counting):
            return None, self._condition(node.args[0]) if node.args else None, entry.gives
        value = self.visit(node.args[0])
        condition = self._condition(node.args[1]) if len(node.args) > 1 else None
        if value.type.kind not in entry.takes:
            self._fail(node, both("{name} needs {wanted}").format(name=function, wanted=entry.takes_words))
        return value, condition, entry.gives or value.type

    # -- texts and faults

    def _text(self, node: ast.expr) -> str:
        """Return a part of the condition as it is written."""
        return self._bytes[node.col_offset : node.end_col_offset].decode()

    def _each(self, nodes: Sequence[Item], visit: Callable[[Item], Expr]) -> list[Expr]:
        results: list[Expr] = []
        for node in nodes:
            with suppress(_Stop):
                results.append(visit(node))
        if len(results) < len(nodes):
            raise _Stop
        return results

    def _fail(self, node: ast.expr, message: Bilingual) -> NoReturn:
        column = len(self._bytes[: node.col_offset].decode()) + self._indent
        self.faults.append(Fault(column, message))
        raise _Stop


def _is_written(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _is_list(expr: Expr) -> bool:
    return isinstance(expr, Literal) and isinstance(expr.value, tuple)
