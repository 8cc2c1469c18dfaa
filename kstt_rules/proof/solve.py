"""Asks the solver whether something can be, and for a dossier in which it is, the smallest and plainest first."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import z3

from kstt_rules.base.dataclass import dataclass
from kstt_rules.proof.judged import Question
from kstt_rules.proof.symbols import Bool, no

_MILLISECONDS: Final = 20_000
_MOST_POINTS: Final = 60


class UndecidedError(Exception):
    """Raised where the solver does not come to an answer in its time."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The question that was asked, and values of its unknowns with which it is so."""

    question: Question
    model: z3.ModelRef


def solve(question: Question, wanted: Sequence[Bool], *, plain: bool) -> Solution | None:
    """Return a solution in which all that is wanted holds, None where there is none; ``plain``: one that reads well.

    Raises UndecidedError.
    """
    solver = z3.Solver()
    solver.set("timeout", _MILLISECONDS)
    solver.set("random_seed", 1)
    solver.add(*wanted, *question.given())
    model = _checked(solver, question, [])
    if model is None:
        return None
    return Solution(question, _plainest(solver, question, model) if plain else model)


def _plainest(solver: z3.Solver, question: Question, model: z3.ModelRef) -> z3.ModelRef:
    """Return a solution with the usual choices, all columns, and few rows, as far as there is one."""
    kept: list[Bool] = []
    for wish in _wishes(question):
        found = _checked(solver, question, [*kept, *wish])
        if found is not None:
            kept += wish
            model = found
    return model


def _wishes(question: Question) -> list[list[Bool]]:
    world = question.world
    rows = [row.exists for entity in world.sizes for row in world.rows(entity)]
    first = [row.exists for entity in world.sizes for row in world.rows(entity)[:1]]
    fewest = [no(is_there) for is_there in rows]
    year = question.pack.regulation.year
    days = [world.as_of >= date(year + 1, 1, 1).toordinal(), world.as_of <= date(year + 3, 12, 31).toordinal()]
    few = [no(is_there) for is_there in rows if not any(is_there.eq(one) for one in first)]
    return [world.wishes, question.usual, [*world.all_asked()], days, few, *([one] for one in fewest)]


def _checked(solver: z3.Solver, question: Question, wished: Sequence[Bool]) -> z3.ModelRef | None:
    """Return a solution in which the program's functions have the program's values."""
    for _ in range(_MOST_POINTS):
        match solver.check(*wished):
            case z3.unsat:
                return None
            case z3.unknown:
                break
        model = solver.model()
        points = [*question.functions.wrong_points(model, question.setting)]
        if not points:
            return model
        solver.add(*points)
    if wished:
        return None
    raise UndecidedError
