"""Puts subjects before the engine: their facts are made, each different one is judged once, and the answers given."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.engine.adapter import Matcher
from kstt_rules.engine.compile import Compiled, Conditions, FactColumn, compile_rule
from kstt_rules.engine.limits import INFINITE
from kstt_rules.language.columns import Frame, Index, Intervals, Texts, distinct
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.nodes import Expr
from kstt_rules.language.truth import UNKNOWN

COLUMNS_A_MATCHER = 12  # the fewer columns a fact has, the more often subjects make the same one
_MATCHERS_A_THREAD: Final = 64
_MOST: Final = np.finfo(np.float64).max


@dataclass(frozen=True, slots=True)
class Answer:
    """On which of the subjects a rule is breached, and on which it is undetermined."""

    breach: npt.NDArray[np.bool_]
    undetermined: npt.NDArray[np.bool_]


def answers(rules: Mapping[str, Conditions], frame: Frame, chosen: Index) -> Iterator[tuple[str, Answer]]:
    """Let the engine judge the chosen rows of a frame by rules.

    Yields the answer to each rule, in their order. Raises EngineError where the engine fails.
    """
    certain = _Certainty(frame)
    compiled = {name: compile_rule(own, frame.setting, certain=certain) for name, own in rules.items()}
    for group in _groups(compiled):
        yield from _judged(group, frame, chosen)


class _Certainty:
    """Tells of a term whether it is known for every subject at hand, so that no chain need ask."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._known: dict[str, bool] = {}

    def __call__(self, term: Expr) -> bool:
        if term.text not in self._known:
            values = evaluate(term, self._frame)
            if isinstance(values, Intervals):
                known = values.exact
            elif isinstance(values, Texts):
                known = values.codes >= 0
            else:
                known = values != UNKNOWN
            self._known[term.text] = bool(known.all())
        return self._known[term.text]


def _groups(compiled: Mapping[str, Compiled]) -> Iterator[dict[str, Compiled]]:
    """Split the rules so that no group's facts have more columns than the engine takes."""
    group: dict[str, Compiled] = {}
    columns: set[str] = set()
    for rule, item in compiled.items():
        names = {column.name for column in item.columns}
        if group and len(columns | names) > COLUMNS_A_MATCHER:
            yield group
            group, columns = {}, set()
        group[rule] = item
        columns |= names
    yield group


def _judged(group: Mapping[str, Compiled], frame: Frame, chosen: Index) -> Iterator[tuple[str, Answer]]:
    """Ask the engine about the rules of a group.

    A fact is what the rules test and nothing else, so subjects often make the same one; each is judged once.
    """
    columns = _columns(group.values())
    values = [_fact_values(column, frame, chosen) for column in columns.values()]
    first, fact = distinct(values, len(chosen))
    sent = [_sent(column, frame, own[first]) for column, own in zip(columns.values(), values, strict=True)]
    breach, undetermined = np.zeros((2, len(group), len(first)), bool)
    held = {"breach": breach, "undetermined": undetermined}
    try:
        matcher = _MATCHERS.of(frame.entity, tuple(group.values()))
        for place, own in enumerate(matcher.match(zip(*sent, strict=True) if sent else ((),) * len(first))):
            for rule, goal in own:
                held[goal][rule, place] = True
    except BaseException:
        _MATCHERS.of.cache_clear()  # a matcher that failed is closed
        raise
    for rule, name in enumerate(group):
        yield name, Answer(breach[rule][fact], undetermined[rule][fact])


def _matcher(entity: str, rules: tuple[Compiled, ...]) -> Matcher[tuple[int, str]]:
    """Make a matcher that tells of the rules, by their places, whether they are breached or undetermined."""
    goals = {(place, "breach"): rule.breach for place, rule in enumerate(rules)}
    goals |= {(place, "undetermined"): rule.undetermined for place, rule in enumerate(rules)}
    return Matcher(entity, {name: column.type for name, column in _columns(rules).items()}, goals)


def _columns(rules: Iterable[Compiled]) -> dict[str, FactColumn]:
    return {column.name: column for rule in rules for column in rule.columns}


class _Matchers(threading.local):
    """The matchers that each thread made lately: a next audit by the same rules mostly asks the same of the engine."""

    def __init__(self) -> None:
        self.of = lru_cache(_MATCHERS_A_THREAD)(_matcher)


_MATCHERS = _Matchers()


def _fact_values(column: FactColumn, frame: Frame, chosen: Index) -> npt.NDArray[Any]:
    """Return a column of the facts; texts by their codes."""
    values = evaluate(column.term, frame)
    match column.aspect:
        case "truth":
            return values[chosen]  # type: ignore[no-any-return]
        case "text":
            return values.codes[chosen]  # type: ignore[no-any-return]
        case "has":
            return (values.codes[chosen] >= 0).astype(np.int8)  # type: ignore[no-any-return]
        case part:
            bounds = (values.low if part == "low" else values.high)[chosen]
            if column.type is int:
                return np.clip(bounds, -INFINITE, INFINITE).astype(np.int64)  # type: ignore[no-any-return]
            return np.clip(bounds, -_MOST, _MOST)  # type: ignore[no-any-return]


def _sent(column: FactColumn, frame: Frame, values: npt.NDArray[Any]) -> list[Any]:
    """Return the values of a column as the engine takes them."""
    if column.aspect != "text":
        return values.tolist()  # type: ignore[no-any-return]
    texts = [*evaluate(column.term, frame).distinct, ""]  # the code of the missing is -1, the last
    return [texts[code] for code in values.tolist()]
