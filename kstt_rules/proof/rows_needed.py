"""How many rows of each dataset are enough for a proof about some conditions.

Of a dossier on which conditions come to certain verdicts, keep the rows that show what must at least be there: one for
``any``, ``none`` and ``all``, and of a count as many as it is compared with, and one more. Without the other rows no
verdict is another, for what must at most be there still is. So what no dossier of that many rows shows, none shows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kstt_rules.language import Expr, walk
from kstt_rules.language.functions import AGGREGATES, Counting
from kstt_rules.language.nodes import Aggregate, Arithmetic, Call, Compare, Literal, ParameterName, Submission, children
from kstt_rules.model.vocabulary import DOSSIER, FINDING, UNIT
from kstt_rules.pack import Pack, Rule
from kstt_rules.proof.world import NotEncodedError


def rows_needed(pack: Pack, rules: Iterable[Rule]) -> Mapping[str, int]:
    """Return the rows of each dataset that are enough for rules on one subject, the subject itself among them.

    Raises NotEncodedError where no number is enough, as far as is known.
    """
    rules = [*rules]
    needed: Counter[str] = Counter({rule.subject: 1 for rule in rules})
    for rule in rules:
        _check_words(rule, pack)
        for condition in (rule.applies, rule.breach):
            for entity, rows in _needed(condition, pack) if condition is not None else ():
                needed[entity] += rows
    del needed[UNIT], needed[FINDING]
    return needed


def _check_words(rule: Rule, pack: Pack) -> None:
    """Raise NotEncodedError for a rule on all that was submitted, or on what was, and for days counted unusually."""
    if rule.subject == DOSSIER:
        raise NotEncodedError(DOSSIER)
    for part in (
        part for condition in (rule.applies, rule.breach) if condition is not None for part in walk(condition)
    ):
        is_counted = isinstance(part, Call) and part.function == "working_days_between"
        if isinstance(part, Submission) or (is_counted and pack.calendar.first_day_counts):
            raise NotEncodedError(part.text)


def _needed(expr: Expr, pack: Pack) -> Iterator[tuple[str, int]]:
    match expr:
        case Aggregate(function=function, entity=entity) if AGGREGATES[function].gives is not None:
            entry = AGGREGATES[function]
            if not isinstance(entry, Counting):
                raise NotEncodedError(function)
            if entry.gives.kind == "number":
                raise NotEncodedError(expr.text)
            yield entity, 1
        case Aggregate(function=function):
            raise NotEncodedError(function)
        case Compare(left=left, right=right):
            counts = [side for side in (left, right) if isinstance(side, Aggregate) and _is_count(side)]
            if len(counts) == 1:
                other = right if counts[0] is left else left
                yield counts[0].entity, _greatest(other, pack, expr.text) + 1
                yield from _needed(other, pack)
            else:
                for side in (left, right):
                    yield from _needed(side, pack)
        case Arithmetic() | Call() if any(isinstance(part, Aggregate) for part in walk(expr)) and not _of_blanks(expr):
            raise NotEncodedError(expr.text)
        case _:
            for part in children(expr):
                yield from _needed(part, pack)


def _is_count(part: Aggregate) -> bool:
    entry = AGGREGATES[part.function]
    return isinstance(entry, Counting) and entry.gives.kind == "number"


def _of_blanks(expr: Expr) -> bool:
    return isinstance(expr, Call) and expr.function == "missing"


def _greatest(expr: Expr, pack: Pack, comparison: str) -> int:
    """Return the greatest number that a count is compared with. Raises NotEncodedError where it may be any."""
    match expr:
        case Literal(value=value):
            return _whole(value)
        case ParameterName(key=key) if key in pack.parameters and not all(
            item.local for item in pack.parameters[key].values
        ):
            return max(
                (_whole(item.value) for item in pack.parameters[key].values if item.value is not None), default=0
            )
        case _:
            raise NotEncodedError(comparison)


def _whole(value: Any) -> int:
    return max(0, int(value) + int(value != int(value)))
