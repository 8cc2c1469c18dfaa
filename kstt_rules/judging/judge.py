"""Every rule on every subject: the engine decides breach and undetermined, masks count the rest and check it."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.base.errors import EngineError
from kstt_rules.engine.adapter import Matcher
from kstt_rules.engine.compile import LIMIT, Compiled, FactColumn, compile_rule
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.language.columns import Frame, Index, Intervals, Texts
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.nodes import Expr
from kstt_rules.language.truth import TRUE, UNKNOWN
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import Severity, Verdict
from kstt_rules.pack.model import Rule

# A verdict as a small integer, so that a column of them is a numpy array.
CODES = (Verdict.NOT_APPLICABLE, Verdict.COMPLIANT, Verdict.UNDETERMINED, Verdict.BREACH)
NOT_APPLICABLE, COMPLIANT, UNDETERMINED, BREACH = range(4)

SCREEN_FROM = 500  # subjects of one entity; below that there is nothing to gain
SAMPLE_SHARE = 0.01
SAMPLE_LEAST = 200
COLUMNS_A_MATCHER = 12  # the fewer columns a fact has, the more often subjects make the same one
MOST_DIFFERENT = 2**62

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Judgement:
    """The verdict code of every rule on every row of its subject entity, and the facts they were read from."""

    facts: Facts
    codes: Mapping[str, Codes]

    def verdicts(self, rule: Rule) -> dict[str, Verdict]:
        """Return the verdict of a rule on each subject, by the subject's id."""
        ids = self.facts.ids(rule.subject) if self.facts.size(rule.subject) else ()
        return dict(zip(ids, (CODES[code] for code in self.codes[rule.id]), strict=True))


def judge(
    strata: Sequence[Sequence[Rule]],
    facts: Facts,
    law: Law,
    severities: Mapping[str, Severity],
    *,
    verify: bool = False,
) -> Judgement:
    """Judge all rules, stratum by stratum; a later one sees the findings of the earlier ones.

    From 500 subjects of an entity on, only those that a rule can fire on, and a sample of the others, go through the
    engine; ``verify`` sends every subject. Raises EngineError where engine and masks disagree on any subject that both
    judged.
    """
    codes: dict[str, Codes] = {}
    for rules in strata:
        if codes:
            facts = facts.with_table(_findings_table(facts, strata, codes, severities))
        by_subject: dict[str, list[Rule]] = {}
        for rule in rules:
            by_subject.setdefault(rule.subject, []).append(rule)
        for entity, own in by_subject.items():
            codes |= _not_applicable(own, facts)
            for part, setting, rows in law.parts(facts, entity, own):
                frame = Frame(facts, entity, setting)
                _judge_by_masks(part, frame, rows, codes)
                chosen = np.flatnonzero(rows)
                if not verify and len(frame) >= SCREEN_FROM:
                    chosen = _screen([codes[rule.id] for rule in part], rows, facts.ids(entity))
                _confirm(part, frame, chosen, codes)
    return Judgement(facts, codes)


def judge_by_masks(rules: Sequence[Rule], facts: Facts, law: Law) -> dict[str, Codes]:
    """Judge rules of one subject entity by masks alone; what a rule was not in force for does not apply."""
    entity = rules[0].subject
    codes = _not_applicable(rules, facts)
    for part, setting, rows in law.parts(facts, entity, rules):
        _judge_by_masks(part, Frame(facts, entity, setting), rows, codes)
    return codes


def _not_applicable(rules: Sequence[Rule], facts: Facts) -> dict[str, Codes]:
    return {rule.id: np.full(facts.size(rule.subject), NOT_APPLICABLE, np.int8) for rule in rules}


def _judge_by_masks(
    rules: Sequence[Rule], frame: Frame, rows: npt.NDArray[np.bool_], codes: Mapping[str, Codes]
) -> None:
    for rule in rules:
        np.copyto(codes[rule.id], _mask_codes(rule, frame), where=rows)


def _confirm(rules: Sequence[Rule], frame: Frame, chosen: Index, codes: Mapping[str, Codes]) -> None:
    """Let the engine judge the chosen rows, and hold its verdicts against the masks'."""
    certainty = _Certainty(frame)
    compiled = {rule.id: compile_rule(rule.applies, rule.breach, frame.setting, certain=certainty) for rule in rules}
    for group in _groups(compiled):
        _compare_with_engine(group, frame, chosen, codes)


def _mask_codes(rule: Rule, frame: Frame) -> Codes:
    # Truths and verdicts lie in the same order: false, unknown, true are 0, 1, 2; compliant to breach 1, 2, 3.
    verdicts: Codes = COMPLIANT + evaluate(rule.breach, frame)
    if rule.applies is not None:
        applies = evaluate(rule.applies, frame)
        verdicts *= applies == TRUE
        verdicts[applies == UNKNOWN] = UNDETERMINED
    return verdicts


def _screen(codes: Sequence[Codes], rows: npt.NDArray[np.bool_], ids: Sequence[str]) -> Index:
    """Choose the rows that the engine judges: those a rule fires on, and a sample of the others.

    The sample is drawn by what is judged: the same on every run, and other subjects where the data are others.
    """
    fires = rows & reduce(np.logical_or, (own >= UNDETERMINED for own in codes))
    others = np.flatnonzero(rows & ~fires)
    size = min(len(others), max(SAMPLE_LEAST, int(len(others) * SAMPLE_SHARE)))
    seed = zlib.crc32("\n".join(ids).encode("utf-8", "surrogatepass"))
    for own in codes:
        seed = zlib.crc32(own.data, seed)
    sample = np.random.default_rng(seed).choice(others, size, replace=False)
    return np.sort(np.concatenate([np.flatnonzero(fires), sample]))


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


