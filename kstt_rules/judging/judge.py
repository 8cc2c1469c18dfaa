"""Every rule on every subject: the engine decides breach and undetermined, masks count the rest and check it.

For each subject that the engine judges its answer is the verdict. The same conditions, evaluated as masks, choose whom
to send on large audits, count what is compliant and what does not apply, and are what each answer is held against.
"""

import zlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import EngineError
from kstt_rules.base.progress import Progress, Watcher, unwatched
from kstt_rules.engine.answers import Answer, answers
from kstt_rules.judging.causes import OpenRows, merged, open_rows
from kstt_rules.judging.earlier_findings import findings_table
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.verdict_codes import BREACH, CODES, COMPLIANT, NOT_APPLICABLE, UNDETERMINED, Codes
from kstt_rules.language.columns import Frame, Index
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.truth import TRUE, UNKNOWN
from kstt_rules.model.citation import Provision
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.pack.model import Rule

SCREEN_FROM = 500  # subjects of one entity; below that there is nothing to gain
SAMPLE_SHARE = 0.01
SAMPLE_LEAST = 200


@dataclass(frozen=True)
class Judgement:
    """The verdict code of every rule on every row of its subject entity, and the facts they were read from.

    ``open`` says of every rule what keeps its undetermined rows open, ``by_engine`` counts the subjects that the engine
    judged, ``without_data`` are the rules whose subjects were not submitted, as far as there is anything to tell of
    them.
    """

    facts: Facts
    codes: Mapping[str, Codes]
    open: Mapping[str, OpenRows]
    by_engine: int
    without_data: frozenset[str]

    def verdicts(self, rule: Rule) -> dict[str, Verdict]:
        """Return the verdict of a rule on each subject, by the subject's id."""
        ids = self.facts.ids(rule.subject) if self.facts.size(rule.subject) else ()
        return dict(zip(ids, (CODES[code] for code in self.codes[rule.id]), strict=True))


def judge(  # noqa: PLR0913 - options of an audit, keyword-only
    strata: Sequence[Sequence[Rule]],
    facts: Facts,
    law: Law,
    severities: Mapping[str, Severity],
    *,
    verify: bool = False,
    by_columns: bool = False,
    waived: AbstractSet[tuple[str, str | Provision]] = frozenset(),
    known: Mapping[str, Codes] = MappingProxyType({}),
    watch: Watcher = unwatched,
) -> Judgement:
    """Judge all rules, stratum by stratum; a later one sees the findings of the earlier ones.

    Of rules whose verdicts are ``known``, by their ids, nothing is judged again.

    What is ``waived`` for a unit, by its id or name, is not an open breach to a rule that follows from findings.

    From 500 subjects of an entity on, only those that a rule can fire on, and a sample of the others, go through the
    engine; ``verify`` sends every subject, and ``by_columns`` none. Raises EngineError where engine and masks disagree
    on any subject that both judged.
    """
    codes: dict[str, Codes] = {}
    still_open: dict[str, list[OpenRows]] = {rule.id: [] for rules in strata for rule in rules}
    sent: dict[str, npt.NDArray[np.bool_]] = {}
    judged, total = 0, sum(map(len, strata))
    watch(Progress("judge", 0, total))
    for rules in strata:
        if codes and any(rule.id not in known for rule in rules):
            earlier = [rule for rules in strata for rule in rules if rule.id in codes]
            facts = facts.with_table(findings_table(facts, earlier, codes, severities, waived))
        by_subject: dict[str, list[Rule]] = {}
        for rule in rules:
            if rule.id in known:
                codes[rule.id] = known[rule.id]
            else:
                by_subject.setdefault(rule.subject, []).append(rule)
        for entity, own in by_subject.items():
            codes |= _not_applicable(own, facts)
            for in_force, setting, rows in law.rules_in_force(facts, entity, own):
                frame = Frame(facts, entity, setting)
                _judge_by_masks(in_force, frame, rows, codes)
                if not by_columns:
                    chosen = np.flatnonzero(rows)
                    if not verify and len(frame) >= SCREEN_FROM:
                        chosen = _screen([codes[rule.id] for rule in in_force], rows, facts.ids(entity))
                    _judge_by_engine(in_force, frame, chosen, codes)
                    sent.setdefault(entity, np.zeros(len(frame), bool))[chosen] = True
                for rule in in_force:
                    undetermined = rows & (codes[rule.id] == UNDETERMINED)
                    if undetermined.any():
                        still_open[rule.id].append(open_rows(rule, frame, undetermined))
            judged += len(own)
            watch(Progress("judge", judged, total))
    all_rules = [rule for rules in strata for rule in rules]
    without_data = frozenset(rule.id for rule in all_rules if facts.silent(rule.subject) and law.may_apply(rule))
    by_engine = sum(int(rows.sum()) for rows in sent.values())
    return Judgement(facts, codes, {rule: merged(found) for rule, found in still_open.items()}, by_engine, without_data)


def judge_by_masks(rules: Sequence[Rule], facts: Facts, law: Law) -> dict[str, Codes]:
    """Judge rules of one subject entity by masks alone; what a rule was not in force for does not apply."""
    entity = rules[0].subject
    codes = _not_applicable(rules, facts)
    for in_force, setting, rows in law.rules_in_force(facts, entity, rules):
        _judge_by_masks(in_force, Frame(facts, entity, setting), rows, codes)
    return codes


def _not_applicable(rules: Sequence[Rule], facts: Facts) -> dict[str, Codes]:
    return {rule.id: np.full(facts.size(rule.subject), NOT_APPLICABLE, np.int8) for rule in rules}


def _judge_by_masks(
    rules: Sequence[Rule], frame: Frame, rows: npt.NDArray[np.bool_], codes: Mapping[str, Codes]
) -> None:
    for rule in rules:
        np.copyto(codes[rule.id], _mask_codes(rule, frame), where=rows)


def _judge_by_engine(rules: Sequence[Rule], frame: Frame, chosen: Index, codes: Mapping[str, Codes]) -> None:
    """Write the engine's verdicts on the chosen rows; the audit ends where the masks do not share one."""
    for rule, answer in answers({rule.id: rule.conditions for rule in rules}, frame, chosen):
        masks = codes[rule][chosen]
        verdicts = _engine_codes(answer, masks)
        differs = (verdicts != masks) | (answer.breach & answer.undetermined)
        if differs.any():
            at = differs.argmax()
            _disagree(f"{rule} on row {chosen[at]} of {frame.entity}", CODES[verdicts[at]], CODES[masks[at]])
        codes[rule][chosen] = verdicts


def _engine_codes(answer: Answer, masks: Codes) -> Codes:
    """Return what the engine says; where it holds nothing, the masks know whether the rule applies."""
    verdicts: Codes = np.minimum(masks, COMPLIANT)
    verdicts[answer.undetermined] = UNDETERMINED
    verdicts[answer.breach] = BREACH
    return verdicts


def _disagree(place: str, engine: Verdict, masks: Verdict) -> None:
    raise EngineError(f"internal error: {place}: the engine says {engine}, the masks say {masks}")


def _mask_codes(rule: Rule, frame: Frame) -> Codes:
    # Truths and verdicts lie in the same order: false, unknown, true are 0, 1, 2; compliant to breach 1, 2, 3.
    verdicts: Codes = COMPLIANT + evaluate(rule.breach, frame)
    if rule.applies is not None:
        applies = evaluate(rule.applies, frame)
        is_possible = (applies == UNKNOWN) & (verdicts != COMPLIANT)
        verdicts *= applies == TRUE
        verdicts[is_possible] = UNDETERMINED
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
