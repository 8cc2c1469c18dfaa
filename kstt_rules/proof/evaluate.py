"""A condition on a row as a formula: what ``language.evaluate_row`` computes, of values that are not known yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import z3

from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.functions import AGGREGATES, Counting
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    AsOf,
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
from kstt_rules.language.types import ORDERED
from kstt_rules.language.values import CodeTable
from kstt_rules.proof import symbols
from kstt_rules.proof.functions import Functions
from kstt_rules.proof.relations import Found, related
from kstt_rules.proof.symbols import NO, OPEN, YES, Bool, Choices, Count, Number, Text, Truth, both_of, no, one_of
from kstt_rules.proof.world import Cell, NotEncodedError, Row, World


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a condition is evaluated: a world, the value of each parameter, the subject, and the related row.

    A parameter's value is plain, None where it is unset, or not known yet itself.
    """

    world: World
    functions: Functions
    parameters: Mapping[str, Any]
    subject: Row
    related: Row | None = None


def truth(expr: Expr, scene: Scene) -> Truth:
    """Return the truth of a condition. Raises NotEncodedError for what formulas do not express."""
    result = value(expr, scene)
    assert isinstance(result, Truth)
    return result


def value(expr: Expr, scene: Scene) -> Any:
    """Return the value of an expression: a Truth, Number, Text, Choices, or a plain tuple of values."""
    match expr:
        case And(items=items):
            return symbols.all_true([truth(item, scene) for item in items])
        case Or(items=items):
            return symbols.any_true([truth(item, scene) for item in items])
        case Not(item=item):
            return truth(item, scene).denied()
        case Compare(operator=operator, left=left, right=right):
            return _compared(operator, value(left, scene), value(right, scene))
        case Within(item=item, options=options):
            return _within(item, value(item, scene), value(options, scene), scene)
        case Call():
            return _called(expr, scene)
        case Field(name=name, steps=steps, related=is_related):
            row = scene.related if is_related else scene.subject
            assert row is not None
            return scene.world.reached(row, steps, name).value if not steps else _typed_cell(_cell(expr, scene))
        case Aggregate():
            return _aggregate(expr, scene)
        case Submission(text=text):
            raise NotEncodedError(text)
        case Arithmetic(left=left, right=right):
            return _computed(expr, value(left, scene), value(right, scene))
        case Literal(value=written):
            return plain(written, scene.world)
        case ParameterName(key=key):
            return _parameter(expr, scene.parameters.get(key), scene.world)
        case AsOf():
            return Number.of(scene.world.as_of)
        case _:
            raise NotEncodedError(expr.text)


def _cell(expr: Field, scene: Scene) -> Cell:
    row = scene.related if expr.related else scene.subject
    assert row is not None
    return scene.world.reached(row, expr.steps, expr.name)


def _typed_cell(cell: Cell) -> Any:
    """Return a value that is known only where the steps to it lead somewhere."""
    match cell.value:
        case Truth(true=true, false=false):
            return Truth(both_of([cell.known, true]), both_of([cell.known, false]))
        case Number() as number:
            return Number.of(number.low, cell.known)
        case other:
            return replace(other, known=cell.known)


def plain(written: Any, world: World) -> Any:
    """Return a plain value as formulas have it; a list as a tuple of plain values."""
    match written:
        case tuple() | CodeTable():
            return written
        case bool():
            return symbols.ALWAYS if written else symbols.NEVER
        case str():
            return Text(z3.IntVal(world.codes.of(written)), YES)
        case _:
            return Number.of(number(written))


def number(written: float | date) -> Any:
    """Return a plain number, or the ordinal of a day, as a formula."""
    if isinstance(written, date):
        return z3.IntVal(written.toordinal())
    whole = isinstance(written, int) or written.is_integer()
    return z3.IntVal(int(written)) if whole else z3.RealVal(str(written))


def _parameter(expr: ParameterName, given: Any, world: World) -> Any:
    if isinstance(given, (Truth, Number, Text)):
        return given
    if given is not None:
        return plain(given, world)
    match expr.type.kind:
        case "boolean":
            return OPEN
        case "number" | "date":
            return Number.of(z3.IntVal(0), NO)
        case "list" | "table":
            return None
        case _:
            return Text(z3.IntVal(0), NO)


def _compared(operator: str, left: Any, right: Any) -> Truth:
    if isinstance(left, Number):
        return symbols.compare(operator, left, right)
    known, equal = both_of([left.known, right.known]), left.code == right.code
    found = Truth(both_of([known, equal]), both_of([known, no(equal)]))
    return found if operator == "==" else found.denied()


def _within(item: Expr, given: Any, options: Any, scene: Scene) -> Truth:
    if options is None:
        return OPEN
    if isinstance(options, Choices):
        assert isinstance(item, Literal)
        named = options.named[str(item.value)]
        return Truth(both_of([options.known, named]), both_of([options.known, no(named), no(options.unread)]))
    if not isinstance(options, tuple):
        options = tuple(options)  # the codes of a table
    if isinstance(given, Number):
        if not options:
            return Truth(NO, given.exact)
        return symbols.any_true([symbols.compare("==", given, Number.of(number(option))) for option in options])
    equal = one_of(given.code == scene.world.codes.of(option) for option in options)
    return Truth(both_of([given.known, equal]), both_of([given.known, no(equal)]))


