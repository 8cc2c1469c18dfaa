"""Changes to a pack that no case of its rules would notice: of a condition, of a day, of a parameter."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import Problem
from kstt_rules.language.equivalent import part_left_out, same_verdicts
from kstt_rules.language.mutate import mutants
from kstt_rules.pack import Pack, Parameter, Rule
from kstt_rules.pack.crosschecks import closed_sets
from kstt_rules.pack_tools.changed_parameters import Change, TimeHeld, changes_to, in_words
from kstt_rules.pack_tools.judged_cases import JudgedCase, notices

_CONDITION: Final = both("{rule}: no case notices the {part} condition changed to: {text}")
_NO_DIFFERENCE: Final = both("{rule}: a part of the {part} condition makes no difference, so leave it out: {text}")
_VALUE: Final = both("no case notices {change}")
_MOVED: Final = both("{rule}: no case notices `{key}` moved to {day}")
_DAY: Final = dt.timedelta(1)


@dataclass
class Unnoticed:
    """How many changes were tried, and what is wrong where no case noticed one."""

    tried: int
    problems: list[Problem]


def unnoticed_changes(rules: Sequence[Rule], judged: Sequence[JudgedCase], pack: Pack) -> Unnoticed:
    """Try every small change to the conditions of some rules, to their days, and to the parameters that they read.

    A change after which a rule is shown to come to the same verdicts always is not asked for; a part of a condition
    that can be left out so is told as such.
    """
    found = Unnoticed(0, [])
    for rule in rules:
        own = [item for item in judged if rule.id in item.case.expect]
        for changed, told in (*_with_other_conditions(rule), *_at_other_times(rule, pack)):
            found.tried += 1
            if not any(notices(item, changed) for item in own):
                found.problems += _survivors(rule, changed, told)
    unnoticed = []
    for change, is_noticed in _parameters(rules, judged, pack):
        found.tried += 1
        unnoticed += [] if is_noticed else [change]
    for parameter, told in in_words(unnoticed):
        place = (parameter.file, parameter.line, parameter.column)
        found.problems.append(Problem(*place, _VALUE.format(change=told)))
    return found


def _with_other_conditions(rule: Rule) -> Iterator[tuple[Rule, Bilingual]]:
    for breach in mutants(rule.breach):
        changed = replace(rule, breach=breach, breach_text=breach.text)
        yield changed, _CONDITION.format(rule=rule.id, part="breach", text=breach.text)
    if rule.applies is not None:
        for applies in mutants(rule.applies):
            changed = replace(rule, applies=applies, applies_text=applies.text)
            yield changed, _CONDITION.format(rule=rule.id, part="applies", text=applies.text)


def _at_other_times(rule: Rule, pack: Pack) -> Iterator[tuple[Rule, Bilingual]]:
    """Yield a rule that is in force from or until another day, where on that day anything is judged."""
    judged = _time_of(None, pack)
    if rule.start is not None:
        for start, day in ((rule.start - _DAY, rule.start - _DAY), (rule.start + _DAY, rule.start)):
            if judged.holds(day):
                yield replace(rule, start=start), _MOVED.format(rule=rule.id, key="from", day=start)
    if rule.until is not None:
        for until, day in ((rule.until - _DAY, rule.until), (rule.until + _DAY, rule.until + _DAY)):
            if judged.holds(day):
                yield replace(rule, until=until), _MOVED.format(rule=rule.id, key="until", day=until)


def _survivors(rule: Rule, changed: Rule, told: Bilingual) -> Iterator[Problem]:
    if (rule.start, rule.until) == (changed.start, changed.until) and same_verdicts(
        (rule.applies, rule.breach), (changed.applies, changed.breach)
    ):
        name, whole, rest = ("breach", rule.breach, changed.breach)
        if changed.breach is rule.breach:
            assert rule.applies is not None
            assert changed.applies is not None
            name, whole, rest = ("applies", rule.applies, changed.applies)
        part = part_left_out(whole, rest)
        if part is None:
            return
        told = _NO_DIFFERENCE.format(rule=rule.id, part=name, text=part.text)
    yield Problem(rule.file, rule.line, rule.column, told)


def _parameters(rules: Sequence[Rule], judged: Sequence[JudgedCase], pack: Pack) -> Iterator[tuple[Change, bool]]:
    """Yield every change to a parameter that some rule reads, and whether some case notices it."""
    allowed = closed_sets(rules)
    for key, parameter in pack.parameters.items():
        readers = [rule for rule in rules if key in rule.parameters]
        cases = [item for item in judged if key not in item.case.settings]
        named = [(item, [rule for rule in readers if rule.id in item.case.expect]) for item in cases]
        for change in changes_to(parameter, [_time_of(rule, pack) for rule in readers], allowed.get(key)):
            yield change, any(_notices_value(item, own, change.parameter) for item, own in named if own)


def _notices_value(item: JudgedCase, rules: Sequence[Rule], changed: Parameter) -> bool:
    law = item.law_with(changed)
    return any(notices(item, rule, law) for rule in rules)


def _time_of(rule: Rule | None, pack: Pack) -> TimeHeld:
    """Return the days for which a rule judges anything, by the pack itself."""
    regulation = pack.regulation
    starts = (regulation.effective_from, None if rule is None else rule.start)
    ends = (regulation.addressees_until, None if rule is None else rule.until)
    return TimeHeld(max(day or dt.date.min for day in starts), min(day or dt.date.max for day in ends))
