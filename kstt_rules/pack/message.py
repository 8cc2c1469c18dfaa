"""The texts of findings: templates whose {expression} parts are filled in for each subject."""

import re
from collections.abc import Callable

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.language import Expr, ExpressionError, Fault
from kstt_rules.language.nodes import Field

_PART = re.compile(
    r"""(?P<brace>\{\{|\}\})
    |\{(?P<expression>(?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)\}
    |(?P<stray>[{}])
    |(?P<plain>[^{}]+)""",
    re.VERBOSE,
)
_NOT_YES_NO = both("only yes/no fields may be listed as lacking")
_UNMATCHED = both("unmatched {sign}; write {twice} for the character itself")
_LACKING = re.compile(r"\s*lacking\s*:")


@dataclass(frozen=True, slots=True)
class Lacking:
    """A part of a message that names those of these yes/no fields that say no."""

    fields: tuple[Field, ...]


Template = tuple[str | Expr | Lacking, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text of a finding in each language, as plain parts and expressions on the subject, in turn."""

    vi: Template
    en: Template

    def __getitem__(self, language: Language) -> Template:
        return self.vi if language == "vi" else self.en

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """The expressions of both texts."""
        parts = [part for part in (*self.vi, *self.en) if not isinstance(part, str)]
        return tuple(expr for part in parts for expr in (part.fields if isinstance(part, Lacking) else (part,)))


def parse_template(text: str, check: Callable[[str], Expr]) -> Template:
    """Split a text into plain parts and expressions, each parsed by ``check``.

    An expression stands in braces, or yes/no fields after ``lacking:``; ``{{`` and ``}}`` are the signs themselves.
    Raises ExpressionError with every fault, at 0-based offsets of the text.
    """
    parts: list[str | Expr | Lacking] = []
    faults: list[Fault] = []
    for found in _PART.finditer(text):
        if found["expression"] is not None:
            try:
                parts.append(_filled_in(found["expression"], check))
            except ExpressionError as error:
                faults += _moved(error, found.start("expression"))
        elif found["stray"]:
            sign = found["stray"]
            faults.append(Fault(found.start(), _UNMATCHED.format(sign=sign, twice=sign * 2)))
        else:
            plain = found["plain"] or found["brace"][0]
            if parts and isinstance(parts[-1], str):
                plain = str(parts.pop()) + plain
            parts.append(plain)
    if faults:
        raise ExpressionError(faults)
    return tuple(parts)


def _filled_in(text: str, check: Callable[[str], Expr]) -> Expr | Lacking:
    opening = _LACKING.match(text)
    if opening is None:
        return _expression(text, check)
    start, fields = opening.end(), []
    for name in text[start:].split(","):
        try:
            fields.append(_yes_no_field(name, check))
        except ExpressionError as error:
            raise ExpressionError(_moved(error, start)) from None
        start += len(name) + 1
    return Lacking(tuple(fields))


def _yes_no_field(text: str, check: Callable[[str], Expr]) -> Field:
    expr = _expression(text, check)
    if not isinstance(expr, Field) or expr.type.kind != "boolean":
        raise ExpressionError([Fault(len(text) - len(text.lstrip()), _NOT_YES_NO)])
    return expr


def _expression(text: str, check: Callable[[str], Expr]) -> Expr:
    inner = text.strip()
    if not inner:
        raise ExpressionError([Fault(0, both("there is nothing between the braces"))])
    try:
        return check(inner)
    except ExpressionError as error:
        raise ExpressionError(_moved(error, len(text) - len(text.lstrip()))) from None


def _moved(error: ExpressionError, offset: int) -> list[Fault]:
    return [Fault(offset + fault.column, fault.message) for fault in error.faults]