def _computed(expr: Arithmetic, left: Number, right: Number) -> Number:
    match expr.operator:
        case "+":
            return symbols.added(left, right)
        case "-":
            return symbols.taken(left, right)
        case "*" if isinstance(expr.left, Literal):
            return _scaled(expr, right, expr.left)
        case _:
            return _scaled(expr, left, expr.right)


def _scaled(expr: Arithmetic, side: Number, by: Expr) -> Number:
    """Return a product or a quotient of which one side is written out and above zero."""
    if not isinstance(by, Literal) or not isinstance(by.value, (int, float)) or by.value <= 0:
        raise NotEncodedError(expr.text)
    factor = z3.RealVal(str(by.value))
    low, high = (
        bound * factor if expr.operator == "*" else bound / factor for bound in map(_real, (side.low, side.high))
    )
    return Number(low, low if side.low is side.high else high, side.has_low, side.has_high)


def _real(side: Any) -> Any:
    return z3.ToReal(side) if z3.is_int(side) else side


def _called(expr: Call, scene: Scene) -> Any:
    arguments = expr.arguments
    match expr.function:
        case "missing":
            return _is_blank(arguments[0], scene)
        case "days_between":
            return symbols.taken(value(arguments[1], scene), value(arguments[0], scene))
        case "add_days":
            return symbols.added(value(arguments[0], scene), value(arguments[1], scene))
        case "year":
            return scene.functions.year(value(arguments[0], scene))
        case "lookup":
            return _looked_up(expr, value(arguments[0], scene), value(arguments[1], scene), scene.world)
        case "working_days_between":
            return scene.functions.working_days(value(arguments[0], scene), value(arguments[1], scene))
        case "other_number":
            return scene.functions.other_number(value(arguments[0], scene), value(arguments[1], scene))
        case function:
            given = [value(argument, scene) for argument in arguments]
            if not all(isinstance(item, Number) for item in given):
                raise NotEncodedError(function)
            return scene.functions.at_points(function, given)


def _looked_up(expr: Call, table: CodeTable | None, code: Text, world: World) -> Any:
    """Return the value of a table for a text that is not known, unknown where the table has none."""
    entries = [(code.code == world.codes.of(key), plain(held, world)) for key, held in (table or {}).items()]
    known = both_of([code.known, one_of(is_it for is_it, _ in entries)])
    is_number = expr.type.kind in ORDERED
    found: Any = z3.IntVal(0)
    for is_it, held in entries:
        found = z3.If(is_it, held.low if is_number else held.code, found)
    return Number.of(found, known) if is_number else Text(found, known)


def _is_blank(term: Expr, scene: Scene) -> Truth:
    match term:
        case ParameterName(key=key):
            given = scene.parameters.get(key)
            if isinstance(given, Number):
                return Truth(no(given.has_low), given.has_low)
            return symbols.ALWAYS if given is None else symbols.NEVER
        case Field():
            cell = _cell(term, scene)
            return Truth(cell.blank, cell.known)
        case Aggregate(function=function) if isinstance(AGGREGATES[function], Counting):
            there = related(scene.world, scene.subject, term.relation).there
            return Truth(NO, there)
        case _:
            raise NotEncodedError(f"missing({term.text})")


def _aggregate(expr: Aggregate, scene: Scene) -> Any:
    entry = AGGREGATES[expr.function]
    if not isinstance(entry, Counting):
        raise NotEncodedError(expr.function)
    found: Found = related(scene.world, scene.subject, expr.relation)
    held = [_held(expr.condition, scene, row) for row, _, _ in found.members]
    sure, unsure, failed = [], [], []
    for item, (_, member, is_unsure) in zip(held, found.members, strict=True):
        may = [(item.true, 2), (item.unknown, 1), (item.false, 0)]
        doubted = [both_of([of, is_unsure]) for of, truth_value in may if truth_value in entry.shown]
        certain = {
            truth_value: of if truth_value not in entry.shown else both_of([of, no(is_unsure)])
            for of, truth_value in may
        }
        sure.append(both_of([found.there, member, certain[2]]))
        failed.append(both_of([found.there, member, certain[0]]))
        unsure.append(both_of([found.there, member, one_of([certain[1], *doubted])]))
    more = one_of([no(found.there), found.open])
    doubts = [both_of([found.there, doubt]) for doubt in found.doubts]
    return _decided(entry, (sure, unsure, failed), doubts, more)


def _decided(entry: Counting, counted: tuple[Sequence[Bool], ...], doubts: Sequence[Bool], more: Bool) -> Any:
    sure, unsure, failed = counted
    is_number = entry.gives.kind in ORDERED
    open_ones = [*unsure, *doubts, *([] if is_number else [more])]
    low, high = entry.decide(Count(sure), Count(open_ones), Count(failed))
    if not is_number:
        return Truth(low, high)
    return Number(low.number, high.number, YES, no(more))


def _held(condition: Expr | None, scene: Scene, row: Row) -> Truth:
    return symbols.ALWAYS if condition is None else truth(condition, replace(scene, related=row))
