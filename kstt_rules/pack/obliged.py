"""Who is obliged, from the YAML of a provision or a rule: a condition on a unit that rests on the unit's data alone."""

from collections.abc import Mapping

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import Problem
from kstt_rules.base.strict_yaml import Document, Location
from kstt_rules.base.suggestion import unknown
from kstt_rules.language import Expr, ExpressionError, Scope, check
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack.files import ObligedPart
from kstt_rules.pack.model import Holder, Obliged, Succession

Bodies = Mapping[str, Succession]
"""The bodies of a pack by their names."""


def build_obliged(
    part: ObligedPart | str | None, names: tuple[Vocabulary, Bodies], document: Document, location: Location
) -> tuple[Succession | None, list[Problem]]:
    """Return who is obliged, None where it is the unit concerned, and what is wrong with it.

    ``names`` are what conditions and ``part`` may name.
    """
    vocabulary, bodies = names
    if part is None:
        return None, []
    if isinstance(part, str):
        if part in bodies:
            return bodies[part], []
        return None, [document.problem(location, unknown(both("body"), part, bodies))]
    obliged, problems = read_obliged(part, vocabulary, document, location)
    return None if obliged is None else Succession((Holder(None, None, obliged),)), problems


def read_obliged(
    part: ObligedPart, vocabulary: Vocabulary, document: Document, location: Location
) -> tuple[Obliged | None, list[Problem]]:
    """Return one who is obliged, None where something is wrong with it."""
    if (part.above is None) == (part.body is None):
        told = both("write one of the two: `above`, for the unit or one above it, or `body`")
        return None, [document.problem(location, told)]
    key, text = ("above", part.above) if part.above is not None else ("body", part.body)
    assert text is not None
    try:
        condition: Expr = check(text, Scope(vocabulary, "unit", {}))
    except ExpressionError as error:
        place = (*location, key)
        return None, [document.problem_within(place, fault.column, fault.message) for fault in error.faults]
    above, body = (condition, None) if key == "above" else (None, condition)
    return Obliged(above, body, part.name.bilingual), []
