"""The texts of findings: templates whose {expression} parts are filled in for each subject."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kstt_rules.base.bilingual import Language
from kstt_rules.language import Expr, ExpressionError, Fault

Template = tuple[str | Expr, ...]

_PART = re.compile(
    r"""(?P<brace>\{\{|\}\})
    |\{(?P<expression>(?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)\}
    |(?P<stray>[{}])
    |(?P<plain>[^{}]+)""",
    re.VERBOSE,
)


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
        return tuple(part for part in (*self.vi, *self.en) if not isinstance(part, str))


def parse_template(text: str, check: Callable[[str], Expr]) -> Template:
    """Split a text into plain parts and expressions, each parsed by ``check``.

    An expression stands in braces; ``{{`` and ``}}`` are the signs themselves.
    Raises ExpressionError with every fault, at 0-based offsets of the text.
    """
    parts: list[str | Expr] = []
    faults: list[Fault] = []
    for found in _PART.finditer(text):
        if found["expression"] is not None:
            try:
                parts.append(_expression(found["expression"], check))
            except ExpressionError as error:
                faults += _moved(error, found.start("expression"))
        elif found["stray"]:
            sign = found["stray"]
            faults.append(Fault(found.start(), f"unmatched {sign}; write {sign * 2} for the character itself"))
        else:
            plain = found["plain"] or found["brace"][0]
            if parts and isinstance(parts[-1], str):
                plain = str(parts.pop()) + plain
            parts.append(plain)
    if faults:
        raise ExpressionError(faults)
    return tuple(parts)


def _expression(text: str, check: Callable[[str], Expr]) -> Expr:
    inner = text.strip()
    if not inner:
        raise ExpressionError([Fault(0, "there is nothing between the braces")])
    try:
        return check(inner)
    except ExpressionError as error:
        raise ExpressionError(_moved(error, len(text) - len(text.lstrip()))) from None


def _moved(error: ExpressionError, offset: int) -> list[Fault]:
    return [Fault(offset + fault.column, fault.message) for fault in error.faults]
