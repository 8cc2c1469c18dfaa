"""The text of a condition as Python's own tree: its faults, and what of the grammar is refused by which name."""

import ast
import warnings
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError

MAX_LENGTH = 2_000

_AT: Final = both("{message} (at {place})")
_NOT_PART: Final = both("{form} is not part of the rule language")
_TOO_LONG: Final = both("longer than {most} characters").format(most=MAX_LENGTH)
_NO_EXPRESSION: Final = both("not an expression")
_BECAUSE: Final = both("not an expression: {why}")
_BROKEN: Final = {
    "string literal": both("a text is not closed; put the same quote at its end"),
    "was never closed": both("this bracket is not closed"),
    "unmatched": both("this closing bracket has no opening one"),
    "does not match opening": both("this bracket does not close the one that was opened"),
    "'=='": both("compare with ==, not with ="),
    "forgot a comma": both("a comma or a word such as `and` is missing here"),
    "leading zeros": both("a number does not begin with 0; put a code in quotes"),
    "literal": both("a name does not begin with a digit; put a text in quotes"),
    "character": both("this character may stand only in a text; write straight quotes"),
}
"""A part of what Python says of what is not an expression, and what its author is told."""
_ELSEWHERE: Final = both("something is missing or does not belong here")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a condition, at a 0-based offset of its text."""

    column: int
    message: Bilingual


class ExpressionError(KsttError):
    """A condition is not of the rule language; holds all faults found, in order of their place."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        places = (_AT.format(message=fault.message, place=fault.column + 1) for fault in self.faults)
        super().__init__(joined("; ", places))


_SIGNS: Final[dict[type[ast.AST], str]] = {
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.BitAnd: "&",
    ast.Invert: "~",
    ast.UAdd: "+",
}
_THIS: Final = both("this")
_FORMS: Final[dict[type[ast.AST], str | Bilingual]] = {
    ast.NamedExpr: "`:=`",
    ast.Lambda: "`lambda`",
    ast.IfExp: "`… if … else …`",
    ast.Dict: "`{…}`",
    ast.Set: "`{…}`",
    ast.ListComp: "`… for … in …`",
    ast.SetComp: "`… for … in …`",
    ast.DictComp: "`… for … in …`",
    ast.GeneratorExp: "`… for … in …`",
    ast.Await: "`await`",
    ast.Yield: "`yield`",
    ast.YieldFrom: "`yield`",
    ast.JoinedStr: both("a text with f before it"),
    ast.Subscript: both("`[…]` behind a name"),
    ast.Slice: "`:`",
    ast.Starred: both("`*` before a name"),
}


def refusal(node: ast.expr) -> Bilingual:
    """Say of a part of the tree that it is not part of the rule language, by the sign that was written."""
    match node:
        case ast.BinOp(op=operator):
            return both("`{sign}` is not part of the rule language; there are + - * /").format(
                sign=_SIGNS[type(operator)]
            )
        case ast.UnaryOp(op=ast.USub()):
            return both("`-` without a value before it stands only before a written number")
        case ast.UnaryOp(op=operator):
            return both("`{sign}` before a value is not part of the rule language").format(sign=_SIGNS[type(operator)])
        case _:
            return _NOT_PART.format(form=_FORMS.get(type(node), _THIS))


def parsed(written: str, indent: int) -> ast.expr:
    """Return the tree of an expression on one line; raises ExpressionError. ``indent`` is how far it is moved in."""
    if len(written) > MAX_LENGTH:
        raise ExpressionError([Fault(indent + MAX_LENGTH, _TOO_LONG)])
    if "\n" in written or "\r" in written:
        raise ExpressionError([Fault(0, both("a condition is one line"))])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(written, mode="eval").body
    except SyntaxError as error:
        column = indent + max((error.offset or 1) - 1, 0)
        raise ExpressionError([Fault(column, _broken(error.msg))]) from None
    except (ValueError, RecursionError, MemoryError):
        raise ExpressionError([Fault(0, _NO_EXPRESSION)]) from None


def _broken(told: str) -> Bilingual:
    """Return what is told of a text that Python says this of."""
    return _BECAUSE.format(why=next((words for part, words in _BROKEN.items() if part in told), _ELSEWHERE))


def dotted(node: ast.expr) -> list[str] | None:
    """Return the parts of a dotted name, None of anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return [node.id, *reversed(parts)]
