"""Why a rule came to another verdict on a subject of a case than its author expected, in one line."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.judging.evidence import plain_value
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement
from kstt_rules.language.evaluate_row import ABSENT, Scene, Step, trace, truth
from kstt_rules.language.nodes import And, Literal, Not, Or
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import Rule

_TRUTHS: Final[Mapping[int, Bilingual]] = {
    TRUE: both("true", "truth"),
    FALSE: both("false", "truth"),
    UNKNOWN: both("unknown", "truth"),
}
_IS: Final = both("{term} is {value}")
_PART_IS: Final = both("{part} is {value}: {why}")
_DAY_OUTSIDE: Final = both("its day ({day}) lies {place}")


def traced(rule: Rule, subject: str, judgement: Judgement, law: Law) -> Bilingual:
    """Tell which parts of a rule's conditions made its verdict on a subject, and what they rest on."""
    row = judgement.facts.row(rule.subject, judgement.facts.ids(rule.subject).index(subject))
    scene = Scene(row, law.for_row(row, rule))
    applies = TRUE if rule.applies is None else truth(rule.applies, scene)
    if applies != TRUE and rule.applies is not None:
        why = joined("; ", _parts(trace(rule.applies, scene)))
        return _PART_IS.format(part="applies", value=_TRUTHS[applies], why=why)
    if judgement.verdicts(rule)[subject] is Verdict.NOT_APPLICABLE:
        return _outside(rule, row, law)
    breach = trace(rule.breach, scene)
    return _PART_IS.format(part="breach", value=_TRUTHS[breach.value], why=joined("; ", _parts(breach)))


def _outside(rule: Rule, row: FactRow, law: Law) -> Bilingual:
    """Say that a fact lies outside the time that is judged."""
    first = max(rule.start or dt.date.min, law.effective_from or dt.date.min)
    last = min(rule.until or dt.date.max, law.addressees_until or dt.date.max)
    bounds = [both("before {day}").format(day=first)] if first > dt.date.min else []
    bounds += [both("after {day}").format(day=last)] if last < dt.date.max else []
    place = joined(both(" or "), bounds) if bounds else both("outside the days on which its unit exists")
    day = rule.dated or row.facts.vocabulary.entity(row.entity).dated or "as_of"
    return _DAY_OUTSIDE.format(day=day, place=place)


def _parts(step: Step) -> Iterator[Bilingual]:
    """Yield the parts that decide: of a conjunction those that are not true, of a choice those that are not false."""
    match step.expr:
        case And() | Or():
            deciding = [part for part in step.parts if part.value == step.value]
            for part in deciding or step.parts:
                yield from _parts(part)
        case Not():
            for part in step.parts:
                yield from _parts(part)
        case _:
            shown = [part for part in step.parts if not isinstance(part.expr, Literal)]
            values = joined(", ", (joined(" = ", [part.expr.text, _value(part)]) for part in shown))
            own = _IS.format(term=step.expr.text, value=_TRUTHS.get(step.value, step.value))
            yield joined("", [own, " (", values, ")"]) if shown else own


def _value(step: Step) -> Bilingual | str:
    if step.expr.type.kind == "boolean":
        return _TRUTHS[step.value]
    value = plain_value(step.expr, step.value)
    return _TRUTHS[UNKNOWN] if value is None or value is ABSENT else str(value)
