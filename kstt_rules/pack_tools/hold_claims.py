"""Holds the rules of a pack against what is claimed of them, on its cases and on small dossiers.

A claim that does not hold is told with a witness: the rule, the subject, the day and the dossier. That a claim holds is
shown on these dossiers alone, not proved.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import Problem
from kstt_rules.judging.verdict_codes import BREACH, COMPLIANT, UNDETERMINED
from kstt_rules.language import datasets_used, follows_findings
from kstt_rules.model.vocabulary import UNIT, UNIT_KIND
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.claims import Claim, Exclusive, NothingAfter, NothingBefore, NothingWhen, OneFindingWhen, Reaches
from kstt_rules.pack.digests import datasets_of
from kstt_rules.pack_tools.judged_cases import JudgedCase
from kstt_rules.pack_tools.small_dossiers import SmallDossier, full_dossiers, small_dossiers
from kstt_rules.pack_tools.trials import Trial, choices_of, of_case, of_dossier, with_kind

_NOT_SO: Final = both("the claim `{claim}` does not hold: {why}")
_NOT_REACHED: Final = both("no rule was found that a unit of the kind {kind} can breach")
_REACHED: Final = both("a unit of the kind {kind} breaches {rule}")
_JUDGED: Final = both("{rule} judges a fact of {day}")
_SEVERAL: Final = both("{subject} breaches {rules}")
_NONE: Final = both("nothing is found on {subject}, though {rules} apply")
_FOUND: Final = both("{rules} find something on {subject}")
_IN_CASE: Final = both("{why} (case “{case}”, on {subject}, as of {day})")
_IN_CHANGED_CASE: Final = both("{why} (case “{case}” with the unit {unit} of that kind, on {subject}, as of {day})")
_IN_DOSSIER: Final = both("{why} (on {subject}: {dossier})")
Outside = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.bool_]]
_MOST_CASES: Final = 1  # of each rule, in which a unit is given another kind
_USUAL_DAY: Final = dt.date(2022, 3, 31)


def broken_claims(pack: Pack, judged: Sequence[JudgedCase]) -> list[Problem]:
    """Return the claims of a pack that its rules do not fulfil, each with the first witness found."""
    return [] if not pack.claims else [*_Holder(pack, judged).problems()]


class _Holder:
    """Tries every claim on the same dossiers."""

    def __init__(self, pack: Pack, judged: Sequence[JudgedCase]) -> None:
        self._pack = pack
        self._judged = judged
        days = Counter(item.case.as_of for item in judged)
        self._day = min(days, key=lambda day: (-days[day], day)) if days else _USUAL_DAY
        conditions = (claim.condition for claim in pack.claims if isinstance(claim, (OneFindingWhen, NothingWhen)))
        self._datasets = frozenset().union(*map(datasets_of, pack.rules), *map(datasets_used, conditions))
        vocabulary = pack.vocabulary
        small = small_dossiers(vocabulary, self._day, self._datasets)
        full = full_dossiers(vocabulary, self._day, self._datasets)
        made = (of_dossier(dossier, pack) for dossier in (*small, *full))
        self._of_other_kinds: dict[tuple[str, str, str, str], Trial] = {}
        self._trials = [*map(of_case, judged), *made]

    def problems(self) -> Iterator[Problem]:
        for claim in self._pack.claims:
            why = next(self._against(claim), None)
            if why is not None:
                told = _NOT_SO.format(claim=claim.text, why=why)
                yield Problem(claim.file, claim.line, claim.column, told)

    def _against(self, claim: Claim) -> Iterator[Bilingual]:
        """Yield what speaks against a claim."""
        rules = [rule for rule in self._pack.rules_of(claim) if not _follows(rule)]
        match claim:
            case Reaches(kinds=kinds):
                yield from self._beyond(kinds, rules)
                yield from self._not_reached(kinds, rules)
            case NothingAfter(day=day):
                later = dt.date(day.year + 2, 1, 15)
                yield from self._judged_on(rules, later, lambda each: each > day.toordinal())
            case NothingBefore(day=day):
                yield from self._judged_on(rules, day - dt.timedelta(1), lambda each: each < day.toordinal())
            case OneFindingWhen() | NothingWhen():
                yield from self._found_when(claim, rules)
            case Exclusive():
                yield from self._together(rules)

    def _asked(self, rules: Iterable[Rule], trials: Iterable[Trial]) -> Iterator[tuple[Trial, list[Rule]]]:
        """Yield the trials that may show something of some rules, with those rules."""
        datasets = {rule.id: datasets_of(rule) for rule in rules}
        for trial in trials:
            own = [rule for rule in rules if trial.looks_at(rule, datasets[rule.id])]
            if own:
                yield trial, own

    # -- reaches

    def _breaches(self, rule: Rule, trial: Trial) -> Iterator[tuple[int, str]]:
        """Yield the rows of a rule's subject that breach it, with the kinds of their units."""
        kinds = trial.kinds(rule.subject)
        is_case = isinstance(trial.origin, JudgedCase)
        of_readings = () if is_case else (trial.codes(rule, readings) for readings in choices_of([rule], self._pack))
        for codes in (trial.own_codes(rule), *of_readings):
            for row in np.flatnonzero(codes == BREACH).tolist():
                kind = kinds[row]
                if kind is not None:
                    yield row, kind

    def _beyond(self, kinds: Sequence[str], rules: Sequence[Rule]) -> Iterator[Bilingual]:
        for trial, own in self._asked(rules, self._trials):
            for rule in own:
                for row, kind in self._breaches(rule, trial):
                    if kind not in kinds:
                        yield self._witness(_REACHED.format(kind=kind, rule=rule.id), trial, rule, row)
        others = [kind for kind in self._pack.vocabulary.choices[UNIT_KIND] if kind not in kinds]
        yield from (told for _, told in self._changed(rules, others))

    def _not_reached(self, kinds: Sequence[str], rules: Sequence[Rule]) -> Iterator[Bilingual]:
        missing = dict.fromkeys(kinds)
        for trial, own in self._asked(rules, self._trials):
            for rule in own if missing else ():
                for _, kind in self._breaches(rule, trial):
                    missing.pop(kind, None)
        for kind in [*missing]:
            if next(self._changed(rules, [kind]), None) is None:
                yield _NOT_REACHED.format(kind=kind)

    def _changed(self, rules: Sequence[Rule], kinds: Sequence[str]) -> Iterator[tuple[str, Bilingual]]:
        """Yield the kinds by whose units rules are breached where in their cases a unit is of that kind instead."""
        for rule in rules:
            for item, unit, subject in self._breached_cases(rule):
                for kind in kinds:
                    trial = self._with_kind(item, unit, kind)
                    for row, found in self._breaches(rule, trial):
                        if found == kind and trial.facts.ids(rule.subject)[row] == subject:
                            why = _REACHED.format(kind=kind, rule=rule.id)
                            yield (
                                kind,
                                _IN_CHANGED_CASE.format(
                                    why=why, case=item.case.name, unit=unit, subject=subject, day=item.case.as_of
                                ),
                            )

    def _with_kind(self, item: JudgedCase, unit: str, kind: str) -> Trial:
        key = (item.case.file, item.case.name, unit, kind)
        if key not in self._of_other_kinds:
            self._of_other_kinds[key] = with_kind(item, unit, kind, self._pack)
        return self._of_other_kinds[key]

    def _breached_cases(self, rule: Rule) -> Iterator[tuple[JudgedCase, str, str]]:
        """Yield some cases in which a rule is breached, with the unit and the subject."""
        found = 0
        for item in self._judged:
            if rule.id in item.case.expect and UNIT in item.case.dossier.tables and found < _MOST_CASES:
                facts, codes = item.judgement.facts, item.judgement.codes[rule.id]
                owners = facts.owners(rule.subject)
                rows = np.flatnonzero((codes == BREACH) & (owners >= 0)).tolist()
                if rows:
                    found += 1
                    yield item, facts.ids(UNIT)[owners[rows[0]]], facts.ids(rule.subject)[rows[0]]

    # -- time

    def _judged_on(self, rules: Sequence[Rule], day: dt.date, is_outside: Outside) -> Iterator[Bilingual]:
        dossiers = full_dossiers(self._pack.vocabulary, day, self._datasets)
        made = [of_dossier(dossier, self._pack) for dossier in dossiers]
        for trial, own in self._asked(rules, [*self._trials, *made]):
            if isinstance(trial.origin, JudgedCase) and trial.origin.case.effective_from is not None:
                continue
            for rule in own:
                codes = trial.own_codes(rule)
                if codes.any():
                    days = trial.days(rule)
                    for row in np.flatnonzero((codes >= COMPLIANT) & is_outside(days)).tolist():
                        on = dt.date.fromordinal(int(days[row]))
                        yield self._witness(_JUDGED.format(rule=rule.id, day=on), trial, rule, row)

    # -- conditions

    def _found_when(self, claim: OneFindingWhen | NothingWhen, rules: Sequence[Rule]) -> Iterator[Bilingual]:
        for trial in self._trials:
            if any(trial.looks_at(rule, datasets_of(rule)) for rule in rules):
                for readings in choices_of(rules, self._pack):
                    holds = trial.holds(claim.condition, claim.subject, readings)
                    for row in np.flatnonzero(holds).tolist():
                        codes = {rule.id: int(trial.codes(rule, readings)[row]) for rule in rules}
                        why = _against(claim, codes, trial.facts.ids(claim.subject)[row])
                        if why is not None:
                            yield self._witness(why, trial, rules[0], row)

    def _together(self, rules: Sequence[Rule]) -> Iterator[Bilingual]:
        for trial in self._trials:
            if any(trial.looks_at(rule, datasets_of(rule)) for rule in rules):
                for readings in choices_of(rules, self._pack):
                    breached = np.array([trial.codes(rule, readings) == BREACH for rule in rules])
                    for row in np.flatnonzero(breached.sum(axis=0) > 1).tolist():
                        names = [rule.id for rule, one in zip(rules, breached[:, row].tolist(), strict=True) if one]
                        subject = trial.facts.ids(rules[0].subject)[row]
                        why = _SEVERAL.format(subject=subject, rules=", ".join(names))
                        yield self._witness(why, trial, rules[0], row)

    # -- witnesses

    def _witness(self, why: Bilingual, trial: Trial, rule: Rule, row: int) -> Bilingual:
        subject = trial.facts.ids(rule.subject)[row]
        if isinstance(trial.origin, SmallDossier):
            owner = int(trial.facts.owners(rule.subject)[row])
            dossier = trial.origin
            if owner >= 0:
                dossier = dossier.about(trial.facts.ids(UNIT)[owner], self._pack.vocabulary)
            return _IN_DOSSIER.format(why=why, subject=subject, dossier=dossier.text)
        case = trial.origin.case
        return _IN_CASE.format(why=why, case=case.name, subject=subject, day=case.as_of)


def _against(claim: OneFindingWhen | NothingWhen, codes: dict[str, int], subject: str) -> Bilingual | None:
    """Say what speaks against a claim on one subject: too many findings, or none."""
    breached = [rule for rule, code in codes.items() if code == BREACH]
    open_rules = [rule for rule, code in codes.items() if code == UNDETERMINED]
    applying = [rule for rule, code in codes.items() if code >= COMPLIANT]
    if isinstance(claim, NothingWhen):
        found = [*breached, *open_rules]
        return _FOUND.format(rules=", ".join(found), subject=subject) if found else None
    if len(breached) > 1:
        return _SEVERAL.format(subject=subject, rules=", ".join(breached))
    if applying and not breached and not open_rules:
        return _NONE.format(subject=subject, rules=", ".join(applying))
    return None


def _follows(rule: Rule) -> bool:
    """Say whether a rule asks about the findings of others, which these dossiers are not judged for."""
    return any(follows_findings(condition) for condition in (rule.applies, rule.breach) if condition is not None)
