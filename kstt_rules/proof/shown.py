"""What dossiers have shown already: of every two rules on one subject, which verdicts they came to together."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement, judge_by_masks
from kstt_rules.judging.steps import judge_run, new_run, with_dossier
from kstt_rules.judging.verdict_codes import BREACH, CODES, COMPLIANT, NOT_APPLICABLE
from kstt_rules.language import Expr, follows_findings
from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.pack import Case, Pack, Rule, load_cases

Matrix = npt.NDArray[np.bool_]


@dataclass
class Shown:
    """Rules on one kind of subject, and what was seen of them.

    ``verdicts`` are those that each rule came to. ``alone[a, b]`` says that a was breached where b was not,
    ``kept[a, b]`` that a subject to which both applied breached neither, ``broken[a, b]`` that one breached both.
    """

    rules: Sequence[Rule]
    verdicts: dict[str, set[Verdict]] = field(default_factory=dict)
    alone: Matrix = field(init=False)
    kept: Matrix = field(init=False)
    broken: Matrix = field(init=False)

    def __post_init__(self) -> None:
        self.alone, self.kept, self.broken = (np.zeros((len(self.rules),) * 2, bool) for _ in range(3))

    def add(self, codes: Mapping[str, npt.NDArray[np.int8]]) -> None:
        """Note the verdicts of rules on the subjects of a dossier; a rule that was not asked is left out."""
        size = len(next(iter(codes.values()), ()))
        unasked = np.full(size, -1, np.int8)
        table = np.stack([codes.get(rule.id, unasked) for rule in self.rules])
        for rule, own in zip(self.rules, table, strict=True):
            self.verdicts.setdefault(rule.id, set()).update(CODES[code] for code in np.unique(own[own >= 0]))
        breach, compliant, other = (table == BREACH, table == COMPLIANT, (table >= NOT_APPLICABLE) & (table != BREACH))
        self.alone |= _together(breach, other)
        self.kept |= _together(compliant, compliant)
        self.broken |= _together(breach, breach)


def _together(one: Matrix, other: Matrix) -> Matrix:
    together: Matrix = (one.astype(np.int64) @ other.T.astype(np.int64)) > 0
    return together


@dataclass(frozen=True)
class JudgedDossier:
    """A dossier as it stands before its rules: its facts and the law of its audit."""

    facts: Facts
    law: Law


class Evidence:
    """All that the cases of a pack, or those that name some rules, and the witnesses found since have shown."""

    def __init__(self, pack: Pack, only: AbstractSet[str] | None = None) -> None:
        subjects = dict.fromkeys(rule.subject for rule in pack.rules)
        self.by_subject = {name: Shown([rule for rule in pack.rules if rule.subject == name]) for name in subjects}
        self.dossiers: list[JudgedDossier] = []
        self.reached: dict[str, set[str]] = {}
        for case in load_cases(pack):
            if only is None or only & case.expect.keys():
                self._add_case(case, pack)

    def _add_case(self, case: Case, pack: Pack) -> None:
        stated = {**case.settings, **{f"readings.{name}": option for name, option in case.readings.items()}}
        try:
            run = new_run(pack, as_of=case.as_of, effective_from=case.effective_from, settings=stated)
            run = with_dossier(run, case.dossier, case.previous)
            judgement = judge_run(run)
        except KsttError:
            return  # a check tells of such a case
        self.dossiers.append(JudgedDossier(judgement.facts, run.law))
        for subject, shown in self.by_subject.items():
            if judgement.facts.size(subject):
                shown.add({rule.id: judgement.codes[rule.id] for rule in shown.rules})
                self._note_kinds(judgement, shown.rules)

    def _note_kinds(self, judgement: Judgement, rules: Sequence[Rule]) -> None:
        """Note by rule of which kinds the units are whose subjects breach it."""
        facts = judgement.facts
        kinds = facts.values(UNIT, "kind") if facts.size(UNIT) else np.zeros(0, object)
        for rule in rules:
            owners = facts.owners(rule.subject)[judgement.codes[rule.id] == BREACH]
            self.reached.setdefault(rule.id, set()).update(kinds[owners[owners >= 0]].tolist())

    def add(self, dossier: JudgedDossier, subject: str) -> None:
        """Note what all rules on a kind of subject say of a witness, but those that follow from others."""
        shown = self.by_subject[subject]
        own = [rule for rule in shown.rules if not any(map(follows_findings, _conditions(rule)))]
        if own:
            shown.add(judge_by_masks(own, dossier.facts, dossier.law))

    def tells(self, rule: Rule, changed: Rule) -> bool:
        """Say whether a rule and a changed one came to different verdicts on some subject."""
        for item in self.dossiers:
            if item.facts.size(rule.subject):
                codes = [judge_by_masks([each], item.facts, item.law)[each.id] for each in (rule, changed)]
                if (codes[0] != codes[1]).any():
                    return True
        return False


def _conditions(rule: Rule) -> Iterator[Expr]:
    return (part for part in (rule.applies, rule.breach) if part is not None)
