"""The text of a condition as Python's own tree: its faults, and what of the grammar is refused by which name."""

import ast
import warnings
from dataclasses import dataclass
from typing import Final

from kstt_rules.base.errors import KsttError

MAX_LENGTH = 2_000


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a condition, at a 0-based offset of its text."""

    column: int
    message: str


class ExpressionError(KsttError):
    """A condition is not of the rule language; holds all faults found, in order of their place."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("; ".join(f"{fault.message} (at {fault.column + 1})" for fault in self.faults))


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
_FORMS: Final[dict[type[ast.AST], str]] = {
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
    ast.JoinedStr: "a text with f before it",
    ast.Subscript: "`[…]` behind a name",
    ast.Slice: "`:`",
    ast.Starred: "`*` before a name",
}


def refusal(node: ast.expr) -> str:
    """Say of a part of the tree that it is not part of the rule language, by the sign that was written."""
    match node:
        case ast.BinOp(op=operator):
            return f"`{_SIGNS[type(operator)]}` is not part of the rule language; there are + - * /"
        case ast.UnaryOp(op=ast.USub()):
            return "`-` without a value before it stands only before a written number"
        case ast.UnaryOp(op=operator):
            return f"`{_SIGNS[type(operator)]}` before a value is not part of the rule language"
        case _:
            return f"{_FORMS.get(type(node), 'this')} is not part of the rule language"


def parsed(written: str, indent: int) -> ast.expr:
    """Return the tree of an expression on one line; raises ExpressionError. ``indent`` is how far it is moved in."""
    if len(written) > MAX_LENGTH:
        raise ExpressionError([Fault(indent + MAX_LENGTH, f"longer than {MAX_LENGTH} characters")])
    if "\n" in written or "\r" in written:
        raise ExpressionError([Fault(0, "a condition is one line")])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(written, mode="eval").body
    except SyntaxError as error:
        column = indent + max((error.offset or 1) - 1, 0)
        raise ExpressionError([Fault(column, f"not an expression: {error.msg}")]) from None
    except (ValueError, RecursionError, MemoryError):
        raise ExpressionError([Fault(0, "not an expression")]) from None


def dotted(node: ast.expr) -> list[str] | None:
    """Return the parts of a dotted name, None of anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return [node.id, *reversed(parts)]