def _compare_with_engine(
    group: Mapping[str, Compiled], frame: Frame, chosen: Index, expected: Mapping[str, Codes]
) -> None:
    """Let the engine judge the chosen subjects and hold every verdict against the masks'."""
    for (rule, code), held in _held_by_engine(group, frame, chosen).items():
        differs = np.flatnonzero(held != (expected[rule][chosen] == code))
        if differs.size:
            _disagree(rule, code, frame, int(chosen[differs[0]]))


def _held_by_engine(
    group: Mapping[str, Compiled], frame: Frame, chosen: Index
) -> dict[tuple[str, int], npt.NDArray[np.bool_]]:
    """Ask the engine which of the chosen subjects each rule is breached by, and on which it is undetermined.

    A fact is what the rules test and nothing else, so subjects often make the same one; each is judged once.
    """
    columns = {column.name: column for item in group.values() for column in item.columns}
    goals = {
        (rule, code): chains
        for rule, item in group.items()
        for code, chains in ((BREACH, item.breach), (UNDETERMINED, item.undetermined))
    }
    values = [_fact_values(column, frame, chosen) for column in columns.values()]
    first, fact = _distinct(values, len(chosen))
    sent = [_sent(column, frame, own[first]) for column, own in zip(columns.values(), values, strict=True)]
    held = {goal: np.zeros(len(first), bool) for goal in goals}
    with Matcher(frame.entity, {name: column.type for name, column in columns.items()}, goals) as matcher:
        for place, own in enumerate(matcher.match(zip(*sent, strict=True) if sent else ((),) * len(first))):
            for goal in own:
                held[goal][place] = True
    return {goal: on_fact[fact] for goal, on_fact in held.items()}


def _distinct(columns: Iterable[npt.NDArray[Any]], size: int) -> tuple[Index, Index]:
    """Return the number of the first row of each different one, and for every row which of these it is."""
    rows, radix = np.zeros(size, np.int64), 1
    for column in columns:
        codes, values = pd.factorize(column)
        if radix * len(values) > MOST_DIFFERENT:
            rows, different = pd.factorize(rows)
            radix = len(different)
        rows, radix = rows * len(values) + codes, radix * len(values)
    rows, different = pd.factorize(rows)
    first = np.full(len(different), size, np.int64)
    np.minimum.at(first, rows, np.arange(size))
    return first, rows


def _disagree(rule: str, code: int, frame: Frame, subject: int) -> None:
    raise EngineError(
        f"internal error: engine and masks disagree whether {rule} is {CODES[code]} on row {subject} of {frame.entity}"
    )


def _fact_values(column: FactColumn, frame: Frame, chosen: Index) -> npt.NDArray[Any]:
    """Return a column of the facts; texts by their codes."""
    values = evaluate(column.term, frame)
    match column.part:
        case "truth":
            return values[chosen]  # type: ignore[no-any-return]
        case "text":
            return values.codes[chosen]  # type: ignore[no-any-return]
        case "has":
            return (values.codes[chosen] >= 0).astype(np.int8)  # type: ignore[no-any-return]
        case part:
            bounds = np.clip((values.low if part == "low" else values.high)[chosen], -LIMIT, LIMIT)
            return bounds.astype(np.int64 if column.type is int else np.float64)  # type: ignore[no-any-return]


def _sent(column: FactColumn, frame: Frame, values: npt.NDArray[Any]) -> list[Any]:
    """Return the values of a column as the engine takes them."""
    if column.part != "text":
        return values.tolist()  # type: ignore[no-any-return]
    texts = [*evaluate(column.term, frame).distinct, ""]  # the code of the missing is -1, the last
    return [texts[code] for code in values.tolist()]


def _findings_table(
    facts: Facts, strata: Sequence[Sequence[Rule]], codes: Mapping[str, Codes], severities: Mapping[str, Severity]
) -> Table:
    """Lay out what was judged so far as the dataset that later rules may ask about."""
    rows: list[dict[str, Any]] = []
    for rule in (rule for rules in strata for rule in rules if rule.id in codes):
        units = _units_of(facts, rule.subject)
        ids = facts.ids(rule.subject) if facts.size(rule.subject) else ()
        rows += [
            {
                "unit": units[subject],
                "rule": rule.id,
                "subject": ids[subject],
                "article": rule.provision.article,
                "clause": rule.provision.clause,
                "point": rule.provision.point,
                "verdict": CODES[codes[rule.id][subject]].value,
                "severity": severities[rule.id].value,
            }
            for subject in np.flatnonzero(codes[rule.id] >= UNDETERMINED).tolist()
        ]
    names = facts.vocabulary.entity("finding").fields
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in names})
    frame = frame.astype({"article": "float64", "clause": "float64"})
    return Table("finding", frame, (), np.zeros(len(rows), int), np.zeros(len(rows), int))


def _units_of(facts: Facts, entity: str) -> Sequence[str | None]:
    frame = facts.tables[entity].frame if entity in facts.tables else pd.DataFrame()
    name = "id" if entity == "unit" else "unit"
    return frame[name].tolist() if name in frame else [None] * facts.size(entity)
